package import CBSValues
package import OrderedCollections

/// What a checkpoint is: the facts of its config and a table of its tensors.
///
/// Nothing is judged; `WeightsCheck` does that. Shards that cannot be read are named, their tensors are not there.
package struct WeightsDescription: Sendable, Hashable {
  package struct Row: Sendable, Hashable {
    package let name: String
    package let dataType: DataType
    package let shape: [UInt64]
    package let byteCount: UInt64
    /// The file it lies in, below the prefix.
    package let shard: String
  }

  package let location: S3Location
  /// Nil where there is no config.json that can be read.
  package let config: ModelConfig?
  /// Shard by shard, in the order of their bytes.
  package let tensors: [Row]
  /// Each shard that is none, with the reason as a clause.
  package let unreadable: [String: String]

  /// Reads config.json and the headers of all shards under `location`.
  package init(reading location: S3Location, store: any ObjectStore) async throws(StoreError) {
    let objects = try await store.list(bucket: location.bucket, prefix: location.keyPrefix)
    let files = CheckpointFiles(objects, at: location)
    var config: ModelConfig?
    if let object = files["config.json"], object.size <= 4 << 20 {
      let bytes = try await store.read(bucket: location.bucket, key: object.key, range: nil).bytes
      config = try? ModelConfig(parsing: bytes)
    }
    let wanted = files.names(of: .weights).compactMap { name in files[name].map { (name: name, object: $0) } }
      .filter { $0.object.size > 0 }
    let (shards, failures) = await ShardReader(store: store, bucket: location.bucket, width: 8).read(wanted)
    if let failure = failures.first { throw failure }
    var tensors: [Row] = []
    var unreadable: [String: String] = [:]
    for shard in shards {
      switch shard.outcome {
      case .failure(let error): unreadable[shard.name] = error.description
      case .success(let header):
        tensors += header.tensors.map {
          Row(
            name: $0.name, dataType: $0.dataType, shape: $0.shape, byteCount: $0.byteCount, shard: shard.name)
        }
      }
    }
    self.location = location
    self.config = config
    self.tensors = tensors
    self.unreadable = unreadable
  }

  /// One record: config facts, then the tensors as a list of records.
  package var json: JSON {
    var members: OrderedDictionary<String, JSON> = ["uri": .string(location.description)]
    members.merge(config?.facts ?? [:]) { _, new in new }
    members["unreadable"] = .object(
      .init(uniqueKeysWithValues: unreadable.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
    members["tensors"] = .array(tensors.map(\.json))
    return .object(members)
  }
}

extension WeightsDescription.Row {
  package var json: JSON {
    [
      "name": .string(name), "dtype": .string(dataType.rawValue), "shape": .array(shape.map(JSON.unsigned)),
      "bytes": .unsigned(byteCount), "shard": .string(shard),
    ]
  }
}

extension ModelConfig {
  /// What a reader wants to know first, under the keys of config.json.
  package var facts: OrderedDictionary<String, JSON> {
    var members: OrderedDictionary<String, JSON> = [
      "model_type": modelType.map(JSON.string) ?? .null, "architecture": className.map(JSON.string) ?? .null,
      "dtype": dataType.map(JSON.string) ?? .null, "quantization": quantization.map(JSON.string) ?? .null,
    ]
    if let dimensions {
      members["hidden_size"] = .integer(Int64(dimensions.hidden))
      members["num_hidden_layers"] = .integer(Int64(dimensions.layers))
      members["num_attention_heads"] = .integer(Int64(dimensions.heads))
      members["num_key_value_heads"] = .integer(Int64(dimensions.keyValueHeads))
      members["head_dim"] = .integer(Int64(dimensions.headDimension))
      members["intermediate_size"] = .integer(Int64(dimensions.intermediate))
      members["vocab_size"] = .integer(Int64(dimensions.vocabulary))
      if let experts = dimensions.experts { members["experts"] = .integer(Int64(experts.count)) }
    }
    if let contextLength { members["max_position_embeddings"] = .integer(Int64(contextLength)) }
    return members
  }
}
