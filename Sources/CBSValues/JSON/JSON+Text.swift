import CBSText
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

  /// Copies what needs no escape as it is.
  private mutating func writeQuoted(_ string: String) {
    bytes.append(UInt8(ascii: "\""))
    let isPlain = string.utf8.withContiguousStorageIfAvailable { text in
      guard text.allSatisfy(Self.isPlain) else { return false }
      bytes.append(contentsOf: text)
      return true
    }
    if isPlain != true { bytes.append(contentsOf: string.jsonEscaped.utf8) }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  /// Shortest form that reads back as the same double; JSON has no infinities, they become null.
  static func shortest(_ number: Double) -> String {
    number.isFinite ? String(number) : "null"
  }
}
