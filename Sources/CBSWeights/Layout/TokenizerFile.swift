/// The relevant parts of `tokenizer.json`: that it is valid, and its highest token id.
package struct TokenizerFile: Sendable, Hashable {
  /// `BPE`, `Unigram`, …
  package private(set) var kind: String?
  /// The number of entries of the vocabulary and of the added tokens.
  package private(set) var tokens = 0
  package private(set) var highestID: UInt64?

  /// Parses the text without building a tree, because it may have tens of megabytes.
  package init(parsing bytes: [UInt8]) throws(LayoutError) {
    var hasModel = false
    do {
      var scanner = JSONScanner(bytes)
      try scanner.object { (scanner, key) throws(JSONScanner.Failure) in
        switch (key, scanner.kind()) {
        case ("model", .object):
          hasModel = true
          try readModel(&scanner)
        case ("added_tokens", .array):
          try scanner.array { (scanner) throws(JSONScanner.Failure) in try readAddedToken(&scanner) }
        default: try scanner.skip()
        }
      }
      try scanner.finish()
    } catch {
      throw LayoutError(message: "is not JSON: \(error.message) at byte \(error.offset)")
    }
    guard hasModel else { throw LayoutError(message: "has no 'model'") }
    guard highestID != nil else { throw LayoutError(message: "has an empty vocabulary") }
  }

  private mutating func readModel(_ scanner: inout JSONScanner) throws(JSONScanner.Failure) {
    try scanner.object { (scanner, key) throws(JSONScanner.Failure) in
      switch (key, scanner.kind()) {
      case ("type", .string): kind = try scanner.string()
      case ("vocab", .object):
        try scanner.object { (scanner, _) throws(JSONScanner.Failure) in note(try scanner.unsignedInteger()) }
      case ("vocab", .array):
        // Unigram lists token and score; the position is the id.
        var position: UInt64 = 0
        try scanner.array { (scanner) throws(JSONScanner.Failure) in
          try scanner.skip()
          note(position)
          position += 1
        }
      default: try scanner.skip()
      }
    }
  }

  private mutating func readAddedToken(_ scanner: inout JSONScanner) throws(JSONScanner.Failure) {
    guard scanner.kind() == .object else { return try scanner.skip() }
    try scanner.object { (scanner, key) throws(JSONScanner.Failure) in
      if key == "id" { note(try scanner.unsignedInteger()) } else { try scanner.skip() }
    }
  }

  private mutating func note(_ id: UInt64) {
    tokens += 1
    highestID = max(highestID ?? 0, id)
  }
}
