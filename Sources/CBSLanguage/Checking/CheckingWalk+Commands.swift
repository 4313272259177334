import CBSDiagnostics

extension CheckingWalk {
  /// Checks a pipeline and gives the fields of what comes out of it, where they are sure.
  mutating func check(_ pipeline: Pipeline) -> [Signature.FieldShape]? {
    var fields = check(pipeline.command, position: .head)
    for stage in pipeline.stages {
      switch stage.kind {
      case .row(let row, let expression):
        checkElement(expression, of: fields)
        if row != .filter { fields = nil }
      case .sort(let key, _): checkElement(key, of: fields)
      case .each(let block):
        let outer = element
        element = Element(fields)
        checkLoop(block)
        element = outer
        fields = nil
      case .command(let command):
        let answer = check(command, position: .stage)
        fields = narrowed(fields, by: command) ?? answer
      }
    }
    return fields
  }

  /// Checks a command and gives the fields of its answer, where they are sure.
  mutating func check(_ command: Command, position: Binding.Position) -> [Signature.FieldShape]? {
    for argument in command.arguments {
      switch argument {
      case .word(let word):
        check(word)
        if position == .head { checkElementWord(word) }
      case .flag(_, let value): if let value { check(value) }
      }
    }
    switch Binding.bind(command, in: table, position: position) {
    case .failure(let unknown):
      if !isDefinition(command.head.text) { report(hinted(unknown.diagnostic, command)) }
      return nil
    case .success(let binding):
      for diagnostic in binding.diagnostics { report(diagnostic) }
      return binding.sureFields
    }
  }

  /// Reports `.status` as a bare word where `.status` is a field everywhere else.
  private mutating func checkElementWord(_ word: Word) {
    if case .none = element { return }
    guard case .bare(let text) = word.kind, text.count > 1 else { return }
    let names = text.split(separator: ".", omittingEmptySubsequences: false)
    guard names.count > 1, names[0].isEmpty, names.dropFirst().allSatisfy({ $0.first?.isLetter == true }),
      text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." })
    else { return }
    report(.elementAsText(text, at: word.span))
  }

  /// The fields of what comes out, without walking into it a second time.
  func fields(of value: Rhs) -> [Signature.FieldShape]? {
    guard case .pipeline(let pipeline, let isTried) = value else { return nil }
    guard case .success(let binding) = Binding.bind(pipeline.command, in: table) else { return nil }
    var fields = binding.sureFields
    for stage in pipeline.stages {
      switch stage.kind {
      case .row(.filter, _), .sort: break
      case .row, .each: fields = nil
      case .command(let command): fields = narrowed(fields, by: command)
      }
    }
    guard isTried else { return fields }
    return [.init("ok"), .init("value", fields: fields), .init("error")]
  }

  /// What `first`, `last` and `select` let through; nil behind other commands.
  private func narrowed(_ fields: [Signature.FieldShape]?, by command: Command) -> [Signature.FieldShape]? {
    guard let fields else { return nil }
    switch command.head.text {
    case "first", "last": return fields
    case "select":
      var kept: [Signature.FieldShape] = []
      for argument in command.arguments {
        guard case .word(let word) = argument, let text = word.knownText,
          let shape = fields.first(where: { $0.name == text })
        else { return nil }
        kept.append(shape)
      }
      return kept
    default: return nil
    }
  }

  /// A command that is unknown but names a variable or a function: says how those are written.
  private func hinted(_ diagnostic: Diagnostic, _ command: Command) -> Diagnostic {
    var diagnostic = diagnostic
    let head = command.head.text
    // `e.message` is a word of its own, so the variable before the first dot is looked for as well.
    if variable(String(head.prefix { $0 != "." })) != nil {
      diagnostic.hint = "did you mean '$\(head)'?"
    } else if let function = functions[head] {
      diagnostic.hint = "'\(head)' is a function: \(function.usage)"
    }
    return diagnostic
  }
}

extension Binding {
  /// The fields of the answer; not sure where a flag asks for another answer.
  fileprivate var sureFields: [Signature.FieldShape]? {
    let changing: Set<String> = ["dry-run", "format", "raw"]
    return arguments.contains { changing.contains($0.parameter) } ? nil : signature.fields
  }
}
