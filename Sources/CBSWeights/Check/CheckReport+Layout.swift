import CBSCatalog
import CBSText

/// The checks that need only the listing.
extension CheckReport {
  /// Checks sizes, storage classes, required files, foreign formats and left-over files.
  mutating func addLayout(_ files: CheckpointFiles) {
    addObjects(files)
    if files["config.json"] == nil {
      add(
        .error, .configMissing, "there is no 'config.json' under '\(location)'", object: "config.json",
        hint: hint(forMissing: "config.json", in: files))
    }
    addWeights(files)
    addTokenizer(files)
    addUnwanted(files)
  }

  private mutating func addObjects(_ files: CheckpointFiles) {
    for (name, object) in files.objects {
      let kind = FileKind(name: name)
      if object.size == 0, kind != .marker {
        let isNeeded = [.config, .index, .weights].contains(kind) || name == "tokenizer.json"
        add(
          isNeeded ? .error : .warning, .objectEmpty, "'\(name)' has no bytes", object: name, hint: "copy it again")
      }
      if object.isArchived {
        add(
          .error, .objectArchived,
          "'\(name)' lies in storage class \(object.storageClass ?? "") and cannot be read", object: name,
          hint: "restore it and copy it to a class that can be read at once")
      }
    }
  }

  private mutating func addWeights(_ files: CheckpointFiles) {
    let weights = files.names(of: .weights)
    let hasIndex = files[WeightsIndex.fileName] != nil
    if weights.isEmpty {
      let foreign = files.names(of: .foreign)
      if !files.names(of: .adapter).isEmpty {
        add(
          .error, .adapterOnly, "under '\(location)' lies an adapter, not a model",
          hint: "merge the adapter into its base model and save that")
      } else if let first = foreign.first {
        add(
          .error, .weightsMissing,
          "there are no safetensors files under '\(location)', only other formats ('\(first)')",
          hint: first.contains("/") && first.hasSuffix(".safetensors")
            ? "give the prefix of the folder that holds them" : "convert the weights to safetensors")
      } else if !hasIndex {
        add(
          .error, .weightsMissing, "there are no safetensors files under '\(location)'",
          hint: files.folder(of: "config.json").map {
            "a checkpoint lies at 's3://\(location.bucket)/\(location.key($0))'"
          }
        )
      }
    }
    if hasIndex, weights.contains("model.safetensors") {
      add(
        .warning, .ambiguousWeights, "both 'model.safetensors' and an index of shards are there; the index counts",
        object: "model.safetensors", hint: "remove the one that is not meant")
    }
    guard !hasIndex, !weights.isEmpty, !weights.contains("model.safetensors") else { return }
    if weights.count == 1, !weights[0].contains("-of-") {
      add(
        .warning, .weightsMisnamed, "the weights are called '\(weights[0])', not 'model.safetensors'",
        object: weights[0], hint: "rename the file")
    } else {
      add(
        .error, .indexMissing, "there are \(weights.count) shards and no '\(WeightsIndex.fileName)'",
        object: WeightsIndex.fileName,
        hint: files.sameButCase(WeightsIndex.fileName).map { "'\($0)' differs in case; rename it" }
          ?? "save the model again or copy the index, too")
    }
  }

  private mutating func addTokenizer(_ files: CheckpointFiles) {
    for name in ["tokenizer.json", "tokenizer_config.json"] where files[name] == nil {
      add(
        .warning, .tokenizerMissing, "there is no '\(name)'", object: name,
        hint: files.sameButCase(name).map { "'\($0)' differs in case; rename it" }
          ?? "save the tokenizer with the model")
    }
  }

  private mutating func addUnwanted(_ files: CheckpointFiles) {
    let groups: [(FileKind, Finding.Code, String)] = [
      (.foreign, .otherFormats, "in other formats or places"), (.leftover, .leftovers, "left over from training"),
    ]
    for (kind, code, what) in groups {
      let names = files.names(of: kind)
      guard let first = names.first, !files.names(of: .weights).isEmpty else { continue }
      let bytes = names.reduce(Int64(0)) { $0 + (files[$1]?.size ?? 0) }
      add(
        .warning, code, "\(names.count.counted("file")) \(what) (\(bytes) bytes), as '\(first)'", object: first,
        hint: "they cost time and space; leave them out")
    }
  }

  private func hint(forMissing name: String, in files: CheckpointFiles) -> String? {
    if let other = files.sameButCase(name) { return "'\(other)' differs in case; rename it" }
    return files.folder(of: name).map { "one lies at 's3://\(location.bucket)/\(location.key($0))'; give that prefix" }
  }
}
