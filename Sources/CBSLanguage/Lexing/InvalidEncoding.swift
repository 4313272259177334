import CBSDiagnostics

/// The first place in a text that is not UTF-8.
struct InvalidEncoding {
  let span: Span
  /// Whether the text merely ends in the middle of a scalar.
  let isTruncated: Bool

  /// Nil when the bytes of `text` are UTF-8. One pass; overlong forms, surrogates and values above U+10FFFF are invalid.
  init?(in bytes: [UInt8], at text: Span) {
    let bytes = bytes[text.lower..<text.upper]
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var offset = bytes.startIndex
    while offset < bytes.endIndex {
      let length = Self.validLength(at: offset, in: bytes)
      if length > 0 {
        offset += length
        continue
      }
      span = Span(offset, min(offset - length + 1, bytes.endIndex))
      isTruncated = offset - length + 1 > bytes.endIndex && length < 0
      return
    }
    return nil
  }

  /// Bytes of the scalar at `offset`; 0 when its first byte is wrong, and minus the number of good bytes when a
  /// later one is wrong or missing.
  private static func validLength(at offset: Int, in bytes: ArraySlice<UInt8>) -> Int {
    let first = bytes[offset]
    let second: ClosedRange<UInt8>
    let length: Int
    switch first {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    for index in 1..<length {
      guard offset + index < bytes.endIndex else { return -index }
      let range = index == 1 ? second : 0x80...0xBF
      if !range.contains(bytes[offset + index]) { return -index }
    }
    return length
  }
}
