import OrderedCollections

extension JSON {
  /// The shortest text of the value: no blanks, members in order, floats in shortest form.
  package var text: String {
    var writer = JSONWriter(indentation: nil)
    writer.write(self, level: 0)
    return writer.text
  }

  /// The value over several lines, two blanks a level, for people.
  package var indentedText: String {
    var writer = JSONWriter(indentation: 2)
    writer.write(self, level: 0)
    return writer.text
  }

  /// The value with members sorted by key at every level: equal meaning gives equal text.
  package var canonical: JSON {
    switch self {
    case .object(let members):
      .object(.init(uniqueKeysWithValues: members.keys.sorted().map { ($0, (members[$0] ?? .null).canonical) }))
    case .array(let elements): .array(elements.map(\.canonical))
    case .null, .boolean, .integer, .float, .digits, .string: self
    }
  }

  /// `text` as a JSON string with its quotes.
  package static func quoted(_ text: String) -> String { JSON.string(text).text }
}

/// Writes values as UTF-8 into one buffer.
private struct JSONWriter {
  /// Spaces a level; nil for everything on one line.
  let indentation: Int?
  private(set) var bytes: [UInt8] = []

  init(indentation: Int?) { self.indentation = indentation }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func write(_ value: JSON, level: Int) {
    switch value {
    case .null: write("null")
    case .boolean(let flag): write(flag ? "true" : "false")
    case .integer(let number): write(String(number))
    case .float(let number): write(Self.shortest(number))
    case .digits(let digits): write(digits)
    case .string(let string): writeQuoted(string)
    case .array(let elements):
      writeList(elements, open: "[", close: "]", level: level) { writer, element in
        writer.write(element, level: level + 1)
      }
    case .object(let members):
      writeList(members.elements, open: "{", close: "}", level: level) { writer, member in
        writer.writeQuoted(member.key)
        writer.write(writer.indentation == nil ? ":" : ": ")
        writer.write(member.value, level: level + 1)
      }
    }
  }

  private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func writeList<Elements: Collection>(
    _ elements: Elements, open: String, close: String, level: Int,
    _ writeElement: (inout Self, Elements.Element) -> Void
  ) {
    write(open)
    var isFirst = true
    for element in elements {
      if !isFirst { write(",") }
      isFirst = false
      breakLine(level: level + 1)
      writeElement(&self, element)
    }
    if !isFirst { breakLine(level: level) }
    write(close)
  }

  private mutating func breakLine(level: Int) {
    guard let indentation else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation * level))
  }

  /// Copies what needs no escape in runs.
  private mutating func writeQuoted(_ string: String) {
    bytes.append(UInt8(ascii: "\""))
    var string = string
    string.withUTF8 { text in
      var start = 0
      for index in text.indices where !Self.isPlain(text[index]) {
        guard let (escape, length) = Self.escape(at: index, of: text) else { continue }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
        bytes.append(contentsOf: escape.utf8)
        start = index + length
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  /// What is written in place of the character that begins at `index`, and its bytes; nil where it is itself.
  ///
  /// Escaped are what JSON wants, DEL, and the separators U+2028 and U+2029, which end lines in some readers.
  private static func escape(
    at index: Int, of text: UnsafeBufferPointer<UInt8>
  ) -> (escape: String, length: Int)? {
    switch text[index] {
    case UInt8(ascii: "\""): ("\\\"", 1)
    case UInt8(ascii: "\\"): ("\\\\", 1)
    case UInt8(ascii: "\n"): ("\\n", 1)
    case UInt8(ascii: "\r"): ("\\r", 1)
    case UInt8(ascii: "\t"): ("\\t", 1)
    case let byte where byte < 0x20 || byte == 0x7F: ((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16), 1)
    case 0xE2 where text[index + 1] == 0x80 && text[index + 2] & 0xFE == 0xA8:
      (text[index + 2] == 0xA8 ? "\\u2028" : "\\u2029", 3)
    default: nil
    }
  }

  /// Shortest form that reads back as the same double; JSON has no infinities, they become null.
  static func shortest(_ number: Double) -> String {
    number.isFinite ? String(number) : "null"
  }
}
