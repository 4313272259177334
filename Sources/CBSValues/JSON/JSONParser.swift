import CBSText
import OrderedCollections

/// Why a text is not JSON, and where.
package struct JSONError: Error, Hashable, Sendable {
  /// Lower case, no full stop.
  package let message: String
  /// UTF-8 offset into the text.
  package let offset: Int
}

extension JSON {
  /// Reads one JSON document (RFC 8259) that takes up all of `bytes`; white space around it is allowed.
  ///
  /// The last of equal keys counts. Throws on text that is not UTF-8, on unpaired surrogates, and on more than
  /// 512 levels, so that no input exhausts the stack.
  package init(parsing bytes: some Collection<UInt8>) throws(JSONError) {
    var parser = JSONParser(bytes: Array(bytes))
    do throws(JSONError) { self = try parser.document() } catch {
      throw parser.endsEarly(error) ? error.atTheEnd(isEmpty: parser.isBlank(from: 0)) : error
    }
  }

  package init(parsing text: String) throws(JSONError) { try self.init(parsing: text.utf8) }
}

extension JSONError {
  /// The error of a document that was cut off, whatever was missing first.
  fileprivate func atTheEnd(isEmpty: Bool) -> JSONError {
    JSONError(message: isEmpty ? "the document is empty" : "the document ends in the middle", offset: offset)
  }
}

private struct JSONParser {
  let bytes: [UInt8]
  var offset = 0
  var depth = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONError) -> JSON {
    skipBlanks()
    let value = try value()
    skipBlanks()
    guard offset == bytes.count else { throw fail("text behind the end of the document") }
    return value
  }

  func isBlank(from start: Int) -> Bool {
    bytes[start...].allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
  }

  /// Whether nothing but blanks, or the beginning of a word, is left where reading failed.
  func endsEarly(_ error: JSONError) -> Bool {
    if isBlank(from: error.offset) { return true }
    let rest = bytes[error.offset...]
    return ["true", "false", "null"].contains { rest.count < $0.utf8.count && $0.utf8.starts(with: rest) }
  }

  func fail(_ message: String) -> JSONError { JSONError(message: message, offset: offset) }

  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
  }

  mutating func value() throws(JSONError) -> JSON {
    switch next {
    case nil: throw fail("unexpected end of the document")
    case UInt8(ascii: "{"): return try nested { (parser) throws(JSONError) in try parser.object() }
    case UInt8(ascii: "["): return try nested { (parser) throws(JSONError) in try parser.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  mutating func nested(_ read: (inout Self) throws(JSONError) -> JSON) throws(JSONError) -> JSON {
    depth += 1
    guard depth <= 512 else { throw fail("more than 512 levels") }
    defer { depth -= 1 }
    return try read(&self)
  }

  mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    let end = offset + word.utf8CodeUnitCount
    guard end <= bytes.count, word.withUTF8Buffer({ bytes[offset..<end].elementsEqual($0) }) else {
      throw fail("unexpected word")
    }
    offset = end
    return value
  }

  mutating func object() throws(JSONError) -> JSON {
    var members: OrderedDictionary<String, JSON> = [:]
    offset += 1
    skipBlanks()
    if next == UInt8(ascii: "}") {
      offset += 1
      return .object(members)
    }
    while true {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw fail("a key in quotes is missing") }
      let key = try string()
      skipBlanks()
      guard next == UInt8(ascii: ":") else { throw fail("':' is missing") }
      offset += 1
      skipBlanks()
      members[key] = try value()
      skipBlanks()
      switch next {
      case UInt8(ascii: ","): offset += 1
      case UInt8(ascii: "}"):
        offset += 1
        return .object(members)
      default: throw fail("',' or '}' is missing")
      }
    }
  }

  mutating func array() throws(JSONError) -> JSON {
    var elements: [JSON] = []
    offset += 1
    skipBlanks()
    if next == UInt8(ascii: "]") {
      offset += 1
      return .array(elements)
    }
    while true {
      skipBlanks()
      elements.append(try value())
      skipBlanks()
      switch next {
      case UInt8(ascii: ","): offset += 1
      case UInt8(ascii: "]"):
        offset += 1
        return .array(elements)
      default: throw fail("',' or ']' is missing")
      }
    }
  }

  mutating func string() throws(JSONError) -> String {
    offset += 1
    var start = offset
    var text = ""
    while true {
      guard let byte = next else { throw fail("text without its closing quote") }
      switch byte {
      case UInt8(ascii: "\""):
        text += try utf8(start..<offset)
        offset += 1
        return text
      case UInt8(ascii: "\\"):
        text += try utf8(start..<offset)
        offset += 1
        text.unicodeScalars.append(try escape())
        start = offset
      case 0..<0x20: throw fail("a control character in text")
      default: offset += 1
      }
    }
  }

  func utf8(_ range: Range<Int>) throws(JSONError) -> String {
    guard let text = String(validating: bytes[range], as: UTF8.self) else {
      throw JSONError(message: "text is not UTF-8", offset: range.lowerBound)
    }
    return text
  }

  mutating func escape() throws(JSONError) -> Unicode.Scalar {
    do throws(JSONEscapeError) { return try Unicode.Scalar(jsonEscapeIn: bytes[...], at: &offset) } catch {
      throw fail(error == .unexpectedEnd ? "unexpected end of the document" : error.rawValue)
    }
  }

  mutating func number() throws(JSONError) -> JSON {
    let start = offset
    var isInteger = true
    if next == UInt8(ascii: "-") { offset += 1 }
    let leadingZero = next == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0, !(leadingZero && whole > 1) else {
      offset = start
      throw fail(whole > 0 ? "a number with a leading zero" : "unexpected character")
    }
    if next == UInt8(ascii: ".") {
      isInteger = false
      offset += 1
      guard digits() > 0 else { throw fail("digits are missing behind '.'") }
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      isInteger = false
      offset += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
      guard digits() > 0 else { throw fail("digits are missing in the exponent") }
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    if isInteger { return Int64(text).map(JSON.integer) ?? .digits(text) }
    guard let double = Double(text), double.isFinite else { return .digits(text) }
    return .float(double)
  }

  mutating func digits() -> Int {
    let start = offset
    while let byte = next, (0x30...0x39).contains(byte) { offset += 1 }
    return offset - start
  }
}
