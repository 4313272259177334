/// What a command was given, read once: each parameter's content is of the type that its declaration names.
package struct Arguments: Sendable {
  /// What each parameter holds that was given, by name.
  package private(set) var contents: [String: any ParameterValue] = [:]

  package init() {}

  /// Notes what the arguments of a parameter make together, in place of what was noted before.
  ///
  /// - Throws: an `ArgumentMismatch` where they do not go together.
  package mutating func set(_ parameter: AnyParameter, to arguments: [any Argument]) throws(ArgumentMismatch) {
    contents[parameter.name] = try parameter.assemble(arguments)
  }

  /// Whether anything was given for it.
  package func has(_ parameter: some ParameterDeclaration) -> Bool { contents[parameter.erased.name] != nil }

  /// What a parameter holds, whatever it is; nil where nothing was given.
  package func content(of parameter: AnyParameter) -> (any ParameterValue)? { contents[parameter.name] }

  /// What the parameter holds: nil or an empty list where it may be left out and was.
  ///
  /// - Precondition: one that must be given was given: binding has seen to it.
  package subscript<Content: ParameterValue>(parameter: Parameter<Content>) -> Content {
    if let content = contents[parameter.erased.name] as? Content { return content }
    guard let content = try? Content(elements: []) else {
      preconditionFailure("the signature does not require '\(parameter.erased.name)'")
    }
    return content
  }

  /// Whether a switch was given.
  package subscript(parameter: Switch) -> Bool { contents[parameter.erased.name] != nil }
}
