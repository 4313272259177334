import CBSText
import CBSValues
import Crypto
import FoundationEssentials

/// Writes a small, real checkpoint, like one that a fine-tune of the profile's model would produce.
///
/// Every loader accepts it; the weights are random numbers from a seed. Equal arguments produce equal bytes.
package struct CheckpointWriter: Sendable {
  /// A defect of the checkpoint, as in real uploads.
  package enum Fault: Sendable, Hashable {
    /// The last shard is missing.
    case missingShard
    /// The last shard is truncated.
    case cutShard
    /// The last shard is a Git LFS pointer.
    case lfsPointer
    /// config.json describes the model of another architecture.
    case wrongArchitecture(ArchitectureProfile)
  }

  package let profile: ArchitectureProfile
  package let seed: UInt64
  package let shards: Int
  package let expertLayout: ExpectedTensors.ExpertLayout?
  private let dimensions: ModelDimensions

  /// - Parameters:
  ///   - shards: One shard is `model.safetensors`; more are shards with an index.
  ///   - expertLayout: Nil for the usual one of the family.
  /// - Returns: nil if the profile has no dimensions, if its vocabulary has no room for all bytes, or if the model has
  ///   more than a few million parameters.
  package init?(
    profile: ArchitectureProfile, seed: UInt64, shards: Int = 2, expertLayout: ExpectedTensors.ExpertLayout? = nil
  ) {
    guard let dimensions = profile.dimensions, dimensions.isPlausible,
      dimensions.vocabulary >= TokenizerDocument.size, dimensions.hidden * dimensions.vocabulary < 1 << 22,
      dimensions.hidden * dimensions.intermediate * dimensions.layers * (dimensions.experts?.count ?? 1) < 1 << 22
    else { return nil }
    self.profile = profile
    self.seed = seed
    self.shards = max(1, shards)
    self.expertLayout = expertLayout
    self.dimensions = dimensions
  }

  /// The files by name.
  package func files(fault: Fault? = nil) -> [String: [UInt8]] {
    var described = (profile: profile, dimensions: dimensions)
    if case .wrongArchitecture(let other) = fault, let dimensions = other.dimensions { described = (other, dimensions) }
    let config = ConfigDocument(
      family: described.profile.family, dimensions: described.dimensions,
      isQuantized: expertLayout == .mxfp4 && described.profile == profile)
    let tokenizer = TokenizerDocument()
    var files: [String: [UInt8]] = [
      "config.json": Array((config.json.indentedText + "\n").utf8),
      "generation_config.json": Array((config.generation.indentedText + "\n").utf8),
      "tokenizer.json": Array((tokenizer.json.indentedText + "\n").utf8),
      "tokenizer_config.json": Array((tokenizer.settings.indentedText + "\n").utf8),
    ]
    addWeights(to: &files)
    apply(fault, to: &files)
    return files
  }

  /// Writes the files into `folder`, which is created if necessary; existing files are replaced.
  package func write(to folder: String, fault: Fault? = nil) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, bytes) in files(fault: fault) {
      try Data(bytes).write(to: URL(filePath: folder + "/" + name))
    }
  }

  // MARK: Weights

  private func addWeights(to files: inout [String: [UInt8]]) {
    let tensors = tensors()
    let total = tensors.reduce(0) { $0 + $1.bytes.count }
    guard shards > 1 else {
      files["model.safetensors"] = SafetensorsFile(tensors).bytes
      return
    }
    let groups = Self.groups(tensors, count: min(shards, tensors.count))
    var places: [(tensor: String, shard: String)] = []
    for (number, group) in groups.enumerated() {
      let name = Self.shardName(number + 1, of: groups.count)
      files[name] = SafetensorsFile(group).bytes
      places += group.map { ($0.name, name) }
    }
    files[WeightsIndex.fileName] = IndexDocument.bytes(places, totalSize: total)
  }

  /// Splits the list into `count` parts of similar size in bytes, none of them empty.
  private static func groups(_ tensors: [SafetensorsFile.Tensor], count: Int) -> [[SafetensorsFile.Tensor]] {
    var rest = tensors[...]
    var bytes = tensors.reduce(0) { $0 + $1.bytes.count }
    return (0..<count).map { number in
      let pieces = count - number
      let share = bytes / pieces
      var group: [SafetensorsFile.Tensor] = []
      var size = 0
      while rest.count >= pieces, let tensor = rest.first, pieces == 1 || group.isEmpty || size < share {
        group.append(rest.removeFirst())
        size += tensor.bytes.count
      }
      bytes -= size
      return group
    }
  }

  private static func shardName(_ number: Int, of count: Int) -> String {
    "model-\(number.padded(to: 5))-of-\(count.padded(to: 5)).safetensors"
  }

  private func tensors() -> [SafetensorsFile.Tensor] {
    var tensors: [SafetensorsFile.Tensor] = []
    let expected = ExpectedTensors(family: profile.family, dimensions: dimensions, expertLayout: expertLayout)
    expected.forEach { name, shape in
      let isPacked = name.hasSuffix("_blocks") || name.hasSuffix("_scales")
      // The correction biases of routers remain F32 when such a model is saved.
      let type: DataType = isPacked ? .u8 : name.hasSuffix("e_score_correction_bias") ? .f32 : .bf16
      var values = TensorValues(seed: seed, name: name)
      tensors.append(
        .init(
          name: name, dataType: type, shape: shape,
          bytes: values.bytes(type, count: shape.reduce(1, *), around: name.hasSuffix("norm.weight") ? 1 : 0)))
    }
    return tensors
  }

  private func apply(_ fault: Fault?, to files: inout [String: [UInt8]]) {
    guard let fault, let last = files.keys.filter({ $0.hasSuffix(".safetensors") }).max(), let bytes = files[last]
    else {
      return
    }
    switch fault {
    case .missingShard: files[last] = nil
    case .cutShard: files[last] = Array(bytes.dropLast(bytes.count / 4))
    case .lfsPointer:
      let digest = SHA256.hash(data: bytes).hexadecimal()
      files[last] = Array(
        "version https://git-lfs.github.com/spec/v1\noid sha256:\(digest)\nsize \(bytes.count)\n".utf8)
    case .wrongArchitecture: break
    }
  }
}
