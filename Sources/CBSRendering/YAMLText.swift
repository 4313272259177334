import CBSValues
import OrderedCollections

/// A JSON value as a YAML 1.2 document in block style.
struct YAMLText {
  private(set) var text = ""

  init(_ value: JSON) {
    switch value {
    case .array(let elements) where !elements.isEmpty: write(elements, indentation: 0)
    case .object(let members) where !members.isEmpty: write(Array(members.elements), indentation: 0)
    case .null, .boolean, .integer, .float, .digits, .string, .array, .object: text = scalar(value) + "\n"
    }
  }

  private mutating func write(_ elements: [JSON], indentation: Int) {
    for element in elements {
      text += String(repeating: " ", count: indentation) + "-"
      writeNested(element, indentation: indentation + 2, isInline: true)
    }
  }

  private mutating func write(_ members: [(key: String, value: JSON)], indentation: Int, isFirstInline: Bool = false) {
    for (index, member) in members.enumerated() {
      if index > 0 || !isFirstInline { text += String(repeating: " ", count: indentation) }
      text += scalar(.string(member.key)) + ":"
      writeNested(member.value, indentation: indentation + 2, isInline: false)
    }
  }

  /// What stands behind `-` or `key:`; the members of an object begin on the line of their `-`.
  private mutating func writeNested(_ value: JSON, indentation: Int, isInline: Bool) {
    switch value {
    case .object(let members) where !members.isEmpty:
      text += isInline ? " " : "\n"
      write(Array(members.elements), indentation: indentation, isFirstInline: isInline)
    case .array(let elements) where !elements.isEmpty:
      text += "\n"
      write(elements, indentation: indentation)
    case .null, .boolean, .integer, .float, .digits, .string, .array, .object: text += " " + scalar(value) + "\n"
    }
  }

  /// A text stands without quotes only where no reader can take it for anything else.
  private func scalar(_ value: JSON) -> String {
    guard let string = value.string else { return value.text }
    let isPlain =
      string.utf8.first.map { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A } == true
      && string.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x2F: true
        default: false
        }
      }
      && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(string.lowercased())
    return isPlain ? string : value.text
  }
}
