package import CBSValues

/// A request to one endpoint with every required field.
package struct Call<E: Endpoint>: Sendable, Equatable {
  private let values: [String: any WireValue]

  package init(_ draft: Draft<E>) throws(IncompleteCall) {
    var draft = draft
    E.complete(&draft)
    if let field = draft.missing { throw IncompleteCall(command: E.signature.name, field) }
    values = draft.values
  }

  /// Makes the call in place: `try Call<GetVersion> { $0[GetVersion.version] = name }`.
  package init(_ fill: (inout Draft<E>) -> Void) throws(IncompleteCall) {
    var draft = Draft<E>()
    fill(&draft)
    try self.init(draft)
  }

  /// As above, with what `context` knows of the fields that are left.
  package init(in context: ArgumentContext, _ fill: (inout Draft<E>) -> Void) throws(IncompleteCall) {
    var draft = Draft<E>()
    fill(&draft)
    draft.infer(from: context)
    try self.init(draft)
  }

  /// What is sent of a parameter: nil where it may be left out and was, nothing of one that may be repeated.
  ///
  /// - Precondition: `parameter` is one of `E`'s.
  package subscript<Content: WireContent>(parameter: Parameter<Content>) -> Content.Sent {
    guard let sent = Content.sent(values[parameter.erased.name] as? Content.Wire) else {
      preconditionFailure("'\(E.signature.name)' declares no required field '\(parameter.erased.name)'")
    }
    return sent
  }

  /// Whether a switch is sent as true.
  package subscript(parameter: Switch) -> Bool { values[parameter.erased.name] as? Bool ?? false }

  /// The value of any field of the endpoint, nil where it is left out.
  package func value(of field: WireField) -> (any WireValue)? { values[field.id] }

  /// The same call with a parameter set, or left out.
  package func with<Content: WireContent & Argument>(_ parameter: Parameter<Content?>, _ value: Content.Wire?) -> Self {
    var values = values
    values[parameter.erased.name] = value
    return Self(values: values)
  }

  private init(values: [String: any WireValue]) { self.values = values }

  /// Whether both send the same; what only the line knows does not count.
  package static func == (left: Self, right: Self) -> Bool {
    E.wire.fields.allSatisfy { $0.place == .line || left.values[$0.id]?.wire == right.values[$0.id]?.wire }
  }
}
