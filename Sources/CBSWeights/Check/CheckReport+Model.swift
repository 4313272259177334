import CBSText

/// Whether config.json, the headers and the architecture agree.
extension CheckReport {
  /// Checks config.json by itself.
  mutating func addConfig(_ config: ModelConfig) {
    facts.modelType = config.modelType
    for problem in config.problems {
      add(
        .error, .configInvalid, "config.json \(problem)", object: "config.json",
        hint: "copy the config.json that was saved with the weights")
    }
  }

  /// Checks config.json against the requirements of the architecture.
  mutating func addArchitecture(_ config: ModelConfig, _ profile: ArchitectureProfile) {
    let hint = "choose the architecture the model was trained from"
    guard config.modelType == profile.family.modelType else {
      let isOther = profile.dimensions != nil || config.family != nil
      add(
        isOther ? .error : .warning, .architectureDiffers,
        "config.json describes a '\(config.modelType ?? "")' model, architecture '\(profile.id)' takes "
          + "'\(profile.family.modelType)'", object: "config.json", hint: hint)
      return
    }
    if let className = config.className, className != profile.family.className {
      add(
        .error, .architectureDiffers,
        "config.json names the class '\(className)', architecture '\(profile.id)' takes '\(profile.family.className)'",
        object: "config.json", hint: "save the model as a causal language model")
    }
    guard let demanded = profile.dimensions else {
      add(
        .unknown, .architectureUnchecked, "the dimensions of architecture '\(profile.id)' are not published",
        object: "config.json", hint: "compare config.json with the base model's")
      return
    }
    guard let found = config.dimensions else { return }
    let differing = Self.differences(found, demanded, profile.family)
    if !differing.isEmpty {
      add(
        .error, .architectureDiffers,
        "config.json does not fit architecture '\(profile.id)': \(differing.joined(separator: ", "))",
        object: "config.json", hint: hint)
    }
    if found.vocabulary != demanded.vocabulary {
      add(
        .error, .vocabularyDiffers,
        "the vocabulary has \(found.vocabulary) tokens, architecture '\(profile.id)' has \(demanded.vocabulary)",
        object: "config.json", hint: "a fine-tune keeps the embedding's size: use the reserved tokens, add none")
    }
  }

  /// Describes each differing dimension except the vocabulary: `hidden_size 4096 instead of 2880`.
  private static func differences(
    _ found: ModelDimensions, _ demanded: ModelDimensions, _ family: ModelFamily
  ) -> [String] {
    var pairs: [(String, Int, Int)] = [
      ("hidden_size", found.hidden, demanded.hidden),
      ("num_hidden_layers", found.layers, demanded.layers),
      ("num_attention_heads", found.heads, demanded.heads),
      ("num_key_value_heads", found.keyValueHeads, demanded.keyValueHeads),
      ("head_dim", found.headDimension, demanded.headDimension),
      ("intermediate_size", found.intermediate, demanded.intermediate),
    ]
    if let key = family.expertsKey, let own = found.experts, let wanted = demanded.experts {
      pairs.append((key, own.count, wanted.count))
      if let width = family.expertWidthKey, width != "intermediate_size" {
        pairs.append((width, own.width, wanted.width))
      }
      pairs.append(("n_shared_experts", own.shared, wanted.shared))
    }
    return pairs.filter { $0.1 != $0.2 }.map { "\($0.0) \($0.1) instead of \($0.2)" }
  }

  /// Compares the tensors with those that config.json implies for the family.
  ///
  /// - Parameter unread: The names of tensors in shards that could not be read, which are not judged. Nil if the
  ///   contents of such a shard are unknown; then no tensor is reported as missing.
  mutating func addTensors(_ config: ModelConfig, _ shards: [ShardSummary], unread: Set<String>?) {
    let headers = shards.compactMap { try? $0.outcome.get() }
    let layout = ExpectedTensors.expertLayout(ofTensors: headers.lazy.flatMap(\.tensors).map(\.name))
    facts.expertLayout = layout
    guard let family = config.family else {
      add(
        .unknown, .tensorsUnchecked, "the tensors of '\(config.modelType ?? "")' models are not known to cbs",
        object: "config.json")
      return
    }
    guard let dimensions = config.dimensions else {
      add(
        .unknown, .tensorsUnchecked, "without its dimensions the model's tensors cannot be checked",
        object: "config.json")
      return
    }
    addDataType(config)
    if let method = config.quantization, !(method == "mxfp4" && family == .gptOss) {
      add(
        .unknown, .tensorsUnchecked, "the tensors of models quantized with '\(method)' are not known to cbs",
        object: "config.json")
      return
    }
    if family == .gptOss, let layout, (config.quantization == "mxfp4") != (layout == .mxfp4) {
      add(
        .warning, .quantizationDiffers,
        layout == .mxfp4
          ? "the experts are in MXFP4, config.json does not say so"
          : "config.json says MXFP4, the experts are not", object: "config.json",
        hint: "use the config.json that was saved with these weights")
    }
    var tensors: [String: [UInt64]] = [:]
    for tensor in headers.lazy.flatMap(\.tensors) { tensors[tensor.name] = tensor.shape }
    let expected = ExpectedTensors(family: family, dimensions: dimensions, expertLayout: layout)
    addMatch(tensors, expected, unread: unread)
  }

  private mutating func addMatch(
    _ found: [String: [UInt64]], _ expected: ExpectedTensors, unread: Set<String>?
  ) {
    var rest = found
    var missing = Examples(), wrong = Examples(), words = ""
    expected.forEach { name, shape in
      guard let own = rest.removeValue(forKey: name) else {
        // An unreadable shard is reported as such; its tensors are not reported as missing as well.
        if let unread, !unread.contains(name) { missing.note(name) }
        return
      }
      guard own != shape.map(UInt64.init) else { return }
      wrong.note(name)
      if wrong.first == name { words = "has shape \(own), config.json makes it \(shape)" }
    }
    if let name = wrong.first {
      let isVocabulary = name == "lm_head.weight" || name == "model.embed_tokens.weight"
      add(
        .error, isVocabulary ? .vocabularyDiffers : .shapeDiffers,
        "tensor '\(name)' \(words)" + (wrong.count > 1 ? " (and \(wrong.count - 1) more)" : ""), object: name,
        hint: isVocabulary
          ? "'vocab_size' and the embedding differ, as after adding tokens; save config and weights together"
          : "config.json and weights are of different models; copy both from one save")
    }
    if let name = missing.first {
      add(
        .error, .tensorMissing, "\(missing.count.counted("tensor")) of the model missing, as '\(name)'",
        object: name,
        hint: found.keys.contains { $0.hasPrefix("base_model.") }
          ? "merge the adapter into its base model and save that" : "save the whole model again")
    }
    var unexpected = Examples()
    for name in rest.keys where !expected.isTolerated(name) { unexpected.note(name) }
    if let name = unexpected.first {
      add(
        .warning, .tensorUnexpected,
        "\(unexpected.count.counted("tensor")) that the model does not use, as '\(name)'", object: name,
        hint: "save the model without them")
    }
  }

  private mutating func addDataType(_ config: ModelConfig) {
    guard let written = config.dataType, let type = DataType(torchName: written), !facts.elements.isEmpty,
      facts.elements[type] == nil, let found = facts.dataType
    else { return }
    add(
      .warning, .dataTypeDiffers, "config.json says '\(written)', the tensors are \(found.rawValue)",
      object: "config.json", hint: "save the weights in the type the model was published in")
  }
}
