/// The numbers that determine which tensors a model has and how large they are.
package struct ModelDimensions: Sendable, Hashable {
  package struct Experts: Sendable, Hashable {
    package let count: Int
    package let perToken: Int
    /// The intermediate size of one expert.
    package let width: Int
    /// The number of experts that process each token.
    package let shared: Int

    package init(count: Int, perToken: Int, width: Int, shared: Int = 0) {
      self.count = count
      self.perToken = perToken
      self.width = width
      self.shared = shared
    }
  }

  package var hidden: Int
  package var layers: Int
  package var heads: Int
  package var keyValueHeads: Int
  /// Not always equal to `hidden / heads`.
  package var headDimension: Int
  package var intermediate: Int
  /// The number of rows of the embedding.
  package var vocabulary: Int
  package var experts: Experts?
  /// The number of layers without experts, in a model with experts.
  package var denseLayers: Set<Int> = []
  /// Whether the output shares the embedding, so that there is no `lm_head`.
  package var isTied = false
  package var hasAttentionBias = false
  /// Whether queries and keys are normalized; configurable only in glm4_moe.
  package var hasQueryKeyNorm = false
  /// The number of layers for multi-token prediction, after the others.
  package var predictionLayers = 0

  package init(
    hidden: Int, layers: Int, heads: Int, keyValueHeads: Int, headDimension: Int, intermediate: Int, vocabulary: Int,
    experts: Experts? = nil
  ) {
    self.hidden = hidden
    self.layers = layers
    self.heads = heads
    self.keyValueHeads = keyValueHeads
    self.headDimension = headDimension
    self.intermediate = intermediate
    self.vocabulary = vocabulary
    self.experts = experts
  }

  /// An upper bound of the number of tensors; models larger than any real one are not checked.
  var isPlausible: Bool {
    let sizes = [hidden, heads, keyValueHeads, headDimension, intermediate, vocabulary, experts?.width ?? 1]
    let counts = [layers, experts?.count ?? 1]
    return sizes.allSatisfy { (1...1 << 24).contains($0) } && counts.allSatisfy { (1...4096).contains($0) }
      && layers * (experts?.count ?? 1) <= 200_000 && (0...64).contains(experts?.shared ?? 0)
  }
}
