import CBSDiagnostics
package import CBSValues

extension Signature {
  /// The command that a `def` makes: its parameters are positionals, all of them required.
  ///
  /// A parameter whose type is unknown takes anything; the checker says what is wrong with it.
  package init(defining name: Name, _ parameters: [DefinitionParameter]) {
    self.init(
      name.text, "Made by a 'def' of the script.",
      takes: parameters.map { parameter in
        AnyParameter(parameter.name.text, parameter.parameterType, "A parameter of the 'def'.")
      }, effect: .none)
  }
}

extension DefinitionParameter {
  /// What it takes, from the type that it names; anything where it names none.
  var kind: ParameterType.Kind { type.flatMap { ParameterType.Kind(name: $0.text) } ?? .any }

  fileprivate var parameterType: ParameterType { ParameterType(kind.rawValue.uppercased(), kind) }
}

extension CommandTable {
  /// The table with further commands; one that has the name of another stands before it.
  package func adding(_ signatures: [Signature]) -> CommandTable {
    guard !signatures.isEmpty else { return self }
    return CommandTable(signatures + names.compactMap { self[$0] })
  }
}

extension Script {
  /// What its `def`s make, in the order of the text; of several with one name the first.
  var definitions: [(signature: Signature, name: Name)] {
    var names: Set<String> = []
    return statements.compactMap { statement in
      guard case .definition(let name, let parameters, _) = statement.kind, names.insert(name.text).inserted else {
        return nil
      }
      return (Signature(defining: name, parameters), name)
    }
  }
}
