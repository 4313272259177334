/// The required tensors of a model with a family and dimensions, with their shapes.
///
/// The weights of a linear layer are `[out, in]`. Source: the model classes of transformers 5.23, built with each
/// config.
package struct ExpectedTensors: Sendable, Hashable {
  /// How the weights of the experts are divided into tensors.
  package enum ExpertLayout: String, Sendable, Hashable, CaseIterable {
    /// One tensor for each expert and projection, as on the Hub.
    case perExpert = "per-expert"
    /// All experts of a layer in one tensor.
    case fused
    /// Fused, with four bits per value and a scale for every 32 values.
    case mxfp4
  }

  package let family: ModelFamily
  package let dimensions: ModelDimensions
  package let expertLayout: ExpertLayout

  package init(family: ModelFamily, dimensions: ModelDimensions, expertLayout: ExpertLayout? = nil) {
    self.family = family
    self.dimensions = dimensions
    self.expertLayout = expertLayout ?? (family == .gptOss ? .fused : .perExpert)
  }

  /// The layout of a checkpoint with these tensors, or nil if none of them belongs to an expert.
  package static func expertLayout(ofTensors names: some Sequence<String>) -> ExpertLayout? {
    for name in names where name.contains(".mlp.experts.") {
      if name.hasSuffix("_proj_blocks") || name.hasSuffix("_proj_scales") { return .mxfp4 }
      if name.hasSuffix("_proj") { return .fused }
      if name.hasSuffix("_proj.weight") { return .perExpert }
    }
    return nil
  }

  /// Calls `body` with the name and shape of each tensor, layer by layer.
  package func forEach(_ body: (_ name: String, _ shape: [Int]) -> Void) {
    let d = dimensions
    body("model.embed_tokens.weight", [d.vocabulary, d.hidden])
    for layer in 0..<d.layers { forEach(inLayer: layer) { body("model.layers.\(layer).\($0)", $1) } }
    body("model.norm.weight", [d.hidden])
    if !d.isTied { body("lm_head.weight", [d.vocabulary, d.hidden]) }
  }

  /// Whether `name` is allowed though not required: a prediction layer, or a buffer that old tools saved.
  package func isTolerated(_ name: String) -> Bool {
    if name.hasSuffix(".rotary_emb.inv_freq") { return true }
    if dimensions.isTied, name == "lm_head.weight" { return true }
    return (0..<dimensions.predictionLayers).contains { name.hasPrefix("model.layers.\(dimensions.layers + $0).") }
  }

  private func forEach(inLayer layer: Int, _ body: (String, [Int]) -> Void) {
    body("input_layernorm.weight", [dimensions.hidden])
    forEachOfAttention(body)
    body("post_attention_layernorm.weight", [dimensions.hidden])
    if let experts = dimensions.experts, !dimensions.denseLayers.contains(layer) {
      family == .gptOss ? forEachOfGptOss(experts, body) : forEachOfExperts(experts, body)
    } else {
      forEachOfMLP("mlp", dimensions.intermediate, body)
    }
  }

  private func forEachOfAttention(_ body: (String, [Int]) -> Void) {
    let d = dimensions
    let query = d.heads * d.headDimension
    let keys = d.keyValueHeads * d.headDimension
    for (name, size) in [("q_proj", query), ("k_proj", keys), ("v_proj", keys)] {
      body("self_attn.\(name).weight", [size, d.hidden])
      if d.hasAttentionBias { body("self_attn.\(name).bias", [size]) }
    }
    body("self_attn.o_proj.weight", [d.hidden, query])
    switch family {
    case .llama, .qwen3, .qwen3Moe, .gptOss:
      if d.hasAttentionBias { body("self_attn.o_proj.bias", [d.hidden]) }
    case .qwen2, .glm4Moe: break
    }
    if d.hasQueryKeyNorm {
      body("self_attn.q_norm.weight", [d.headDimension])
      body("self_attn.k_norm.weight", [d.headDimension])
    }
    if family == .gptOss { body("self_attn.sinks", [d.heads]) }
  }

  private func forEachOfMLP(_ prefix: String, _ width: Int, _ body: (String, [Int]) -> Void) {
    body("\(prefix).gate_proj.weight", [width, dimensions.hidden])
    body("\(prefix).up_proj.weight", [width, dimensions.hidden])
    body("\(prefix).down_proj.weight", [dimensions.hidden, width])
  }

  private func forEachOfExperts(_ experts: ModelDimensions.Experts, _ body: (String, [Int]) -> Void) {
    let hidden = dimensions.hidden
    body("mlp.gate.weight", [experts.count, hidden])
    if family == .glm4Moe { body("mlp.gate.e_score_correction_bias", [experts.count]) }
    if experts.shared > 0 { forEachOfMLP("mlp.shared_experts", experts.width * experts.shared, body) }
    switch expertLayout {
    case .perExpert:
      for expert in 0..<experts.count { forEachOfMLP("mlp.experts.\(expert)", experts.width, body) }
    case .fused, .mxfp4:
      body("mlp.experts.gate_up_proj", [experts.count, 2 * experts.width, hidden])
      body("mlp.experts.down_proj", [experts.count, hidden, experts.width])
    }
  }

  private func forEachOfGptOss(_ experts: ModelDimensions.Experts, _ body: (String, [Int]) -> Void) {
    let hidden = dimensions.hidden
    body("mlp.router.weight", [experts.count, hidden])
    body("mlp.router.bias", [experts.count])
    let projections = [("gate_up_proj", hidden, 2 * experts.width), ("down_proj", experts.width, hidden)]
    for (name, input, output) in projections {
      switch expertLayout {
      case .mxfp4:
        body("mlp.experts.\(name)_blocks", [experts.count, output, input / 32, 16])
        body("mlp.experts.\(name)_scales", [experts.count, output, input / 32])
      case .fused, .perExpert:
        body("mlp.experts.\(name)", [experts.count, input, output])
      }
      body("mlp.experts.\(name)_bias", [experts.count, output])
    }
  }
}
