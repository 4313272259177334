/// A family of models with known tensors and config keys.
package enum ModelFamily: String, Sendable, Hashable, CaseIterable {
  case llama
  case qwen2
  case qwen3
  case qwen3Moe = "qwen3_moe"
  case glm4Moe = "glm4_moe"
  case gptOss = "gpt_oss"

  /// Its `model_type` in config.json.
  package var modelType: String { rawValue }

  /// Its entry of `architectures` in config.json.
  package var className: String {
    switch self {
    case .llama: "LlamaForCausalLM"
    case .qwen2: "Qwen2ForCausalLM"
    case .qwen3: "Qwen3ForCausalLM"
    case .qwen3Moe: "Qwen3MoeForCausalLM"
    case .glm4Moe: "Glm4MoeForCausalLM"
    case .gptOss: "GptOssForCausalLM"
    }
  }

  /// The key of config.json with the number of experts, or nil for a dense model.
  package var expertsKey: String? {
    switch self {
    case .llama, .qwen2, .qwen3: nil
    case .qwen3Moe: "num_experts"
    case .glm4Moe: "n_routed_experts"
    case .gptOss: "num_local_experts"
    }
  }

  /// The key of config.json with the width of an expert, or nil for a dense model.
  package var expertWidthKey: String? {
    switch self {
    case .llama, .qwen2, .qwen3: nil
    case .qwen3Moe, .glm4Moe: "moe_intermediate_size"
    case .gptOss: "intermediate_size"
    }
  }

  /// Whether the attention has biases if config.json does not say.
  var defaultAttentionBias: Bool {
    switch self {
    case .qwen2, .gptOss: true
    case .llama, .qwen3, .qwen3Moe, .glm4Moe: false
    }
  }
}
