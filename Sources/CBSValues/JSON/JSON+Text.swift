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
    var writer = JSONWriter(indentation: "  ")
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

private struct JSONWriter {
  let indentation: String?
  var text = ""

  init(indentation: String?) { self.indentation = indentation }

  mutating func write(_ value: JSON, level: Int) {
    switch value {
    case .null: text += "null"
    case .boolean(let flag): text += flag ? "true" : "false"
    case .integer(let number): text += String(number)
    case .float(let number): text += Self.shortest(number)
    case .digits(let digits): text += digits
    case .string(let string): writeQuoted(string)
    case .array(let elements):
      writeList(elements, open: "[", close: "]", level: level) { writer, element in
        writer.write(element, level: level + 1)
      }
    case .object(let members):
      writeList(members.elements, open: "{", close: "}", level: level) { writer, member in
        writer.writeQuoted(member.key)
        writer.text += writer.indentation == nil ? ":" : ": "
        writer.write(member.value, level: level + 1)
      }
    }
  }

  mutating func writeList<Elements: Collection>(
    _ elements: Elements, open: String, close: String, level: Int,
    _ writeElement: (inout Self, Elements.Element) -> Void
  ) {
    text += open
    var isFirst = true
    for element in elements {
      if !isFirst { text += "," }
      isFirst = false
      breakLine(level: level + 1)
      writeElement(&self, element)
    }
    if !isFirst { breakLine(level: level) }
    text += close
  }

  mutating func breakLine(level: Int) {
    guard let indentation else { return }
    text += "\n" + String(repeating: indentation, count: level)
  }

  mutating func writeQuoted(_ string: String) {
    text += "\""
    text += string.jsonEscaped
    text += "\""
  }

  /// Shortest form that reads back as the same double; JSON has no infinities, they become null.
  static func shortest(_ number: Double) -> String {
    number.isFinite ? String(number) : "null"
  }
}
