package import CBSValues


/// What inference calls a model: a public model's name or an endpoint's id.
package struct ModelID: FieldValue, CustomStringConvertible {
  package static var kind: ValueKind { .model }
  package static let pattern = "^[^\\s/.][^\\s]{0,255}$"

  package let text: String

  /// At most 256 bytes without blanks or control characters. A leading dot or slash is refused, because a path segment
  /// of dots means another path.
  package init?(_ text: String) {
    guard (1...256).contains(text.utf8.count), let first = text.first, first != ".", first != "/",
      text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F && !$0.properties.isWhitespace })
    else { return nil }
    self.text = text
  }

  package init(wire: JSON) throws(WireMismatch) {
    guard let model = ModelID(try String(wire: wire)) else { throw WireMismatch(.pattern(Self.pattern)) }
    self = model
  }

  package var wire: JSON { .string(text) }

  package init(argument: String, in context: ArgumentContext) throws(ArgumentMismatch) {
    guard let model = ModelID(argument) else {
      throw ArgumentMismatch(
        argument, is: Self.kind, rule: "1 to 256 characters without blanks, the first neither '.' nor '/'")
    }
    self = model
  }

  /// Of an endpoint or model record, its id counts.
  package init(values: [JSON], in context: ArgumentContext) throws(ArgumentMismatch) {
    guard values.count == 1, let value = values.first else {
      throw ArgumentMismatch(values.last?.argumentText ?? "", is: Self.kind, rule: "it is given twice")
    }
    try self.init(scalar: value["endpoint"] ?? value["id"] ?? value, in: context)
  }

  package var description: String { text }
}
