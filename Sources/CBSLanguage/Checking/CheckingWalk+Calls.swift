import CBSDiagnostics
import CBSValues

extension CheckingWalk {
  /// Checks a call of a function or a `def` and gives what comes of it.
  mutating func checkCall(_ name: Name, _ arguments: [Expression], at span: Span) -> ValueType {
    if let function = functions[name.text], !misplacedDefinitions.contains(name.text) {
      return checkCall(of: function, name, arguments)
    }
    if let definition = definitions[name.text] { return checkCall(of: definition, name, arguments) }
    for argument in arguments { _ = check(argument) }
    if !isPartial, !misplacedDefinitions.contains(name.text) {
      report(.unknownFunction(name, hint: mayHint() ? hint(forFunction: name.text) : nil))
    }
    return .any
  }

  private func hint(forFunction name: String) -> String? {
    if let replacement = otherNames[name] { return "write \(replacement)" }
    let known = (Array(functions.keys) + Array(definitions.keys)).sorted()
    if let near = name.nearest(among: known) { return "did you mean '\(near)(…)'?" }
    return table.match([name]).map { "'\(name)' is a command: (\($0.signature.usage))" }
  }

  private mutating func checkCall(
    of function: FunctionSignature, _ name: Name, _ arguments: [Expression]
  ) -> ValueType {
    let fits = function.arity.contains(arguments.count)
    if !fits { report(.argumentCount(function, given: arguments.count, at: name.span)) }
    var types: [ValueType] = []
    for (index, argument) in arguments.enumerated() {
      let type = check(argument).type
      types.append(type)
      let parameter = index < function.parameters.count ? function.parameters[index] : function.parameters.last
      if fits, let parameter, type.isRefused(by: parameter.type) {
        reportType(.wrongArgument(type, for: parameter.type, of: name.text, at: argument.span))
      }
    }
    return function.result(of: types)
  }

  private mutating func checkCall(of definition: Definition, _ name: Name, _ arguments: [Expression]) -> ValueType {
    noteCall(of: name.text, at: name.span)
    let positionals = definition.signature.positionals
    let fits = positionals.count == arguments.count
    if !fits { report(.argumentCount(definition, given: arguments.count, at: name.span)) }
    for (index, argument) in arguments.enumerated() {
      let known = check(argument)
      guard fits else { continue }
      if isRefused(known.type, by: positionals[index], of: definition.signature) {
        reportType(.wrongKind(known.type, for: positionals[index], at: argument.span))
      } else {
        judge(known, for: positionals[index], at: argument.span)
      }
    }
    return definition.returns
  }

  /// Judges a value that is the same in every run by the rule of the parameter it is for.
  mutating func judge(_ known: Known, for parameter: AnyParameter, at span: Span) {
    let value: Value
    switch known.constant {
    case .text(let known): value = .string(known)
    case .literal(.integer(let number)) where [.string, .reference].contains(parameter.type.kind):
      value = .string(String(number))
    case .literal, nil: return
    }
    do { _ = try parameter.read(value) } catch {
      reportType(.badArgument(error, for: parameter.type, at: span))
    }
  }
}

extension FunctionSignature {
  /// The type of a call's result, as far as its arguments determine it.
  fileprivate func result(of arguments: [ValueType]) -> ValueType {
    if preserves.contains(.type), let first = arguments.first {
      switch first {
      case .list, .string: return first
      case .any, .null, .boolean, .integer, .number, .duration, .size, .time, .secret, .record: break
      }
    }
    if preserves.contains(.secrecy), arguments.contains(where: \.holdsSecret) { return .secret }
    guard arguments.contains(where: \.isSecret) else { return returns }
    // What another function makes of a secret is its own affair.
    return .any
  }
}
