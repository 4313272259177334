import CBSDiagnostics
import CBSValues

extension CheckingWalk {
  /// A `def` whose name means something else.
  struct TakenName {
    let name: String
    /// Whether a command, a function or a stage has it, rather than another `def`.
    let isBuiltin: Bool
    let diagnostic: Diagnostic
  }

  /// The `def`s that take a name which means something else.
  static func takenNames(_ script: Script, _ checker: Checker) -> [TakenName] {
    let names = script.statements.compactMap { statement -> Name? in
      if case .definition(let name, _, _) = statement.kind { name } else { nil }
    }
    guard !names.isEmpty else { return [] }
    let heads = Set(checker.table.names.map { String($0.prefix { $0 != " " }) })
    var first: [String: Span] = [:]
    return names.compactMap { name in
      if let earlier = first[name.text] {
        let found = Diagnostic.definitionTaken(name, by: "another 'def'", at: earlier)
        return TakenName(name: name.text, isBuiltin: false, diagnostic: found)
      }
      first[name.text] = name.span
      let owner: String
      if heads.contains(name.text) {
        owner = "a command"
      } else if checker.functions[name.text] != nil {
        owner = "a function"
      } else if Parser.stageWords.contains(name.text) {
        owner = "a stage"
      } else {
        return nil
      }
      return TakenName(name: name.text, isBuiltin: true, diagnostic: .definitionTaken(name, by: owner))
    }
  }

  /// Checks a `def`: its parameters, and its body with what stands before it in the text.
  mutating func checkDefinition(_ name: Name, _ parameters: [DefinitionParameter], _ body: Block, at span: Span) {
    if depth > 0 {
      report(.nestedDefinition(at: Span(span.lower, span.lower + 3)))
      misplacedDefinitions.insert(name.text)
    }
    let outer = (laneDepth, parallels, element, returned, judgement, breaks, currentDefinition)
    (laneDepth, parallels, element, returned, judgement, breaks) = (0, [], nil, nil, .all, [])
    let isKnown = depth == 0 && definitions[name.text]?.name == name
    currentDefinition = isKnown ? name.text : outer.6 ?? name.text
    let goesOn = inScope { walk in
      if isKnown { walk.definitionBase = walk.variables.count }
      for parameter in parameters {
        var type = ValueType.any
        if let typeName = parameter.type {
          if let known = ParameterType.Kind(name: typeName.text) {
            type = known.typeOfArgument
          } else {
            walk.report(.unknownType(typeName))
          }
        }
        walk.declare(parameter.name, .parameter, Known(type))
      }
      return walk.check(body)
    }
    if isKnown {
      let end: ValueType? = goesOn ? .null : nil
      let all = [returned, end].compactMap(\.self)
      definitions[name.text]?.returns = all.dropFirst().reduce(all.first ?? .any) { $0.joined($1) }.bounded
    }
    (laneDepth, parallels, element, returned, judgement, breaks, currentDefinition) = outer
  }

  /// Checks `return` and keeps what it gives. Gives whether there is a `def` to leave.
  mutating func checkReturn(_ value: Rhs?, at span: Span) -> Bool {
    let word = Span(span.lower, span.lower + 6)
    let isAmiss = currentDefinition == nil || laneDepth > 0
    if isAmiss { report(currentDefinition == nil ? .outsideDefinition(at: word) : .leavesLane("return", at: word)) }
    let type = value.map { check($0).type } ?? .null
    returned = returned.map { $0.joined(type) } ?? type
    return !isAmiss
  }

  // MARK: Calls

  /// Notes that a `def` is called.
  mutating func noteCall(of name: String, at span: Span) {
    if let currentDefinition {
      if currentDefinition != name { definitions[name]?.isUsed = true }
      definitions[currentDefinition]?.calls.insert(name)
    } else {
      definitions[name]?.isUsed = true
      calls.append((name, span, variables.count))
    }
    for index in parallels.indices { parallels[index].noteCall(of: name, at: span) }
  }

  /// Notes that a variable is read or changed, for `def`s and lanes.
  mutating func noteUse(of index: Int, isChange: Bool, at span: Span) {
    if let currentDefinition, index < definitionBase {
      if definitions[currentDefinition]?.uses[index] == nil { definitions[currentDefinition]?.uses[index] = span }
      if isChange { definitions[currentDefinition]?.changes.insert(index) }
    }
    for place in parallels.indices { parallels[place].note(index, isChange: isChange, at: span) }
  }

  /// Reports calls of a `def` that stand before a variable it uses has got its value.
  mutating func checkEarlyCalls() {
    guard !calls.isEmpty else { return }
    var callers: [String: [String]] = [:]
    var latest: [String: Int] = [:]
    var starts: [(index: Int, name: String)] = []
    for (name, definition) in definitions {
      for called in definition.calls { callers[called, default: []].append(name) }
      if let index = definition.uses.keys.max() { starts.append((index, name)) }
    }
    // The latest variables first, so that each 'def' is reached once.
    for (index, name) in starts.sorted(by: { $0.index > $1.index }) {
      var open = [name]
      while let next = open.popLast() {
        guard latest[next] == nil else { continue }
        latest[next] = index
        open += callers[next] ?? []
      }
    }
    for call in calls {
      guard let index = latest[call.name], index >= call.variableCount else { continue }
      report(.calledTooEarly(call.name, missing: variables[index].name, at: call.span))
    }
  }
}

extension ParameterType.Kind {
  /// What a parameter of a `def` holds that is declared with the type. What is read from texts is left open.
  fileprivate var typeOfArgument: ValueType {
    switch self {
    case .time: .any
    case .string, .integer, .number, .boolean, .duration, .size, .uri, .list, .record, .reference, .any: valueType
    }
  }
}
