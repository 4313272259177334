import CBSValues
import Crypto
import FoundationEssentials

/// Makes a small, real checkpoint: what a fine-tune of the profile's model would leave in its folder.
///
/// Every loader takes it; only the weights are numbers from a seed. Equal arguments give equal bytes.
package struct CheckpointWriter: Sendable {
  /// What may be wrong with a checkpoint, as people really upload it.
  package enum Fault: Sendable, Hashable {
    /// The last shard is not there.
    case missingShard
    /// The last shard lacks the end of its bytes.
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
  ///   - shards: one gives `model.safetensors`, more give shards with an index.
  ///   - expertLayout: nil for the family's usual one.
  /// - Returns: nil where the profile has no dimensions, a vocabulary without room for all bytes, or more than some
  ///   millions of parameters.
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

  /// Writes the files into `folder`, which is created where it is missing; files of the same names are replaced.
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

  /// Cuts the list into `count` pieces of about as many bytes, none of them empty.
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
    let pad = { (number: Int) in String(repeating: "0", count: max(0, 5 - String(number).count)) + String(number) }
    return "model-\(pad(number))-of-\(pad(count)).safetensors"
  }

  private func tensors() -> [SafetensorsFile.Tensor] {
    var tensors: [SafetensorsFile.Tensor] = []
    let expected = ExpectedTensors(family: profile.family, dimensions: dimensions, expertLayout: expertLayout)
    expected.forEach { name, shape in
      let isPacked = name.hasSuffix("_blocks") || name.hasSuffix("_scales")
      // Routers' correction biases stay in F32 when such a model is saved.
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
      let digest = SHA256.hash(data: bytes).hexadecimal
      files[last] = Array(
        "version https://git-lfs.github.com/spec/v1\noid sha256:\(digest)\nsize \(bytes.count)\n".utf8)
    case .wrongArchitecture: break
    }
  }
}
