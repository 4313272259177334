/// What `model.safetensors.index.json` says: which tensor lies in which shard.
package struct WeightsIndex: Sendable, Hashable {
  /// File names in the order they are first named.
  package private(set) var shards: [String] = []
  /// For each tensor the position of its shard in `shards`.
  package private(set) var shardOfTensor: [String: Int] = [:]
  /// Sum of the tensors' bytes, where the index says it.
  package private(set) var totalSize: UInt64?

  /// The name of the file in every checkpoint that has one.
  package static let fileName = "model.safetensors.index.json"

  /// Reads the index; the text may be megabytes long and never becomes a tree.
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
        problem = problem ?? "gives no file name for tensor '\(tensor)'"
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
      // Some tools write it as 16060522496.0; what is no whole number tells nothing.
      var copy = scanner
      totalSize = try? copy.unsignedInteger()
      try scanner.skip()
    }
  }
}
