/// Decodes the input of a terminal: UTF-8, key sequences, bracketed paste.
struct KeyDecoder {
  enum Output: Equatable {
    case scalar(Unicode.Scalar)
    /// A key and its bytes.
    case key(Key, [UInt8])
    /// A whole bracketed paste, cleaned: line breaks are line feeds; NUL and U+0080 to U+009F are removed.
    case paste(String)
    /// A well-formed key sequence that has no `Key`.
    case sequence([UInt8])
  }

  private var bytes: [UInt8] = []
  private var start = 0
  /// The contents of a paste so far; nil outside a paste.
  private var pasted: [UInt8]?
  private var escapeStandsAlone = false

  mutating func feed(_ input: some Sequence<UInt8>) {
    if start > 4096 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes.append(contentsOf: input)
  }

  /// Whether an ESC was received that may be a key or the beginning of a sequence.
  var hasOpenEscape: Bool { pasted == nil && start < bytes.count && bytes[start] == 0x1B }

  /// Treats a pending ESC as a key, because nothing followed it in time.
  mutating func closeEscape() { escapeStandsAlone = hasOpenEscape }

  /// The next key, or nil if more bytes are needed.
  mutating func next() -> Output? {
    while start < bytes.count {
      if pasted != nil {
        guard let text = endOfPaste() else { return nil }
        return .paste(text)
      }
      let first = bytes[start]
      if first == 0x1B {
        guard let output = sequence() else { return nil }
        if case .some(let found) = output { return found }
      } else if first < 0x80 {
        start += 1
        return .scalar(Unicode.Scalar(first))
      } else {
        guard let scalar = multibyteScalar() else { return nil }
        if !(0x80...0x9F).contains(scalar.value) { return .scalar(scalar) }
      }
    }
    return nil
  }

  /// Decodes what begins with ESC.
  ///
  /// The outer nil means that more bytes are needed; the inner one, that a sequence was ignored.
  private mutating func sequence() -> Output?? {
    let alone = escapeStandsAlone
    escapeStandsAlone = false
    if alone { return .some(take(1, .scalar("\u{1B}"))) }
    guard start + 1 < bytes.count else { return nil }
    switch bytes[start + 1] {
    case 0x0A, 0x0D:
      return .some(take(2, .key(.newline, [0x1B, bytes[start + 1]])))
    case UInt8(ascii: "O"):
      guard start + 2 < bytes.count else { return nil }
      let final = bytes[start + 2]
      if final == UInt8(ascii: "M") { return .some(take(3, .scalar("\n"))) }
      let whole = Array(bytes[start..<start + 3])
      if let key = Key(parameters: "", final: final) { return .some(take(3, .key(key, whole))) }
      guard (0x40...0x7E).contains(final) else { return .some(take(1, .scalar("\u{1B}"))) }
      return .some(take(3, .sequence(whole)))
    case UInt8(ascii: "["):
      return controlSequence()
    default:
      return .some(take(1, .scalar("\u{1B}")))
    }
  }

  private mutating func controlSequence() -> Output?? {
    var index = start + 2
    // The Linux console sends its function keys as CSI [ A.
    if index < bytes.count, bytes[index] == UInt8(ascii: "[") { index += 1 }
    while index < bytes.count, (0x20...0x3F).contains(bytes[index]) { index += 1 }
    guard index < bytes.count else { return nil }
    guard (0x40...0x7E).contains(bytes[index]) else { return .some(take(1, .scalar("\u{1B}"))) }
    let whole = Array(bytes[start...index])
    let parameters = String(decoding: bytes[(start + 2)..<index], as: UTF8.self)
    start = index + 1
    switch (parameters, whole.last) {
    case ("200", UInt8(ascii: "~")):
      pasted = []
      return .some(nil)
    case ("201", UInt8(ascii: "~")):
      return .some(nil)
    default:
      let key = whole.last.flatMap { Key(parameters: parameters, final: $0) }
      return .some(key.map { .key($0, whole) } ?? .sequence(whole))
    }
  }

  /// Moves bytes that belong to the paste; returns its text at the end mark.
  private mutating func endOfPaste() -> String? {
    let mark = Array("\u{1B}[201~".utf8)
    var index = start
    while let escape = bytes[index...].firstIndex(of: 0x1B) {
      let there = bytes[escape...].prefix(mark.count)
      if Array(there) == mark {
        let text = (pasted ?? []) + bytes[start..<escape]
        pasted = nil
        start = escape + mark.count
        return Self.clean(text)
      }
      if there.count < mark.count, mark.starts(with: there) {
        pasted?.append(contentsOf: bytes[start..<escape])
        start = escape
        return nil
      }
      index = escape + 1
    }
    pasted?.append(contentsOf: bytes[start...])
    start = bytes.count
    return nil
  }

  private static func clean(_ bytes: [UInt8]) -> String {
    var result = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      defer { afterReturn = scalar == "\r" }
      switch scalar.value {
      case 0x0D: result.append("\n")
      case 0x0A where afterReturn: break
      case 0, 0x80...0x9F: break
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private mutating func take(_ count: Int, _ output: Output) -> Output {
    start += count
    return output
  }

  /// The scalar at the start, U+FFFD for an invalid byte, or nil if bytes are missing.
  private mutating func multibyteScalar() -> Unicode.Scalar? {
    let length =
      switch bytes[start] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    let there = bytes[start...].prefix(length)
    let isSound = there.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
    if isSound, there.count < length { return nil }
    var decoder = UTF8()
    var iterator = there.makeIterator()
    if length > 1, isSound, case .scalarValue(let scalar) = decoder.decode(&iterator) {
      start += length
      return scalar
    }
    start += 1
    return "\u{FFFD}"
  }
}
