package import CBSValues
import OrderedCollections

/// What `config.json` says about a model.
package struct ModelConfig: Sendable, Hashable {
  /// The first entry of `architectures`.
  package let className: String?
  package let modelType: String?
  /// As written: `bfloat16`.
  package let dataType: String?
  /// `quantization_config.quant_method`.
  package let quantization: String?
  package let contextLength: Int?
  /// Nil where the family is unknown or a key is missing or makes no sense; `problems` says which.
  package let dimensions: ModelDimensions?
  /// Clauses that follow "config.json".
  package let problems: [String]
  /// The whole document.
  package let document: JSON

  package var family: ModelFamily? { modelType.flatMap(ModelFamily.init(rawValue:)) }

  /// Reads the text of config.json.
  ///
  /// - Throws: `LayoutError` where it is no JSON object.
  package init(parsing bytes: [UInt8]) throws(LayoutError) {
    let document: JSON
    do { document = try JSON(parsing: bytes) } catch {
      throw LayoutError(message: "is not JSON: \(error.message) at byte \(error.offset)")
    }
    guard document.object != nil else { throw LayoutError(message: "holds \(document.kindName), not an object") }
    self.init(document)
  }

  package init(_ document: JSON) {
    self.document = document
    modelType = document["model_type"]?.string
    className = document["architectures"]?[0]?.string
    dataType = (document["dtype"] ?? document["torch_dtype"])?.string
    quantization = document["quantization_config"]?["quant_method"]?.string
    contextLength = document["max_position_embeddings"]?.integer.map { Int($0) }
    var problems: [String] = []
    if modelType == nil { problems.append("has no 'model_type'") }
    if className == nil { problems.append("has no 'architectures'") }
    if let family = modelType.flatMap(ModelFamily.init(rawValue:)) {
      var reader = DimensionReader(document: document)
      dimensions = reader.dimensions(of: family)
      problems += reader.problems
    } else {
      dimensions = nil
    }
    self.problems = problems
  }
}

/// Why a file of the layout cannot be used.
package struct LayoutError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A clause that follows the file's name: lower case, no full stop.
  package let message: String
  package var description: String { message }
}

/// Takes the dimensions out of a config and notes what is missing.
private struct DimensionReader {
  let document: JSON
  var problems: [String] = []

  mutating func dimensions(of family: ModelFamily) -> ModelDimensions? {
    let hidden = required("hidden_size")
    let layers = required("num_hidden_layers")
    let heads = required("num_attention_heads")
    let intermediate = required("intermediate_size")
    let vocabulary = required("vocab_size")
    let count = family.expertsKey.flatMap { required($0) }
    let width = family.expertWidthKey.flatMap { required($0) }
    guard problems.isEmpty, let hidden, let layers, let heads, let intermediate, let vocabulary else { return nil }
    var dimensions = ModelDimensions(
      hidden: hidden, layers: layers, heads: heads,
      keyValueHeads: optional("num_key_value_heads") ?? heads, headDimension: optional("head_dim") ?? hidden / heads,
      intermediate: intermediate, vocabulary: vocabulary)
    if let count, let width {
      dimensions.experts = .init(
        count: count, perToken: optional("num_experts_per_tok") ?? optional("experts_per_token") ?? 0, width: width,
        shared: family == .glm4Moe ? optional("n_shared_experts") ?? 0 : 0)
    }
    dimensions.isTied = document["tie_word_embeddings"]?.boolean ?? false
    // Where the class takes no such key, its tensors are fixed.
    let isFixed = family == .qwen2
    dimensions.hasAttentionBias =
      (isFixed ? nil : document["attention_bias"]?.boolean) ?? family.defaultAttentionBias
    switch family {
    case .qwen3, .qwen3Moe: dimensions.hasQueryKeyNorm = true
    case .glm4Moe: dimensions.hasQueryKeyNorm = document["use_qk_norm"]?.boolean ?? false
    case .llama, .qwen2, .gptOss: break
    }
    dimensions.predictionLayers = optional("num_nextn_predict_layers") ?? 0
    guard dimensions.isPlausible else {
      problems.append("describes a model of impossible size")
      return nil
    }
    dimensions.denseLayers = denseLayers(of: family, layers: layers)
    return dimensions
  }

  private func denseLayers(of family: ModelFamily, layers: Int) -> Set<Int> {
    switch family {
    case .glm4Moe: return Set(0..<min(layers, max(0, optional("first_k_dense_replace") ?? 0)))
    case .qwen3Moe:
      let step = max(1, optional("decoder_sparse_step") ?? 1)
      let listed = (document["mlp_only_layers"]?.array ?? []).compactMap { $0.integer.map { Int($0) } }
      return Set((0..<layers).filter { ($0 + 1) % step != 0 }).union(listed)
    case .llama, .qwen2, .qwen3, .gptOss: return []
    }
  }

  private mutating func required(_ key: String) -> Int? {
    guard let value = document[key] else {
      problems.append("has no '\(key)'")
      return nil
    }
    guard let number = value.integer, (1...Int64(1 << 24)).contains(number) else {
      problems.append("has a '\(key)' that is not a size")
      return nil
    }
    return Int(number)
  }

  private func optional(_ key: String) -> Int? {
    guard let number = document[key]?.integer, (0...Int64(1 << 24)).contains(number) else { return nil }
    return Int(number)
  }
}
