/// What a command was given, read once: each parameter's content is of the type that its declaration names.
package struct Arguments: Sendable {
  /// What was given for one parameter.
  package struct Given: Sendable {
    package let elements: [any Argument]
    /// What they make together: what the command reads.
    package let content: any ParameterValue

    package init(_ elements: [any Argument], of parameter: AnyParameter) throws(ArgumentMismatch) {
      self.elements = elements
      content = try parameter.assemble(elements)
    }
  }

  private var given: [String: Given] = [:]

  package init() {}

  package mutating func set(_ parameter: AnyParameter, to given: Given) { self.given[parameter.name] = given }

  /// Whether anything was given for it.
  package func has(_ parameter: some ParameterDeclaration) -> Bool { given[parameter.erased.name] != nil }

  /// The arguments as they were read, in order.
  package func elements(of parameter: some ParameterDeclaration) -> [any Argument] {
    given[parameter.erased.name]?.elements ?? []
  }

  /// What the parameter holds: nil or an empty list where it may be left out and was.
  ///
  /// - Precondition: one that must be given was given: binding has seen to it.
  package subscript<Content: ParameterValue>(parameter: Parameter<Content>) -> Content {
    if let content = given[parameter.erased.name]?.content as? Content { return content }
    guard let content = try? Content(elements: []) else {
      preconditionFailure("the signature does not require '\(parameter.erased.name)'")
    }
    return content
  }

  /// Whether a switch was given.
  package subscript(parameter: Switch) -> Bool { given[parameter.erased.name] != nil }
}
