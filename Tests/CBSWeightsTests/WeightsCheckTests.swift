import CBSValues
import CBSWeights
import Synchronization
import Testing

@Suite struct WeightsCheckTests {
  static let location = S3Location(bucket: "bucket", prefix: "m")
  static let profile = ArchitectureProfile.sandbox[0]
  static let shardNames = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]

  static func files(fault: CheckpointWriter.Fault? = nil, shards: Int = 2) throws -> [String: [UInt8]] {
    try #require(CheckpointWriter(profile: profile, seed: 5, shards: shards)).files(fault: fault)
  }

  static func check(
    _ store: any ObjectStore, _ profile: ArchitectureProfile? = profile, _ location: S3Location = location
  ) async throws -> CheckReport {
    try await WeightsCheck().check(location, architecture: profile, store: store)
  }

  static func check(_ files: [String: [UInt8]]) async throws -> CheckReport {
    try await check(MemoryStore(files, under: "m"))
  }

  // MARK: The faults the writer makes

  @Test func aMissingShard() async throws {
    let report = try await Self.check(try Self.files(fault: .missingShard))
    #expect(report.findings.map(\.code) == [.shardMissing])
    #expect(
      report.failureReason
        == "shard 'model-00002-of-00002.safetensors' is named in the index and missing under 's3://bucket/m'")
    #expect(report.failureCode == 3)
    #expect(report.verdict == .failed)
  }

  @Test func aCutShard() async throws {
    let report = try await Self.check(try Self.files(fault: .cutShard))
    #expect(report.findings.map(\.code) == [.shardCutShort])
    #expect(report.failureReason?.hasPrefix("'model-00002-of-00002.safetensors' is cut short: ") == true)
  }

  @Test func aPointerOfGitLFS() async throws {
    let report = try await Self.check(try Self.files(fault: .lfsPointer))
    #expect(report.findings.map(\.code) == [.shardForeign])
    #expect(report.findings.first?.hint?.contains("git lfs pull") == true)
  }

  @Test func theConfigOfAnotherArchitecture() async throws {
    let other = ArchitectureProfile.sandbox[2]
    let report = try await Self.check(try Self.files(fault: .wrongArchitecture(other)))
    #expect(report.errors.first?.code == .architectureDiffers)
    #expect(report.failureReason?.contains("'llama'") == true)
    #expect(report.errors.contains { $0.code == .shapeDiffers || $0.code == .vocabularyDiffers })
  }

  // MARK: A table of spoiled checkpoints

  struct Spoiled: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: Finding.Code
    let severity: Finding.Severity
    var shards = 2
    let spoil: @Sendable (inout [String: [UInt8]]) -> Void

    init(
      _ name: String, _ severity: Finding.Severity, _ code: Finding.Code, shards: Int = 2,
      _ spoil: @escaping @Sendable (inout [String: [UInt8]]) -> Void
    ) {
      testDescription = name
      self.code = code
      self.severity = severity
      self.shards = shards
      self.spoil = spoil
    }
  }

  static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

  static func replace(_ old: String, _ new: String, in bytes: [UInt8]?) -> [UInt8]? {
    bytes.map {
      Array(
        String(decoding: $0, as: UTF8.self).split(separator: old, omittingEmptySubsequences: false).joined(
          separator: new
        ).utf8)
    }
  }

  static let index = WeightsIndex.fileName

  static let spoiled: [Spoiled] = [
    .init("no config", .error, .configMissing) { $0["config.json"] = nil },
    .init("config in another case", .error, .configMissing) {
      $0["Config.json"] = $0.removeValue(forKey: "config.json")
    },
    .init("config that is HTML", .error, .configInvalid) { $0["config.json"] = text("<!DOCTYPE html>") },
    .init("config cut short", .error, .configInvalid) { $0["config.json"]?.removeLast(10) },
    .init("config without a key", .error, .configInvalid) {
      $0["config.json"] = replace("\"hidden_size\"", "\"hidden\"", in: $0["config.json"])
    },
    .init("empty config", .error, .objectEmpty) { $0["config.json"] = [] },
    .init("no weights", .error, .weightsMissing) { files in
      for name in shardNames + [index] { files[name] = nil }
    },
    .init("weights of PyTorch only", .error, .weightsMissing) { files in
      for name in shardNames + [index] { files[name] = nil }
      files["pytorch_model.bin"] = [0x50, 0x4B, 3, 4]
    },
    .init("an adapter only", .error, .adapterOnly) { files in
      for name in shardNames + [index] { files[name] = nil }
      files["adapter_model.safetensors"] = shard("{}", data: 0)
    },
    .init("no index", .error, .indexMissing) { $0[index] = nil },
    .init("an index that is none", .error, .indexInvalid) { $0[index] = text("{}") },
    .init("an index of another save", .error, .indexStale) {
      $0[index] = replace("-of-00002", "-of-00030", in: $0[index])
    },
    .init("a shard in another case", .error, .shardMissing) {
      $0["MODEL-00001-of-00002.safetensors"] = $0.removeValue(forKey: shardNames[0])
    },
    .init("an empty shard", .error, .objectEmpty) { $0[shardNames[1]] = [] },
    .init("a shard too long", .error, .shardInvalid) { $0[shardNames[0]]?.append(0) },
    .init("a pickle as shard", .error, .shardForeign) {
      $0[shardNames[0]] = [0x80, 2, 0x8A, 10] + [UInt8](repeating: 9, count: 90)
    },
    .init("a tensor the index has and no shard", .error, .tensorMissing) {
      $0[index] = replace("\"weight_map\": {", "\"weight_map\": {\"x\": \"\(shardNames[0])\", ", in: $0[index])
    },
    .init("tensors in other shards than the index says", .error, .tensorMisplaced) { files in
      (files[shardNames[0]], files[shardNames[1]]) = (files[shardNames[1]], files[shardNames[0]])
    },
    .init("a tensor in two shards", .error, .tensorRepeated) {
      $0[shardNames[1]] = $0[shardNames[0]]
    },
    .init("a vocabulary of another size", .error, .vocabularyDiffers) {
      $0["config.json"] = replace("\"vocab_size\": 288", "\"vocab_size\": 300", in: $0["config.json"])
    },
    .init("one layer more in the config", .error, .tensorMissing) {
      $0["config.json"] = replace("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3", in: $0["config.json"])
    },
    .init("wider experts in the config", .error, .shapeDiffers) {
      $0["config.json"] = replace("\"intermediate_size\": 32", "\"intermediate_size\": 64", in: $0["config.json"])
    },
    .init("a class that is no language model", .error, .architectureDiffers) {
      $0["config.json"] = replace("GptOssForCausalLM", "GptOssForSequenceClassification", in: $0["config.json"])
    },
    .init("a tokenizer that is none", .error, .tokenizerInvalid) { $0["tokenizer.json"] = text("[]") },
    .init("a token beyond the vocabulary", .error, .tokenBeyondVocabulary) {
      $0["tokenizer.json"] = replace("\"id\": 259", "\"id\": 288", in: $0["tokenizer.json"])
    },
    .init("no tokenizer", .warning, .tokenizerMissing) { $0["tokenizer.json"] = nil },
    .init("no chat template", .warning, .chatTemplateMissing) { $0["tokenizer_config.json"] = text("{}") },
    .init("other formats besides", .warning, .otherFormats) { $0["pytorch_model.bin"] = [1] },
    .init("left-overs of training", .warning, .leftovers) { $0["checkpoint-5/optimizer.pt"] = [1] },
    .init("an index and a single file", .warning, .ambiguousWeights) { $0["model.safetensors"] = shard("{}", data: 0) },
    .init("a stray shard", .warning, .shardStray) { $0["extra.safetensors"] = shard("{}", data: 0) },
    .init("another total in the index", .warning, .totalSizeDiffers) {
      $0[index] = replace("\"total_size\": ", "\"total_size\": 1", in: $0[index])
    },
    .init("a tensor the index does not know", .warning, .tensorUnindexed) {
      $0[index] = replace("\"lm_head.weight\": \"\(shardNames[1])\",", "", in: $0[index])
    },
    .init("a single file of another name", .warning, .weightsMisnamed, shards: 1) {
      $0["weights.safetensors"] = $0.removeValue(forKey: "model.safetensors")
    },
    .init("another type in the config", .warning, .dataTypeDiffers) {
      $0["config.json"] = replace("bfloat16", "float32", in: $0["config.json"])
    },
    .init("MXFP4 in the config alone", .warning, .quantizationDiffers) {
      $0["config.json"] = replace(
        "\"dtype\"", "\"quantization_config\": {\"quant_method\": \"mxfp4\"}, \"dtype\"", in: $0["config.json"])
    },
    .init("a shard with blanks in front", .warning, .shardOdd, shards: 1) { files in
      guard let bytes = files["model.safetensors"] else { return }
      let length = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      files["model.safetensors"] = lengthField(length + 1) + [0x20] + bytes.dropFirst(8)
    },
    .init("a tensor of no use", .warning, .tensorUnexpected, shards: 1) { files in
      guard let bytes = files["model.safetensors"] else { return }
      files["model.safetensors"] = withExtraTensor(bytes)
    },
    .init("an unknown quantization", .unknown, .tensorsUnchecked) {
      $0["config.json"] = replace(
        "\"dtype\"", "\"quantization_config\": {\"quant_method\": \"fp8\"}, \"dtype\"", in: $0["config.json"])
    },
  ]

  /// The same file with an empty tensor at its front.
  static func withExtraTensor(_ bytes: [UInt8]) -> [UInt8] {
    let length = Int(bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    let extra = #"{"extra":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"#
    let header = Array(extra.utf8) + bytes[9..<8 + length]
    return lengthField(UInt64(header.count)) + header + bytes[(8 + length)...]
  }

  @Test(arguments: spoiled) func findsWhatIsWrong(_ row: Spoiled) async throws {
    var files = try Self.files(shards: row.shards)
    row.spoil(&files)
    let report = try await Self.check(files)
    let finding = report.findings.first { $0.code == row.code }
    #expect(finding?.severity == row.severity, "\(report.findings)")
    switch row.severity {
    case .error: #expect(report.verdict == .failed)
    case .warning: #expect(report.verdict == .ok, "\(report.findings)")
    case .unknown: #expect(report.verdict == .unknown, "\(report.findings)")
    }
    #expect(report.failureReason == nil || report.verdict == .failed)
    for finding in report.findings {
      #expect(!finding.message.hasSuffix("."))
      #expect(!finding.message.isEmpty)
    }
  }

  // MARK: The bucket

  @Test func nothingUnderThePrefix() async throws {
    let report = try await Self.check(MemoryStore(["other/config.json": [1]]))
    #expect(report.errors.map(\.code) == [.prefixEmpty])
    #expect(report.failureCode == 5)
    #expect(report.fingerprint == nil)
  }

  @Test func aMarkerAlone() async throws {
    #expect(try await Self.check(MemoryStore(["m/": []])).failureCode == 5)
  }

  @Test func aFileInsteadOfAPrefix() async throws {
    let report = try await Self.check(MemoryStore(["m": [1]]))
    #expect(report.findings.first?.hint?.contains("one file") == true)
  }

  @Test func aNeighbourWithTheSameBeginning() async throws {
    let files = try Self.files()
    var contents: [String: [UInt8]] = ["m2/config.json": [1], "m-old/stray.safetensors": [1]]
    for (name, bytes) in files { contents["m/" + name] = bytes }
    let report = try await Self.check(MemoryStore(contents))
    #expect(report.verdict == .ok)
    #expect(report.facts.files == files.count)
  }

  @Test func aCheckpointOneFolderDeeper() async throws {
    let report = try await Self.check(MemoryStore(try Self.files(), under: "m/final"))
    #expect(report.errors.contains { $0.code == .configMissing && $0.hint?.contains("s3://bucket/m/final") == true })
  }

  @Test func anotherBucket() async throws {
    let report = try await Self.check(MemoryStore([:]), Self.profile, S3Location(bucket: "nope", prefix: "m"))
    #expect(report.errors.map(\.code) == [.bucketMissing])
    #expect(report.failureCode == 5)
  }

  @Test(arguments: [
    (StoreError.Reason.accessDenied, CheckReport.Verdict.failed, 7 as Int?), (.invalidAccessKey, .failed, 7),
    (.unreachable, .unknown, nil), (.noCredentials, .unknown, nil), (.wrongRegion("x"), .unknown, nil),
  ]) func aListingThatFails(reason: StoreError.Reason, verdict: CheckReport.Verdict, code: Int?) async throws {
    let report = try await Self.check(MemoryStore(try Self.files(), under: "m", failures: ["": reason]))
    #expect(report.verdict == verdict)
    #expect(report.failureCode == code)
  }

  @Test(arguments: [
    (StoreError.Reason.accessDenied, Finding.Code.accessDenied, CheckReport.Verdict.failed),
    (.archived, .objectArchived, .failed), (.noSuchKey, .objectVanished, .failed), (.unreachable, .notRead, .unknown),
  ]) func aShardThatCannotBeRead(
    reason: StoreError.Reason, code: Finding.Code, verdict: CheckReport.Verdict
  ) async throws {
    let store = MemoryStore(try Self.files(), under: "m", failures: ["m/" + Self.shardNames[1]: reason])
    let report = try await Self.check(store)
    #expect(report.findings.contains { $0.code == code })
    #expect(report.findings.contains { $0.code == .tensorsUnchecked })
    #expect(!report.findings.contains { $0.code == .tensorMissing })
    #expect(report.verdict == verdict)
  }

  @Test func archivedObjectsAreNotRead() async throws {
    let files = try Self.files()
    let contents = Dictionary(files.map { ("m/" + $0.key, $0.value) }) { _, last in last }
    let key = "m/" + Self.shardNames[0]
    let store = MemoryStore(contents, storageClasses: [key: "DEEP_ARCHIVE"])
    let report = try await Self.check(store)
    #expect(report.errors.map(\.code) == [.objectArchived])
    #expect(!store.reads.contains { $0.key == key })
  }

  @Test func encryptedShardsAreMentioned() async throws {
    let contents = Dictionary(try Self.files().map { ("m/" + $0.key, $0.value) }) { _, last in last }
    let report = try await Self.check(MemoryStore(contents, encryption: "aws:kms"))
    #expect(report.findings.map(\.code) == [.objectEncrypted])
    #expect(report.verdict == .ok)
  }

  // MARK: Architectures

  @Test func everySandboxModelFitsItsOwnArchitectureOnly() async throws {
    for model in ArchitectureProfile.sandbox {
      let files = try #require(CheckpointWriter(profile: model, seed: 1)).files()
      for architecture in ArchitectureProfile.sandbox {
        let report = try await Self.check(MemoryStore(files, under: "m"), architecture)
        #expect(report.verdict == (model == architecture ? .ok : .failed))
        #expect(model == architecture || report.errors.first?.code == .architectureDiffers)
      }
    }
  }

  @Test func withoutAnArchitectureTheModelIsStillChecked() async throws {
    let report = try await Self.check(MemoryStore(try Self.files(), under: "m"), nil)
    #expect(report.verdict == .ok)
    #expect(report.architecture == nil)
  }

  @Test func anUnknownArchitectureIsNotCalledPassed() async throws {
    let store = MemoryStore(try Self.files(), under: "m")
    for (id, verdict) in [("gpt-oss-120b", CheckReport.Verdict.ok), ("llama3.1-8b", .failed), ("brand-new", .unknown)] {
      let report = try await WeightsCheck().check(
        Self.location, architectureID: id, among: ArchitectureProfile.sandbox, store: store)
      #expect(report.verdict == verdict)
      #expect(report.architecture == id)
    }
  }

  @Test func sameFamilyOtherSize() async throws {
    let real = try #require(ArchitectureProfile.known("gpt-oss-120b"))
    let report = try await Self.check(MemoryStore(try Self.files(), under: "m"), real)
    #expect(report.errors.map(\.code) == [.architectureDiffers, .vocabularyDiffers])
    #expect(report.errors.first?.message.contains("hidden_size 32 instead of 2880") == true)
    #expect(report.errors.first?.message.contains("num_local_experts 4 instead of 128") == true)
  }

  @Test func unpublishedDimensionsAreNotCalledPassed() async throws {
    let open = try #require(ArchitectureProfile.known("zai-glm-4.7"))
    let files = try #require(CheckpointWriter(profile: ArchitectureProfile.sandbox[1], seed: 1)).files()
    let report = try await Self.check(MemoryStore(files, under: "m"), open)
    #expect(report.findings.map(\.code) == [.architectureUnchecked])
    #expect(report.verdict == .unknown)
    #expect(try await Self.check(MemoryStore(try Self.files(), under: "m"), open).verdict == .failed)
  }

  // MARK: Cost, cancellation, output

  @Test func readsAreFewAndAtMostEightAtOnce() async throws {
    let store = MemoryStore(try Self.files(shards: 12), under: "m")
    let stages = Mutex<[CheckProgress]>([])
    let report = try await WeightsCheck().check(Self.location, architecture: Self.profile, store: store) { progress in
      stages.withLock { $0.append(progress) }
    }
    #expect(report.facts.shards == 12)
    // Listing, config, index, twelve shards, two files of the tokenizer.
    #expect(report.facts.reads == 17)
    #expect(store.reads.count == 16)
    #expect(
      report.facts.bytesRead == report.facts.bytes
        - Int64(try Self.files(shards: 12)["generation_config.json"]?.count ?? 0))
    #expect((2...8).contains(store.mostAtOnce))
    let shards = stages.withLock { $0 }.filter { $0.stage == .shards }
    #expect(shards.map(\.done) == Array(0...12))
    #expect(shards.allSatisfy { $0.total == 12 })
  }

  @Test func aTokenizerBeyondTheLimitIsNotCalledPassed() async throws {
    var check = WeightsCheck()
    check.tokenizerLimit = 10
    let report = try await check.check(
      Self.location, architecture: Self.profile, store: MemoryStore(try Self.files(), under: "m"))
    #expect(report.findings.map(\.code) == [.tokenizerUnchecked])
    #expect(report.verdict == .unknown)
  }

  @Test func aCancelledCheckReportsNothing() async throws {
    let store = MemoryStore(try Self.files(), under: "m")
    let task = Task { try await Self.check(store) }
    task.cancel()
    await #expect(throws: CancellationError.self) { _ = try await task.value }
  }

  @Test func theFingerprintTellsCheckpointsApart() async throws {
    let one = try await Self.check(try Self.files()).fingerprint
    #expect(one != nil)
    let elsewhere = MemoryStore(try Self.files(), under: "n")
    #expect(try await Self.check(elsewhere, nil, S3Location(bucket: "bucket", prefix: "n/")).fingerprint == one)
    let other = try #require(CheckpointWriter(profile: Self.profile, seed: 6)).files()
    #expect(try await Self.check(other).fingerprint != one)
    var readme = try Self.files()
    readme["README.md"] = [1]
    #expect(try await Self.check(readme).fingerprint != one)
  }

  @Test func theReportAsRecord() async throws {
    let report = try await Self.check(try Self.files(fault: .missingShard))
    let json = report.json
    #expect(
      json.text.hasPrefix(#"{"uri":"s3://bucket/m","arch":"gpt-oss-120b","verdict":"failed","findings":[{"severity":"#))
    #expect(json["findings"]?[0]?["code"] == "shard-missing")
    #expect(json["findings"]?[0]?["object"] == "model-00002-of-00002.safetensors")
    #expect(json["dtype"] == "BF16")
    #expect(json["fingerprint"]?.string?.utf8.count == 64)
    #expect(try JSON(parsing: json.text) == json)
  }

  @Test func theDescriptionListsTensors() async throws {
    let store = MemoryStore(try Self.files(), under: "m")
    let description = try await WeightsDescription(reading: Self.location, store: store)
    #expect(description.json["model_type"] == "gpt_oss")
    #expect(description.tensors.count == 37)
    #expect(description.tensors.contains { $0.name == "lm_head.weight" && $0.shape == [288, 32] })
    let cut = MemoryStore(try Self.files(fault: .cutShard), under: "m")
    let partly = try await WeightsDescription(reading: Self.location, store: cut)
    #expect(Array(partly.unreadable.keys) == [Self.shardNames[1]])
  }

  @Test func codesAreKebabCaseAndUnique() {
    let codes = Finding.Code.allCases.map(\.rawValue)
    #expect(Set(codes).count == codes.count)
    #expect(codes.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isLowercase || $0 == "-" } })
  }
}
