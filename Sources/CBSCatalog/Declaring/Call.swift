import CBSValues


/// A request to one endpoint with every required field.
package struct Call<E: Endpoint>: Sendable, Equatable {
  private let values: [String: any FieldValue]

  package init(_ draft: Draft<E>) throws(IncompleteCall) {
    var draft = draft
    E.complete(&draft)
    if let field = draft.missing {
      throw IncompleteCall(command: E.command, label: field.label, names: field.names, kind: field.kind)
    }
    values = draft.values
  }

  /// Makes the call in place: `try Call<GetVersion> { $0[GetVersion.version] = name }`.
  package init(_ fill: (inout Draft<E>) -> Void) throws(IncompleteCall) {
    var draft = Draft<E>()
    fill(&draft)
    try self.init(draft)
  }

  /// - Precondition: `field` is one of `E.fields`.
  package subscript<Value>(field: Field<Value>) -> Value {
    guard let value = values[field.id] as? Value else {
      preconditionFailure("'\(E.command)' declares no required field '\(field.id)'")
    }
    return value
  }

  package subscript<Value>(field: OptionalField<Value>) -> Value? { values[field.id] as? Value }

  /// The value of any field of the endpoint, nil where it is left out.
  package func value(of field: any AnyField) -> (any FieldValue)? { values[field.id] }

  /// The same call with `field` set, or left out.
  package func with<Value>(_ field: OptionalField<Value>, _ value: Value?) -> Self {
    var values = values
    values[field.id] = value
    return Self(values: values)
  }

  private init(values: [String: any FieldValue]) { self.values = values }

  /// Whether both send the same; what only the line knows does not count.
  package static func == (left: Self, right: Self) -> Bool {
    E.fields.allSatisfy { $0.place == .line || left.values[$0.id]?.wire == right.values[$0.id]?.wire }
  }
}
