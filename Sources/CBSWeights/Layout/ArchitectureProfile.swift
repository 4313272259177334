/// The requirements of an architecture of the API for a checkpoint.
package struct ArchitectureProfile: Sendable, Hashable {
  /// The id in the API: `gpt-oss-120b`.
  package let id: String
  package let family: ModelFamily
  /// Nil if no reliable copy of the model's config is known; then only the family can be checked.
  package let dimensions: ModelDimensions?

  package init(id: String, family: ModelFamily, dimensions: ModelDimensions?) {
    self.id = id
    self.family = family
    self.dimensions = dimensions
  }

  /// The real architectures, from the published models of the same names.
  package static let known: [ArchitectureProfile] = [
    llama("llama3.1-8b", hidden: 4096, layers: 32, heads: 32, intermediate: 14336),
    llama("llama-3.3-70b", hidden: 8192, layers: 80, heads: 64, intermediate: 28672),
    llama("deepseek-r1-distill-llama-70b", hidden: 8192, layers: 80, heads: 64, intermediate: 28672),
    .init(
      "qwen-2.5-32b", .qwen2,
      .init(
        hidden: 5120, layers: 64, heads: 40, keyValueHeads: 8, headDimension: 128, intermediate: 27648,
        vocabulary: 152064)
    ) { $0.hasAttentionBias = true },
    .init(
      "qwen-3-32b", .qwen3,
      .init(
        hidden: 5120, layers: 64, heads: 64, keyValueHeads: 8, headDimension: 128, intermediate: 25600,
        vocabulary: 151936)
    ) { $0.hasQueryKeyNorm = true },
    .init(
      "qwen-3-235b", .qwen3Moe,
      .init(
        hidden: 4096, layers: 94, heads: 64, keyValueHeads: 4, headDimension: 128, intermediate: 12288,
        vocabulary: 151936, experts: .init(count: 128, perToken: 8, width: 1536))
    ) { $0.hasQueryKeyNorm = true },
    .init(
      "gpt-oss-120b", .gptOss,
      .init(
        hidden: 2880, layers: 36, heads: 64, keyValueHeads: 8, headDimension: 64, intermediate: 2880,
        vocabulary: 201088, experts: .init(count: 128, perToken: 4, width: 2880))
    ) { $0.hasAttentionBias = true },
    .init(
      "zai-glm-4.6", .glm4Moe,
      .init(
        hidden: 5120, layers: 92, heads: 96, keyValueHeads: 8, headDimension: 128, intermediate: 12288,
        vocabulary: 151552, experts: .init(count: 160, perToken: 8, width: 1536, shared: 1))
    ) {
      $0.hasAttentionBias = true
      $0.hasQueryKeyNorm = true
      $0.denseLayers = [0, 1, 2]
      $0.predictionLayers = 1
    },
    .init(id: "zai-glm-4.7", family: .glm4Moe, dimensions: nil),
  ]

  /// The sandbox's architectures: the tensor names and config keys of their families, in a few kilobytes.
  package static let sandbox: [ArchitectureProfile] = [
    .init(
      "gpt-oss-120b", .gptOss,
      .init(
        hidden: 32, layers: 2, heads: 4, keyValueHeads: 2, headDimension: 16, intermediate: 32, vocabulary: 288,
        experts: .init(count: 4, perToken: 2, width: 32))
    ) { $0.hasAttentionBias = true },
    .init(
      "zai-glm-4.7", .glm4Moe,
      .init(
        hidden: 48, layers: 2, heads: 6, keyValueHeads: 2, headDimension: 16, intermediate: 64, vocabulary: 304,
        experts: .init(count: 4, perToken: 2, width: 16, shared: 1))
    ) {
      $0.hasAttentionBias = true
      $0.hasQueryKeyNorm = true
      $0.denseLayers = [0]
    },
    .init(
      "llama3.1-8b", .llama,
      .init(
        hidden: 40, layers: 2, heads: 5, keyValueHeads: 1, headDimension: 8, intermediate: 96, vocabulary: 272)),
  ]

  /// The real architecture called `id`.
  package static func known(_ id: String) -> ArchitectureProfile? { known.first { $0.id == id } }

  /// The sandbox's architecture called `id`.
  package static func sandbox(_ id: String) -> ArchitectureProfile? { sandbox.first { $0.id == id } }

  private init(
    _ id: String, _ family: ModelFamily, _ dimensions: ModelDimensions,
    _ set: (inout ModelDimensions) -> Void = { _ in }
  ) {
    var dimensions = dimensions
    set(&dimensions)
    self.init(id: id, family: family, dimensions: dimensions)
  }

  private static func llama(_ id: String, hidden: Int, layers: Int, heads: Int, intermediate: Int) -> Self {
    .init(
      id, .llama,
      .init(
        hidden: hidden, layers: layers, heads: heads, keyValueHeads: 8, headDimension: 128,
        intermediate: intermediate, vocabulary: 128256))
  }
}
