extension Signature {
  /// The command that a `def` makes: its parameters are positionals, all of them required.
  ///
  /// A parameter whose type is unknown takes anything; the checker says what is wrong with it.
  package init(defining name: Name, _ parameters: [Parameter]) {
    self.init(
      name.text, "Made by a 'def' of the script.", effect: .none,
      positionals: parameters.map { parameter in
        let type = parameter.type.flatMap { ValueType(name: $0.text) } ?? .any
        return Positional(parameter.name.text, ParameterType(type), "A parameter of the 'def'.")
      })
  }
}

extension ParameterType {
  /// What a parameter of a `def` takes. Values that no single word holds are checked by the `def` itself.
  package init(_ type: ValueType) {
    self.init(type.rawValue.uppercased(), type.kind ?? .any)
  }
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
  var definitions: [(signature: Signature, name: Name, parameters: [Parameter])] {
    var names: Set<String> = []
    return statements.compactMap { statement in
      guard case .definition(let name, let parameters, _) = statement.kind, names.insert(name.text).inserted else {
        return nil
      }
      return (Signature(defining: name, parameters), name, parameters)
    }
  }
}
