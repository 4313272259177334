/// What a command was given, read once: each parameter's content is of the type that its declaration names.
package struct Arguments: Sendable {
  /// What was given for one parameter.
  package struct Given: Sendable {
    /// What the arguments make together: what the command reads.
    package let content: any ParameterValue

    /// - Throws: an `ArgumentMismatch` where the arguments do not go together.
    package init(_ arguments: [any Argument], of parameter: AnyParameter) throws(ArgumentMismatch) {
      content = try parameter.assemble(arguments)
    }
  }

  private var given: [String: Given] = [:]

  package init() {}

  /// What each parameter holds that was given, by name.
  package var contents: [String: any ParameterValue] { given.mapValues(\.content) }

  /// Notes what was given for a parameter, in place of what was noted before.
  package mutating func set(_ parameter: AnyParameter, to given: Given) { self.given[parameter.name] = given }

  /// Whether anything was given for it.
  package func has(_ parameter: some ParameterDeclaration) -> Bool { given[parameter.erased.name] != nil }

  /// What a parameter holds, whatever it is; nil where nothing was given.
  package func content(of parameter: AnyParameter) -> (any ParameterValue)? { given[parameter.name]?.content }

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
