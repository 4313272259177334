/// The contents of `model.safetensors.index.json`: which shard contains which tensor.
package struct WeightsIndex: Sendable, Hashable {
  /// File names, ordered by first occurrence.
  package private(set) var shards: [String] = []
  /// The index in `shards` of the shard of each tensor.
  package private(set) var shardOfTensor: [String: Int] = [:]
  /// The sum of the tensors' bytes, if the index contains it.
  package private(set) var totalSize: UInt64?

  /// The name of the file in every checkpoint with an index.
  package static let fileName = "model.safetensors.index.json"

  /// Parses the index without building a tree, because it may have megabytes.
  package init(parsing bytes: [UInt8]) throws(LayoutError) {
    var problem: String?
    var hasMap = false
    var positions: [String: Int] = [:]
    do {
      var scanner = JSONScanner(bytes)
      try scanner.object { (scanner, key) throws(JSONScanner.Failure) in
        switch (key, scanner.kind()) {
        case ("weight_map", .object):
          hasMap = true
          try readMap(&scanner, &positions, &problem)
        case ("metadata", .object): try readMetadata(&scanner)
        default: try scanner.skip()
        }
      }
      try scanner.finish()
    } catch {
      throw LayoutError(message: "is not JSON: \(error.message) at byte \(error.offset)")
    }
    guard hasMap else { throw LayoutError(message: "has no 'weight_map'") }
    if let problem { throw LayoutError(message: problem) }
    guard !shards.isEmpty else { throw LayoutError(message: "names no tensors") }
  }

  private mutating func readMap(
    _ scanner: inout JSONScanner, _ positions: inout [String: Int], _ problem: inout String?
  ) throws(JSONScanner.Failure) {
    try scanner.object { (scanner, tensor) throws(JSONScanner.Failure) in
      guard scanner.kind() == .string else {
        problem = problem ?? "has no file name for tensor '\(tensor)'"
        return try scanner.skip()
      }
      let file = try scanner.string()
      if file.isEmpty || file.hasPrefix("/") || file.split(separator: "/").contains("..") {
        problem = problem ?? "names the file '\(file)', which is not a name below the prefix"
      }
      if positions[file] == nil {
        positions[file] = shards.count
        shards.append(file)
      }
      shardOfTensor[tensor] = positions[file]
    }
  }

  private mutating func readMetadata(_ scanner: inout JSONScanner) throws(JSONScanner.Failure) {
    try scanner.object { (scanner, key) throws(JSONScanner.Failure) in
      guard key == "total_size", scanner.kind() == .number else { return try scanner.skip() }
      // Some tools write it as 16060522496.0; a number that is not whole is ignored.
      var copy = scanner
      totalSize = try? copy.unsignedInteger()
      try scanner.skip()
    }
  }
}
