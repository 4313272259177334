import CBSText

/// Reads JSON piece by piece, without building a tree, so that documents of many megabytes use little memory.
///
/// The caller reads the values that it needs and skips the others. The scanner is as strict as RFC 8259 and the
/// reference reader of safetensors: no trailing commas, no control characters in strings, no unpaired surrogates.
struct JSONScanner {
  /// Why the bytes are not the expected value.
  struct Failure: Error, Hashable {
    /// In lowercase, without a full stop.
    let message: String
    let offset: Int
  }

  /// The kind of the next value, from its first byte.
  enum Kind { case object, array, string, number, word, end }

  private let bytes: [UInt8]
  private let end: Int
  private(set) var offset: Int

  init(_ bytes: [UInt8], in range: Range<Int>? = nil) {
    self.bytes = bytes
    offset = range?.lowerBound ?? 0
    end = range?.upperBound ?? bytes.count
  }

  func failure(_ message: String) -> Failure { Failure(message: message, offset: offset) }

  /// The kind of the next value, after skipping whitespace.
  mutating func kind() -> Kind {
    skipBlanks()
    switch byte {
    case nil: return .end
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "-"), .some(0x30...0x39): return .number
    default: return .word
    }
  }

  /// Reads an object; `member` must read or skip the value of each key.
  mutating func object(_ member: (inout JSONScanner, String) throws(Failure) -> Void) throws(Failure) {
    skipBlanks()
    try take("{", or: "an object is expected")
    skipBlanks()
    if takeIf("}") { return }
    repeat {
      skipBlanks()
      guard byte == UInt8(ascii: "\"") else { throw failure("a key in quotes is missing") }
      let key = try string()
      skipBlanks()
      try take(":", or: "':' is missing")
      try member(&self, key)
      skipBlanks()
    } while takeIf(",")
    try take("}", or: "',' or '}' is missing")
  }

  /// Reads a list; `element` must read or skip each element.
  mutating func array(_ element: (inout JSONScanner) throws(Failure) -> Void) throws(Failure) {
    skipBlanks()
    try take("[", or: "a list is expected")
    skipBlanks()
    if takeIf("]") { return }
    repeat {
      try element(&self)
      skipBlanks()
    } while takeIf(",")
    try take("]", or: "',' or ']' is missing")
  }

  /// Reads a string.
  mutating func string() throws(Failure) -> String {
    skipBlanks()
    try take("\"", or: "text is expected")
    var start = offset
    var text = ""
    while true {
      guard let byte else { throw failure("text without its closing quote") }
      switch byte {
      case UInt8(ascii: "\""):
        let last = try utf8(start..<offset)
        offset += 1
        return text.isEmpty ? last : text + last
      case UInt8(ascii: "\\"):
        text += try utf8(start..<offset)
        offset += 1
        text.unicodeScalars.append(try escape())
        start = offset
      case 0..<0x20: throw failure("a control character in text")
      default: offset += 1
      }
    }
  }

  /// Reads a whole number of 0 or more, without sign, fraction or exponent.
  mutating func unsignedInteger() throws(Failure) -> UInt64 {
    skipBlanks()
    let start = offset
    try number()
    var value: UInt64 = 0
    for digit in bytes[start..<offset] {
      guard (0x30...0x39).contains(digit) else {
        throw Failure(message: "a whole number from 0 up is expected", offset: start)
      }
      let (product, isTooBig) = value.multipliedReportingOverflow(by: 10)
      let (sum, carries) = product.addingReportingOverflow(UInt64(digit - 0x30))
      guard !isTooBig, !carries else { throw Failure(message: "a number beyond 64 bits", offset: start) }
      value = sum
    }
    return value
  }

  /// Skips a value of any kind, but checks its syntax.
  mutating func skip(depth: Int = 0) throws(Failure) {
    guard depth < 128 else { throw failure("too many levels") }
    switch kind() {
    case .end: throw failure("unexpected end")
    case .object: try object { (scanner, _) throws(Failure) in try scanner.skip(depth: depth + 1) }
    case .array: try array { (scanner) throws(Failure) in try scanner.skip(depth: depth + 1) }
    case .string: _ = try string()
    case .number: try number()
    case .word:
      for word in ["true", "false", "null"] where bytes[offset..<end].starts(with: word.utf8) {
        offset += word.utf8.count
        return
      }
      throw failure("a value is expected")
    }
  }

  /// Skips `null` if it is next.
  mutating func takeNull() -> Bool {
    skipBlanks()
    guard bytes[offset..<end].starts(with: "null".utf8) else { return false }
    offset += 4
    return true
  }

  /// Requires that only whitespace is left.
  mutating func finish() throws(Failure) {
    skipBlanks()
    guard offset == end else { throw failure("text after the end of the document") }
  }

  // MARK: Pieces

  private var byte: UInt8? { offset < end ? bytes[offset] : nil }

  private mutating func skipBlanks() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
  }

  private mutating func takeIf(_ character: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  private mutating func take(_ character: Unicode.Scalar, or message: String) throws(Failure) {
    guard takeIf(character) else { throw failure(byte == nil ? "unexpected end" : message) }
  }

  private func utf8(_ range: Range<Int>) throws(Failure) -> String {
    guard let text = String(validating: bytes[range], as: UTF8.self) else {
      throw Failure(message: "text is not UTF-8", offset: range.lowerBound)
    }
    return text
  }

  private mutating func escape() throws(Failure) -> Unicode.Scalar {
    do throws(JSONEscapeError) { return try Unicode.Scalar(jsonEscapeIn: bytes[..<end], at: &offset) } catch {
      throw failure(error.rawValue)
    }
  }

  private mutating func number() throws(Failure) {
    _ = takeIf("-")
    let hasLeadingZero = byte == 0x30
    let whole = digits()
    guard whole > 0, !hasLeadingZero || whole == 1 else { throw failure("a number is expected") }
    if takeIf("."), digits() == 0 { throw failure("digits are missing after '.'") }
    if takeIf("e") || takeIf("E") {
      _ = takeIf("+") || takeIf("-")
      guard digits() > 0 else { throw failure("digits are missing in the exponent") }
    }
  }

  private mutating func digits() -> Int {
    let start = offset
    while let byte, (0x30...0x39).contains(byte) { offset += 1 }
    return offset - start
  }
}
