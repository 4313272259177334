import CBSWeights
import Testing

/// The counts come from building each model's class (transformers 5.23).
@Suite struct ExpectedTensorsTests {
  static func count(
    _ id: String, layout: ExpectedTensors.ExpertLayout? = nil
  ) throws -> (tensors: Int, parameters: Int) {
    let profile = try #require(ArchitectureProfile.known(id))
    let dimensions = try #require(profile.dimensions)
    var count = (tensors: 0, parameters: 0)
    ExpectedTensors(family: profile.family, dimensions: dimensions, expertLayout: layout).forEach { _, shape in
      count.tensors += 1
      count.parameters += shape.reduce(1, *)
    }
    return count
  }

  @Test(arguments: [
    ("llama3.1-8b", 291, 8_030_261_248), ("llama-3.3-70b", 723, 70_553_706_496),
    ("qwen-2.5-32b", 771, 32_763_876_352), ("qwen-3-32b", 707, 32_762_123_264),
    ("qwen-3-235b", 36_945, 235_093_634_560), ("zai-glm-4.6", 44_189, 352_797_829_024),
    ("gpt-oss-120b", 615, 116_829_156_672),
  ]) func publishedCounts(id: String, tensors: Int, parameters: Int) throws {
    let count = try Self.count(id)
    #expect(count.tensors == tensors)
    #expect(count.parameters == parameters)
  }

  @Test func mxfp4HasItsOwnTensors() throws {
    #expect(try Self.count("gpt-oss-120b", layout: .mxfp4).tensors == 687)
    let dimensions = try #require(ArchitectureProfile.known("gpt-oss-120b")?.dimensions)
    var shapes: [String: [Int]] = [:]
    var bytes = 0
    ExpectedTensors(family: .gptOss, dimensions: dimensions, expertLayout: .mxfp4).forEach { name, shape in
      if name.hasPrefix("model.layers.0.mlp.experts") {
        shapes[name.split(separator: ".").last.map(String.init) ?? ""] = shape
      }
      let isPacked = name.hasSuffix("_blocks") || name.hasSuffix("_scales")
      bytes += shape.reduce(1, *) * (isPacked ? 1 : 2)
    }
    #expect(shapes["gate_up_proj_blocks"] == [128, 5760, 90, 16])
    #expect(shapes["gate_up_proj_scales"] == [128, 5760, 90])
    #expect(shapes["down_proj_blocks"] == [128, 2880, 90, 16])
    #expect(shapes["down_proj_bias"] == [128, 2880])
    #expect(bytes == 65_248_815_744)
  }

  @Test func fusedExpertsHoldAsMuch() throws {
    let separate = try Self.count("qwen-3-235b")
    let fused = try Self.count("qwen-3-235b", layout: .fused)
    #expect(separate.parameters == fused.parameters)
    #expect(fused.tensors == 36_945 - 94 * (128 * 3 - 2))
  }

  @Test func theLayoutIsToldByTheNames() {
    let names: [(String, ExpectedTensors.ExpertLayout?)] = [
      ("model.layers.3.mlp.experts.7.gate_proj.weight", .perExpert),
      ("model.layers.3.mlp.experts.gate_up_proj", .fused),
      ("model.layers.3.mlp.experts.down_proj_blocks", .mxfp4), ("model.layers.3.mlp.gate_proj.weight", nil),
      ("model.layers.3.mlp.experts.down_proj_bias", nil),
    ]
    for (name, layout) in names { #expect(ExpectedTensors.expertLayout(ofTensors: [name]) == layout, "\(name)") }
  }

  @Test func idsAreUniqueAndTheSandboxHasRealOnes() {
    let known = ArchitectureProfile.known.map(\.id)
    #expect(Set(known).count == known.count)
    for profile in ArchitectureProfile.sandbox {
      #expect(ArchitectureProfile.known(profile.id)?.family == profile.family)
      #expect(profile.dimensions != nil)
    }
    #expect(Set(ArchitectureProfile.sandbox.map(\.id)) == ["gpt-oss-120b", "zai-glm-4.7", "llama3.1-8b"])
  }
}
