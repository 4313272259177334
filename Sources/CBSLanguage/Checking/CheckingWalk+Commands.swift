import CBSDiagnostics
import CBSValues

extension CheckingWalk {
  /// Checks a command and gives what is known of its answer.
  ///
  /// - Parameter input: what comes through `|`.
  mutating func check(_ command: Command, position: Binding.Position, input: ValueType = .any) -> Known {
    // Words that are not plain text, with what is known of them.
    var words: [(span: Span, known: Known)] = []
    for argument in command.arguments {
      switch argument {
      case .word(let word):
        if let known = checkWithHoles(word) { words.append((word.span, known)) }
        if position == .head { checkElementWord(word) }
      case .flag(_, let value): if let value, let known = checkWithHoles(value) { words.append((value.span, known)) }
      }
    }
    switch Binding.bind(command, in: table, position: position) {
    case .failure(let unknown):
      if !isPartial, !misplacedDefinitions.contains(command.head.text) { report(hinted(unknown, command)) }
      // A misspelt 'let' makes its name all the same, so that uses of it are not told as well.
      if let name = command.bareWords.first, command.bareWords.dropFirst().first?.text == "=",
        command.head.text.nearest(among: ["let"]) != nil
      {
        know(name, .assumed)
      }
      return .nothing
    case .success(let binding):
      bindings[command.span.lower] = binding
      // The 'def' that has the name is wrong, and told.
      if misplacedDefinitions.contains(binding.signature.name) { return .nothing }
      for diagnostic in binding.diagnostics { report(diagnostic) }
      let name = binding.signature.name
      if definitions[name] != nil { noteCall(of: name, at: binding.nameSpan) }
      judge(words, in: binding)
      if position == .stage, let answer = answer(of: command, binding, to: input) { return Known(answer) }
      return answer(of: binding)
    }
  }

  /// What is known of a word; nil for one that is text as it stands.
  private mutating func checkWithHoles(_ word: Word) -> Known? {
    switch word.kind {
    case .bare, .raw: return nil
    case .string(let parts): if parts.allSatisfy(\.isText) { return nil }
    case .path, .group, .list, .record: break
    }
    return check(word)
  }

  /// Judges what the words are known to be by the parameters they are for.
  private mutating func judge(_ words: [(span: Span, known: Known)], in binding: Binding) {
    var rest = words[...]
    for argument in binding.arguments {
      guard let next = rest.first else { return }
      guard let word = argument.word, word.span.lower >= next.span.lower else { continue }
      // Words that no parameter takes were told already.
      rest = rest.drop { $0.span.lower < word.span.lower }
      guard let known = rest.first?.known, rest.first?.span == word.span else { continue }
      rest.removeFirst()
      let span = word.place
      if known.type.isSecret, binding.signature.showsArguments {
        report(.secretExposed(at: span))
      } else if isRefused(known.type, by: argument.parameter, of: binding.signature) {
        reportType(.wrongKind(known.type, for: argument.parameter, at: span))
      } else {
        judge(known, for: argument.parameter, at: span)
      }
    }
  }

  /// Whether the parameter certainly refuses such a value. A parameter of a `def` takes null as well, and one that may
  /// be repeated takes a list of what it takes.
  func isRefused(_ type: ValueType, by parameter: AnyParameter, of signature: Signature) -> Bool {
    if type.isNull, definitions[signature.name] != nil { return false }
    if parameter.isRepeated, case .list(let element) = type { return element.isRefused(by: parameter.type.kind) }
    return type.isRefused(by: parameter.type.kind)
  }

  /// Reports `.status` as a bare word where `.status` is a field everywhere else.
  private mutating func checkElementWord(_ word: Word) {
    guard element != nil, case .bare(let text) = word.kind, text.utf8.first == UInt8(ascii: ".") else { return }
    if text == "." { return report(.elementAsText(text, at: word.span)) }
    let names = text.split(separator: ".", omittingEmptySubsequences: false)
    guard names.count > 1, names.dropFirst().allSatisfy({ $0.first?.isLetter == true }),
      text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." })
    else { return }
    report(.elementAsText(text, at: word.span))
  }

  /// What a command answers.
  private func answer(of binding: Binding) -> Known {
    let signature = binding.signature
    if let definition = definitions[signature.name] { return Known(definition.returns) }
    guard !binding.arguments.contains(where: { Self.changingFlags.contains($0.parameter.name) }) else {
      return .nothing
    }
    return Known(signature.answers)
  }

  /// Flags that ask for another answer.
  private static let changingFlags: Set<String> = ["dry-run", "format", "raw"]

  /// An unknown command that names a variable or a function: says how those are written.
  private mutating func hinted(_ unknown: Binding.UnknownCommand, _ command: Command) -> Diagnostic {
    let head = command.head.text
    var diagnostic = unknown.diagnostic(looksForNear: mayHint())
    if head == "value" {
      diagnostic.hint = "a value may start a pipeline itself: $list | first"
      return diagnostic
    }
    // `e.message` is a word of its own, so the variable before the first dot is looked for as well.
    if isVisible(String(head.prefix { $0 != "." })) {
      diagnostic.hint = "did you mean '$\(head)'?"
    } else if diagnostic.code != .needsInput, let function = functions[head] {
      diagnostic.hint = "'\(head)' is a function: \(function.usage)"
    }
    return diagnostic
  }
}

extension Word {
  /// Where its value stands: in parentheses, what is in them.
  fileprivate var place: Span { if case .group(let value) = kind { value.span } else { span } }
}

extension StringPart {
  fileprivate var isText: Bool { if case .text = self { true } else { false } }
}
