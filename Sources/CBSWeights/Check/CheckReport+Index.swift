import CBSText

/// Whether the index, the listing and the headers agree.
extension CheckReport {
  /// Compares the files named in the index with the files that exist.
  mutating func addShardNames(_ index: WeightsIndex, _ files: CheckpointFiles) {
    let there = files.names(of: .weights)
    let missing = index.shards.filter { files[$0] == nil }
    let strays = there.filter { !index.shards.contains($0) && $0 != "model.safetensors" }
    if missing.count == index.shards.count, let named = missing.first, let found = strays.first {
      add(
        .error, .indexStale, "the index names '\(named)', the prefix holds '\(found)': they are of different saves",
        object: WeightsIndex.fileName, hint: "copy index and shards of one and the same save")
      return
    }
    for name in missing.prefix(3) {
      add(
        .error, .shardMissing, "shard '\(name)' is named in the index and missing under '\(location)'", object: name,
        hint: files.sameButCase(name).map { "'\($0)' differs in case; rename it" } ?? "copy the shard, too")
    }
    if missing.count > 3 {
      add(.error, .shardMissing, "\(missing.count - 3) more shards of the index are missing", hint: "copy them, too")
    }
    if let first = strays.first {
      add(
        .warning, .shardStray, "\(strays.count.counted("shard")) not named in the index, as '\(first)'",
        object: first, hint: "remove what does not belong to this model")
    }
  }

  /// Compares the tensors named in the index with the tensors that exist, in the shards that could be read.
  mutating func addTensorPlaces(_ index: WeightsIndex, _ shards: [ShardSummary]) {
    var seen: Set<String> = []
    var unindexed = Examples(), elsewhere = Examples(), bytes: UInt64 = 0
    var read: Set<Int> = []
    for shard in shards {
      guard case .success(let header) = shard.outcome, let position = index.shards.firstIndex(of: shard.name) else {
        continue
      }
      read.insert(position)
      bytes += header.byteCount
      for tensor in header.tensors {
        seen.insert(tensor.name)
        switch index.shardOfTensor[tensor.name] {
        case nil: unindexed.note(tensor.name)
        case position: break
        case .some: elsewhere.note(tensor.name)
        }
      }
    }
    var absent = Examples()
    for (tensor, position) in index.shardOfTensor where read.contains(position) && !seen.contains(tensor) {
      absent.note(tensor)
    }
    if let first = absent.first {
      add(
        .error, .tensorMissing,
        "\(absent.count.counted("tensor")) of the index missing in the shards it names, as '\(first)'",
        object: first, hint: "copy index and shards of one and the same save")
    }
    if let first = elsewhere.first {
      add(
        .error, .tensorMisplaced,
        "\(elsewhere.count.counted("tensor")) in another shard than the index says, as '\(first)'", object: first,
        hint: "copy index and shards of one and the same save")
    }
    if let first = unindexed.first {
      add(
        .warning, .tensorUnindexed, "\(unindexed.count.counted("tensor")) not named in the index, as '\(first)'",
        object: first, hint: "write the index anew")
    }
    if let total = index.totalSize, read.count == index.shards.count, total != bytes {
      add(
        .warning, .totalSizeDiffers, "the index states \(total) bytes of tensors, the shards hold \(bytes)",
        object: WeightsIndex.fileName, hint: "write the index anew")
    }
  }

  /// No tensor may be in two shards.
  mutating func addRepeatedTensors(_ shards: [ShardSummary]) {
    var seen: Set<String> = []
    var repeated = Examples()
    for shard in shards {
      guard case .success(let header) = shard.outcome else { continue }
      for tensor in header.tensors where !seen.insert(tensor.name).inserted { repeated.note(tensor.name) }
    }
    guard let first = repeated.first else { return }
    add(
      .error, .tensorRepeated, "\(repeated.count.counted("tensor")) in more than one shard, as '\(first)'",
      object: first, hint: "remove shards that do not belong to this save")
  }

  /// Counts, and keeps the first name as an example, so that equal checkpoints produce equal messages.
  struct Examples {
    private(set) var count = 0
    private(set) var first: String?

    mutating func note(_ name: String) {
      count += 1
      if let known = first, known <= name { return }
      first = name
    }
  }
}
