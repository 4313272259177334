import CBSValues
import OrderedCollections

/// config.json and generation_config.json of a model, with the keys of its family.
struct ConfigDocument {
  let family: ModelFamily
  let dimensions: ModelDimensions
  /// Whether the experts are in MXFP4.
  let isQuantized: Bool

  var json: JSON {
    let d = dimensions
    var members: OrderedDictionary<String, JSON> = [
      "architectures": [.string(family.className)],
      "model_type": .string(family.modelType),
      "dtype": "bfloat16",
      "hidden_size": .integer(Int64(d.hidden)),
      "intermediate_size": .integer(Int64(d.intermediate)),
      "num_hidden_layers": .integer(Int64(d.layers)),
      "num_attention_heads": .integer(Int64(d.heads)),
      "num_key_value_heads": .integer(Int64(d.keyValueHeads)),
      "head_dim": .integer(Int64(d.headDimension)),
      "vocab_size": .integer(Int64(d.vocabulary)),
      "max_position_embeddings": 2048,
      "hidden_act": "silu",
      "rms_norm_eps": 0.00001,
      "rope_theta": 10000.0,
      "tie_word_embeddings": .boolean(d.isTied),
      "use_cache": true,
      "bos_token_id": .integer(Int64(TokenizerDocument.startID)),
      "eos_token_id": .integer(Int64(TokenizerDocument.endID)),
    ]
    if family != .qwen2 { members["attention_bias"] = .boolean(d.hasAttentionBias) }
    if let experts = d.experts { addExperts(experts, to: &members) }
    if isQuantized {
      members["quantization_config"] = [
        "quant_method": "mxfp4",
        "modules_to_not_convert": [
          "model.layers.*.self_attn", "model.layers.*.mlp.router", "model.embed_tokens", "lm_head",
        ],
      ]
    }
    return .object(members)
  }

  var generation: JSON {
    [
      "bos_token_id": .integer(Int64(TokenizerDocument.startID)),
      "eos_token_id": [.integer(Int64(TokenizerDocument.endID))], "do_sample": true, "temperature": 1.0,
    ]
  }

  private func addExperts(
    _ experts: ModelDimensions.Experts, to members: inout OrderedDictionary<String, JSON>
  ) {
    if let key = family.expertsKey { members[key] = .integer(Int64(experts.count)) }
    if let key = family.expertWidthKey { members[key] = .integer(Int64(experts.width)) }
    members["num_experts_per_tok"] = .integer(Int64(experts.perToken))
    switch family {
    case .qwen3Moe:
      members["decoder_sparse_step"] = 1
      members["mlp_only_layers"] = .array(dimensions.denseLayers.sorted().map { .integer(Int64($0)) })
    case .glm4Moe:
      members["n_shared_experts"] = .integer(Int64(experts.shared))
      members["first_k_dense_replace"] = .integer(Int64(dimensions.denseLayers.count))
      members["num_nextn_predict_layers"] = .integer(Int64(dimensions.predictionLayers))
      members["use_qk_norm"] = .boolean(dimensions.hasQueryKeyNorm)
      members["n_group"] = 1
      members["topk_group"] = 1
      members["norm_topk_prob"] = true
      members["routed_scaling_factor"] = 1.0
    case .gptOss:
      members["sliding_window"] = 128
      members["layer_types"] = .array(
        (0..<dimensions.layers).map { .string($0 % 2 == 0 ? "sliding_attention" : "full_attention") })
    case .llama, .qwen2, .qwen3: break
    }
  }
}

/// `model.safetensors.index.json` of a save.
enum IndexDocument {
  static func bytes(_ places: [(tensor: String, shard: String)], totalSize: Int) -> [UInt8] {
    let map = OrderedDictionary(places.sorted { $0.tensor < $1.tensor }.map { ($0.tensor, JSON.string($0.shard)) }) {
      _, last in last
    }
    let document: JSON = ["metadata": ["total_size": .integer(Int64(totalSize))], "weight_map": .object(map)]
    return Array((document.indentedText + "\n").utf8)
  }
}
