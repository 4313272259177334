/// The families of models whose tensors and config keys are known.
package enum ModelFamily: String, Sendable, Hashable, CaseIterable {
  case llama
  case qwen2
  case qwen3
  case qwen3Moe = "qwen3_moe"
  case glm4Moe = "glm4_moe"
  case gptOss = "gpt_oss"

  /// What config.json calls it in `model_type`.
  package var modelType: String { rawValue }

  /// What config.json calls it in `architectures`.
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

  /// The key of config.json that counts the experts, or nil for a dense model.
  package var expertsKey: String? {
    switch self {
    case .llama, .qwen2, .qwen3: nil
    case .qwen3Moe: "num_experts"
    case .glm4Moe: "n_routed_experts"
    case .gptOss: "num_local_experts"
    }
  }

  /// The key of config.json that gives an expert's width, or nil for a dense model.
  package var expertWidthKey: String? {
    switch self {
    case .llama, .qwen2, .qwen3: nil
    case .qwen3Moe, .glm4Moe: "moe_intermediate_size"
    case .gptOss: "intermediate_size"
    }
  }

  /// Whether the attention has biases where config.json says nothing.
  var defaultAttentionBias: Bool {
    switch self {
    case .qwen2, .gptOss: true
    case .llama, .qwen3, .qwen3Moe, .glm4Moe: false
    }
  }
}
