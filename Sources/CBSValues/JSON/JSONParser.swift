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

/// The keys of an object, and where they are written, with their quotes.
private struct KnownKeys {
  var names: ContiguousArray<String> = []
  var places: ContiguousArray<Range<Int>> = []

  func prefix(_ count: Int) -> KnownKeys {
    count == names.count ? self : KnownKeys(names: .init(names.prefix(count)), places: .init(places.prefix(count)))
  }
}

private struct JSONParser {
  let bytes: [UInt8]
  var offset = 0
  var depth = 0
  /// For each depth the keys of the last object there.
  var knownKeys: [KnownKeys] = []

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONError) -> JSON {
    skipBlanks()
    let value = try value()
    skipBlanks()
    guard offset == bytes.count else { throw fail("text after the end of the document") }
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

  /// As long as its keys are those of the object before it at this depth, as in a list of records, it takes them over:
  /// no key is read twice, and all these objects share the memory of their keys.
  mutating func object() throws(JSONError) -> JSON {
    offset += 1
    skipBlanks()
    if next == UInt8(ascii: "}") {
      offset += 1
      return .object([:])
    }
    let known = depth < knownKeys.count ? knownKeys[depth] : KnownKeys()
    var values: ContiguousArray<JSON> = []
    values.reserveCapacity(known.names.count)
    while values.count < known.names.count, repeats(known.places[values.count]) {
      values.append(try member())
      guard try isOver(UInt8(ascii: "}")) else { continue }
      let keys = known.prefix(values.count)
      knownKeys[depth] = keys
      return .object(.init(uncheckedUniqueKeys: keys.names, values: values))
    }
    var keys = known.prefix(values.count)
    var members = OrderedDictionary(uncheckedUniqueKeys: keys.names, values: values)
    repeat {
      guard next == UInt8(ascii: "\"") else { throw fail("a key in quotes is missing") }
      let start = offset
      let key = try string()
      keys.places.append(start..<offset)
      members[key] = try member()
    } while try !isOver(UInt8(ascii: "}"))
    keys.names = ContiguousArray(members.keys.elements)
    while knownKeys.count <= depth { knownKeys.append(KnownKeys()) }
    // Where a key came twice there are fewer names than places.
    knownKeys[depth] = keys.names.count == keys.places.count ? keys : KnownKeys()
    return .object(members)
  }

  /// Moves past the bytes of `place`, where they come once more.
  mutating func repeats(_ place: Range<Int>) -> Bool {
    guard place.count <= bytes.count - offset else { return false }
    for distance in 0..<place.count where bytes[place.lowerBound + distance] != bytes[offset + distance] {
      return false
    }
    offset += place.count
    return true
  }

  /// What follows a key.
  mutating func member() throws(JSONError) -> JSON {
    skipBlanks()
    guard next == UInt8(ascii: ":") else { throw fail("':' is missing") }
    offset += 1
    skipBlanks()
    return try value()
  }

  /// Moves past what follows a member or an element: whether it is `bracket`, which ends the list of them.
  mutating func isOver(_ bracket: UInt8) throws(JSONError) -> Bool {
    skipBlanks()
    guard let byte = next, byte == bracket || byte == UInt8(ascii: ",") else {
      throw fail("',' or '\(Unicode.Scalar(bracket))' is missing")
    }
    offset += 1
    if byte == bracket { return true }
    skipBlanks()
    return false
  }

  mutating func array() throws(JSONError) -> JSON {
    offset += 1
    skipBlanks()
    if next == UInt8(ascii: "]") {
      offset += 1
      return .array([])
    }
    var elements: [JSON] = []
    repeat { elements.append(try value()) } while try !isOver(UInt8(ascii: "]"))
    return .array(elements)
  }

  mutating func string() throws(JSONError) -> String {
    offset += 1
    var text = ""
    while true {
      let piece = try plainText()
      let isEnd = next == UInt8(ascii: "\"")
      offset += 1
      if isEnd { return text.isEmpty ? piece : text + piece }
      text += piece
      text.unicodeScalars.append(try escape())
    }
  }

  /// The text up to the closing quote or an escape.
  mutating func plainText() throws(JSONError) -> String {
    let start = offset
    var bits: UInt8 = 0
    while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
      bits |= byte
      offset += 1
    }
    guard let last = next, last >= 0x20 else {
      throw fail(next == nil ? "text without its closing quote" : "a control character in text")
    }
    let end = offset
    let text = bytes.withUnsafeBufferPointer { bytes in
      let piece = UnsafeBufferPointer(rebasing: bytes[start..<end])
      // ASCII needs no check, and most texts are ASCII.
      return bits < 0x80 ? String(decoding: piece, as: UTF8.self) : String(validating: piece, as: UTF8.self)
    }
    guard let text else { throw JSONError(message: "text is not UTF-8", offset: start) }
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
      guard digits() > 0 else { throw fail("digits are missing after '.'") }
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      isInteger = false
      offset += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
      guard digits() > 0 else { throw fail("digits are missing in the exponent") }
    }
    // Eighteen digits and a sign fit into any Int64.
    if isInteger, whole <= 18 { return .integer(smallInteger(start..<offset)) }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    if isInteger { return Int64(text).map(JSON.integer) ?? .digits(text) }
    guard let double = Double(text), double.isFinite else { return .digits(text) }
    return .float(double)
  }

  func smallInteger(_ range: Range<Int>) -> Int64 {
    let isNegative = bytes[range.lowerBound] == UInt8(ascii: "-")
    var number: Int64 = 0
    for byte in bytes[range].dropFirst(isNegative ? 1 : 0) { number = number * 10 + Int64(byte - 0x30) }
    return isNegative ? -number : number
  }

  mutating func digits() -> Int {
    let start = offset
    while let byte = next, (0x30...0x39).contains(byte) { offset += 1 }
    return offset - start
  }
}
