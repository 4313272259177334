package import CBSValues


/// A value that is JSON of a certain form: a line writes it as JSON text, a script gives it as a value.
package protocol JSONFieldValue: FieldValue {}

extension JSONFieldValue {
  package static var kind: ValueKind { .json }

  package init(argument: String, in context: ArgumentContext) throws(ArgumentMismatch) {
    try self.init(given: try JSON(argument: argument, in: context))
  }

  package init(values: [JSON], in context: ArgumentContext) throws(ArgumentMismatch) {
    try self.init(given: try JSON(values: values, in: context))
  }

  private init(given: JSON) throws(ArgumentMismatch) {
    do throws(WireMismatch) { try self.init(wire: given) } catch {
      throw ArgumentMismatch(given.argumentText, is: Self.kind, rule: error.description)
    }
  }
}
