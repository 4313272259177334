import CBSDiagnostics

/// Finds where tokens end. It looks at bytes and never at what was read before; the parser knows the mode.
///
/// Of a source with several parts it sees the bytes of one, at their offsets in the source.
package struct Lexer: Sendable {
  let bytes: [UInt8]
  /// Offset of the first byte of the text.
  let start: Int
  /// Offset behind its last byte.
  let end: Int

  package init(bytes: [UInt8], start: Int, end: Int) {
    self.bytes = bytes
    self.start = start
    self.end = end
  }

  /// The byte at `offset`, or nil outside the text.
  func byte(at offset: Int) -> UInt8? {
    offset < end && offset >= start ? bytes[offset] : nil
  }

  /// End of the blank, comment, continuation or line break that starts at `offset`, or nil where none does.
  ///
  /// A carriage return is a blank, so that files with `\r\n` read the same. A byte order mark at the start is one too.
  package func trivia(at offset: Int) -> (kind: Token.Kind, end: Int)? {
    guard let first = byte(at: offset) else { return nil }
    switch first {
    case .space, .tab, .carriageReturn:
      var end = offset + 1
      while let next = byte(at: end), next == .space || next == .tab || next == .carriageReturn { end += 1 }
      return (.blank, end)
    case .lineFeed:
      return (.newline, offset + 1)
    case UInt8(ascii: "#"):
      guard startsWord(at: offset) else { return nil }
      var end = offset + 1
      while let next = byte(at: end), next != .lineFeed { end += 1 }
      return (.comment, end)
    case UInt8(ascii: "\\"):
      if byte(at: offset + 1) == .lineFeed { return (.continuation, offset + 2) }
      if byte(at: offset + 1) == .carriageReturn, byte(at: offset + 2) == .lineFeed {
        return (.continuation, offset + 3)
      }
      return nil
    case 0xEF where offset == start && startsWithByteOrderMark:
      return (.blank, offset + 3)
    default:
      return nil
    }
  }

  /// Whether a `#` at `offset` stands where a word could start.
  ///
  /// So that a blank before it changes nothing, it may behind `=` and `:` as well; the parser asks only between words.
  private func startsWord(at offset: Int) -> Bool {
    guard let before = byte(at: offset - 1) else { return true }
    switch before {
    case .space, .tab, .carriageReturn, .lineFeed, UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ","),
      UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "}"), .equals, .colon:
      return true
    default:
      return offset == start + 3 && startsWithByteOrderMark
    }
  }

  private var startsWithByteOrderMark: Bool {
    byte(at: start) == 0xEF && byte(at: start + 1) == 0xBB && byte(at: start + 2) == 0xBF
  }

  /// End of the bare word that starts at `offset`; `offset` itself where none does.
  package func bareEnd(from offset: Int) -> Int {
    var place = offset
    while place < end, bytes[place].isBare { place += 1 }
    return place
  }

  /// End of the name that starts at `offset`; `offset` itself where none does.
  package func nameEnd(from offset: Int) -> Int {
    guard let first = byte(at: offset), first.startsName else { return offset }
    var place = offset + 1
    while place < end, bytes[place].continuesName { place += 1 }
    return place
  }

  /// End of the number that starts at `offset`, with its unit or exponent.
  ///
  /// A dot that ends the input belongs to it, since digits may follow.
  package func numberEnd(from offset: Int) -> Int {
    var end = offset
    while let next = byte(at: end) {
      if next.isDigit || next.isLetter {
        end += 1
      } else if next == UInt8(ascii: "."), byte(at: end + 1)?.isDigit ?? true {
        end += 1
      } else if next == UInt8(ascii: "+") || next == UInt8(ascii: "-"), isExponent(before: end, from: offset),
        byte(at: end + 1)?.isDigit ?? true
      {
        end += 1
      } else {
        break
      }
    }
    return end
  }

  /// Whether `12e` or `1.5E` lies between `start` and `end`.
  private func isExponent(before end: Int, from start: Int) -> Bool {
    guard let last = byte(at: end - 1), last == UInt8(ascii: "e") || last == UInt8(ascii: "E") else { return false }
    guard end - 2 >= start else { return false }
    return bytes[end - 2].isDigit
  }

  /// End of the UTF-8 scalar at `offset`, at least one byte on.
  package func scalarEnd(from offset: Int) -> Int {
    var place = offset + 1
    while place < end, bytes[place] & 0xC0 == 0x80, place - offset < 4 { place += 1 }
    return place
  }

  func text(_ lower: Int, _ upper: Int) -> String {
    String(decoding: bytes[lower..<upper], as: UTF8.self)
  }
}

extension UInt8 {
  static let space = UInt8(ascii: " ")
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let dollar = UInt8(ascii: "$")
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let openParenthesis = UInt8(ascii: "(")
  static let closeParenthesis = UInt8(ascii: ")")
  static let openSquare = UInt8(ascii: "[")
  static let closeSquare = UInt8(ascii: "]")
  static let bar = UInt8(ascii: "|")
  static let semicolon = UInt8(ascii: ";")
  static let equals = UInt8(ascii: "=")
  static let dash = UInt8(ascii: "-")
  static let dot = UInt8(ascii: ".")
  static let questionMark = UInt8(ascii: "?")
  static let backslash = UInt8(ascii: "\\")
  static let comma = UInt8(ascii: ",")
  static let colon = UInt8(ascii: ":")

  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isLetter: Bool { (self >= 0x41 && self <= 0x5A) || (self >= 0x61 && self <= 0x7A) }
  var startsName: Bool { isLetter || self == UInt8(ascii: "_") }
  var continuesName: Bool { startsName || isDigit }

  /// Whether it is a control character that has no place outside quotes.
  var isControl: Bool {
    (self < 0x20 && self != .tab && self != .lineFeed && self != .carriageReturn) || self == 0x7F
  }

  /// Whether a bare word may hold it. Bytes of scalars beyond ASCII may.
  var isBare: Bool {
    switch self {
    case ...0x20, 0x7F: false
    case .quote, .apostrophe, .dollar, .openParenthesis, .closeParenthesis, .openBrace, .closeBrace, .openSquare,
      .closeSquare, .bar, .semicolon, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), .backslash:
      false
    default: true
    }
  }
}
