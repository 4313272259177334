/// Compares texts byte by byte, with capitals of ASCII as small letters: names of the API, of commands and options
/// have no others, and thousands are compared between a key and its answer.
extension String {
  /// The bytes to hand to the functions below.
  package var foldedBytes: [UInt8] { utf8.map(\.folded) }

  package func begins(with bytes: [UInt8]) -> Bool {
    withBytes { text in text.count >= bytes.count && bytes.indices.allSatisfy { text[$0] == bytes[$0] } }
  }

  package func begins(withFolded bytes: [UInt8]) -> Bool {
    withBytes { text in text.count >= bytes.count && bytes.indices.allSatisfy { text[$0].folded == bytes[$0] } }
  }

  /// Whether the bytes stand anywhere in it.
  package func holds(folded bytes: [UInt8]) -> Bool {
    guard let first = bytes.first else { return true }
    return withBytes { text in
      guard text.count >= bytes.count else { return false }
      for start in 0...(text.count - bytes.count) where text[start].folded == first {
        if bytes.indices.allSatisfy({ text[start + $0].folded == bytes[$0] }) { return true }
      }
      return false
    }
  }

  private func withBytes(_ body: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
    utf8.withContiguousStorageIfAvailable(body) ?? Array(utf8).withUnsafeBufferPointer(body)
  }
}

extension UInt8 {
  fileprivate var folded: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
