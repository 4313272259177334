import CBSValues
import CBSWeights
import FoundationEssentials
import Testing

@Suite struct CheckpointWriterTests {
  /// A small model of each family, beside the sandbox's own.
  static let profiles: [ArchitectureProfile] =
    ArchitectureProfile.sandbox + [small(.qwen2), small(.qwen3), small(.qwen3Moe), small(.glm4Moe)]

  static func small(_ family: ModelFamily) -> ArchitectureProfile {
    var dimensions = ModelDimensions(
      hidden: 32, layers: 3, heads: 4, keyValueHeads: 2, headDimension: 12, intermediate: 40, vocabulary: 280,
      experts: family.expertsKey == nil
        ? nil : .init(count: 3, perToken: 1, width: 16, shared: family == .glm4Moe ? 2 : 0))
    dimensions.hasAttentionBias = family == .qwen2 || family == .glm4Moe
    dimensions.hasQueryKeyNorm = family == .qwen3 || family == .qwen3Moe
    if family == .qwen3Moe { dimensions.denseLayers = [1] }
    if family == .glm4Moe { dimensions.denseLayers = [0, 1] }
    return ArchitectureProfile(id: "small-\(family.rawValue)", family: family, dimensions: dimensions)
  }

  static func layouts(_ family: ModelFamily) -> [ExpectedTensors.ExpertLayout?] {
    switch family {
    case .llama, .qwen2, .qwen3: [nil]
    case .qwen3Moe, .glm4Moe: [nil, .fused]
    case .gptOss: [nil, .mxfp4]
    }
  }

  @Test(arguments: profiles) func whatIsWrittenPassesTheCheck(profile: ArchitectureProfile) async throws {
    for layout in Self.layouts(profile.family) {
      for shards in [1, 2, 3] {
        let writer = try #require(CheckpointWriter(profile: profile, seed: 7, shards: shards, expertLayout: layout))
        let store = MemoryStore(writer.files(), under: "m")
        let report = try await WeightsCheck().check(
          S3Location(bucket: "bucket", prefix: "m"), architecture: profile, store: store)
        #expect(report.findings.isEmpty)
        #expect(report.verdict == .ok)
        #expect(report.facts.shards == shards)
        let expected = profile.dimensions.map {
          ExpectedTensors(family: profile.family, dimensions: $0, expertLayout: layout)
        }
        var count = 0
        expected?.forEach { _, _ in count += 1 }
        #expect(report.facts.tensors == count)
      }
    }
  }

  @Test func theConfigSaysWhatTheProfileSays() throws {
    for profile in Self.profiles {
      let writer = try #require(CheckpointWriter(profile: profile, seed: 1))
      let config = try ModelConfig(parsing: try #require(writer.files()["config.json"]))
      #expect(config.dimensions == profile.dimensions)
      #expect(config.family == profile.family)
      #expect(config.className == profile.family.className)
    }
  }

  @Test func equalSeedsGiveEqualBytes() throws {
    for profile in ArchitectureProfile.sandbox {
      let one = try #require(CheckpointWriter(profile: profile, seed: 1)).files()
      #expect(one == (try #require(CheckpointWriter(profile: profile, seed: 1)).files()))
      let two = try #require(CheckpointWriter(profile: profile, seed: 2)).files()
      #expect(one.keys == two.keys)
      #expect(
        one.keys.filter { one[$0] != two[$0] }.sorted()
          == ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"])
    }
  }

  @Test func sandboxCheckpointsAreSmall() throws {
    for profile in ArchitectureProfile.sandbox {
      let files = try #require(CheckpointWriter(profile: profile, seed: 1)).files()
      #expect(files.values.reduce(0) { $0 + $1.count } < 200_000)
    }
  }

  @Test func realModelsAreNotWritten() {
    for profile in ArchitectureProfile.known { #expect(CheckpointWriter(profile: profile, seed: 1) == nil) }
  }

  @Test func filesLandInTheFolder() async throws {
    try await withTemporaryFolder { root in
      let profile = try #require(ArchitectureProfile.sandbox("llama3.1-8b"))
      let writer = try #require(CheckpointWriter(profile: profile, seed: 3))
      try writer.write(to: root + "/acme-weights/a/b")
      let store = FolderStore(root: root)
      let location = try S3Location(parsing: "s3://acme-weights/a/b")
      let report = try await WeightsCheck().check(location, architecture: profile, store: store)
      #expect(report.verdict == .ok)
      #expect(report.facts.files == writer.files().count)
      let listing = try await WeightsListing(reading: location, store: store)
      #expect(Set(listing.rows.map(\.name)) == Set(writer.files().keys))
      #expect(listing.json[0]?["kind"] == "config")
    }
  }
}
