package import CBSValues


/// A call that is being put together; it becomes a `Call` when nothing required is missing.
package struct Draft<E: Endpoint>: Sendable {
  private(set) var values: [String: any FieldValue] = [:]

  package init() {}

  package subscript<Value>(field: Field<Value>) -> Value? {
    get { values[field.id] as? Value }
    set { values[field.id] = newValue }
  }

  package subscript<Value>(field: OptionalField<Value>) -> Value? {
    get { values[field.id] as? Value }
    set { values[field.id] = newValue }
  }

  /// Sets a field from what a line or a script gave for it: words as JSON text, values of a script as they are.
  package mutating func set(_ field: any AnyField, to given: [JSON], in context: ArgumentContext)
    throws(ArgumentMismatch)
  {
    values[field.id] = try field.read(values: given, in: context)
  }

  package mutating func set(_ field: any AnyField, to value: any FieldValue) { values[field.id] = value }

  package func has(_ field: any AnyField) -> Bool { values[field.id] != nil }

  /// Fills required fields that the line left out with what the session knows.
  package mutating func infer(from context: ArgumentContext) {
    for field in E.fields where field.isRequired && values[field.id] == nil {
      values[field.id] = field.inferred(from: context)
    }
  }

  /// The first required field that is missing, in order.
  package var missing: (any AnyField)? { E.fields.first { $0.isRequired && values[$0.id] == nil } }
}

/// A required field nobody gave.
package struct IncompleteCall: Error, Sendable, Hashable {
  package let command: String
  /// What the line calls it: `arch`, `--org`.
  package let label: String
  package let names: [String]
  package let kind: ValueKind

  package init(command: String, label: String, names: [String], kind: ValueKind) {
    self.command = command
    self.label = label
    self.names = names
    self.kind = kind
  }

  /// Lower case, no full stop.
  package var message: String { "'\(command)' needs \(kind.phrase)" }
}
