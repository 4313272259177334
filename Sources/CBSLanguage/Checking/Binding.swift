package import CBSDiagnostics
package import CBSValues

/// A command as written, with each word given to the parameter it is for. Checker and runner share it.
package struct Binding: Sendable {
  /// A word or switch with the parameter it is for.
  package struct Argument: Sendable {
    package let parameter: AnyParameter
    /// Nil for a switch.
    package let word: Word?
    package let span: Span
    /// What a word that is the same in every run was read as; nil where the run decides, and where it was refused.
    package let constant: [any CBSValues.Argument]?
  }

  /// The parameter that holds the names of flags which the command hands on, without dashes.
  package static let forwardedFlags = AnyParameter("--", .any, "A flag of what it runs.")
  /// The parameter that holds the values written after the `=` of such flags.
  package static let forwardedValues = AnyParameter("--=", .any, "The value of such a flag.")

  /// Where the command stands.
  package enum Position: Sendable { case head, stage }

  /// The command that was named.
  package let signature: Signature
  /// The words of the command's name.
  package let nameSpan: Span
  /// The whole command.
  package let span: Span
  /// In the order they were written.
  package private(set) var arguments: [Argument] = []
  package private(set) var diagnostics: [Diagnostic] = []

  /// What it is given in every run; a parameter whose arguments the run decides is not among it.
  package var constants: Arguments {
    let undecided = Set(arguments.filter { $0.constant == nil }.map(\.parameter.name))
    var read: [String: (parameter: AnyParameter, arguments: [any CBSValues.Argument])] = [:]
    for argument in arguments where !undecided.contains(argument.parameter.name) {
      read[argument.parameter.name, default: (argument.parameter, [])].arguments += argument.constant ?? []
    }
    var constants = Arguments()
    for (parameter, arguments) in read.values {
      // What does not go together is refused in the run.
      try? constants.set(parameter, to: arguments)
    }
    return constants
  }

  /// Binds `command`; where no command has such a name, the diagnostic says so.
  package static func bind(
    _ command: Command, in table: CommandTable, position: Position = .head
  ) -> Result<Binding, UnknownCommand> {
    let second = command.secondBareWord
    guard let (signature, wordCount) = table.match(command.head.text, second?.text) else {
      return .failure(UnknownCommand(command: command, table: table, position: position))
    }
    let nameSpan = wordCount == 2 ? command.head.span.union(second?.span ?? command.head.span) : command.head.span
    var binding = Binding(signature: signature, nameSpan: nameSpan, span: command.span)
    switch position {
    case .head where signature.needsInput: binding.diagnostics.append(.needsInput(signature.name, at: nameSpan))
    case .stage where !signature.isStage: binding.diagnostics.append(.notAStage(signature, at: nameSpan))
    case .head, .stage: break
    }
    binding.take(Array(command.arguments.dropFirst(wordCount - 1)))
    return .success(binding)
  }

  private init(signature: Signature, nameSpan: Span, span: Span) {
    self.signature = signature
    self.nameSpan = nameSpan
    self.span = span
  }

  /// Why a command could not be bound at all.
  package struct UnknownCommand: Error, Sendable {
    let command: Command
    let table: CommandTable
    let position: Position

    /// What is told of it, with the nearest command where that is looked for.
    func diagnostic(looksForNear: Bool) -> Diagnostic {
      .unknownCommand(
        command, second: command.secondBareWord, in: table, isStage: position == .stage, looksForNear: looksForNear)
    }
  }

  private mutating func take(_ words: [Command.Argument]) {
    var rest = words[...]
    var positionals = positionals(for: words)[...]
    // What an unknown flag would have taken is not known, so the number of words says nothing any more.
    var countsAreSure = true
    while let next = rest.popFirst() {
      switch next {
      case .word(let word):
        guard
          let positional = positionals.popFirst() ?? signature.positionals.last.flatMap({ $0.isRepeated ? $0 : nil })
        else {
          if countsAreSure { diagnostics.append(.tooManyArguments(signature, at: word.span)) }
          countsAreSure = false
          continue
        }
        add(word, to: positional)
      case .flag(let name, let value):
        guard takeFlag(name, value, &rest) else {
          countsAreSure = false
          if value == nil, signature.takesValue(name.text), case .word? = rest.first { rest.removeFirst() }
          continue
        }
      }
    }
    if countsAreSure, let missing = positionals.first(where: \.isRequired) {
      diagnostics.append(.missingArgument(missing, of: signature, at: nameSpan))
    }
  }

  /// The parameters that as many words are for, in order: one that may be left out in front of one that may not is,
  /// when there are no words to spare.
  private func positionals(for words: [Command.Argument]) -> [AnyParameter] {
    guard let first = signature.positionals.first, !first.isRequired,
      signature.positionals.contains(where: \.isRequired)
    else { return signature.positionals }
    var count = 0
    var isValue = false
    for word in words {
      switch word {
      case .word:
        if !isValue { count += 1 }
        isValue = false
      case .flag(let name, let value): isValue = value == nil && signature.takesValue(name.text)
      }
    }
    var spare = count - signature.positionals.count(where: \.isRequired)
    return signature.positionals.filter { positional in
      if positional.isRequired { return true }
      spare -= 1
      return spare >= 0
    }
  }

  /// Whether the flag is known.
  private mutating func takeFlag(_ name: Name, _ value: Word?, _ rest: inout ArraySlice<Command.Argument>) -> Bool {
    guard let flag = signature.flag(named: name.text) else {
      if signature.forwardsFlags {
        forward(name, value)
        return true
      }
      diagnostics.append(.unknownFlag(name, of: signature))
      return false
    }
    if !flag.isRepeated, arguments.contains(where: { $0.parameter.name == flag.name }) {
      diagnostics.append(.flagGivenTwice(flag, at: name.span))
    }
    guard flag.takesValue else {
      if let value { diagnostics.append(.flagTakesNoValue(flag, at: value.span)) }
      arguments.append(Argument(parameter: flag, word: nil, span: name.span, constant: [true]))
      return true
    }
    if let value {
      add(value, to: flag)
    } else if case .word(let word)? = rest.first {
      rest.removeFirst()
      add(word, to: flag)
    } else {
      diagnostics.append(.flagNeedsValue(flag, at: name.span))
    }
    return true
  }

  /// Keeps a flag for what the command runs. Whether a word after it is its value is for that to say.
  private mutating func forward(_ name: Name, _ value: Word?) {
    add(Word(.raw(name.text), at: name.span), to: Self.forwardedFlags)
    if let value { add(value, to: Self.forwardedValues) }
  }

  /// Gives a word to its parameter; one that is the same in every run is read here, and nowhere else.
  private mutating func add(_ word: Word, to parameter: AnyParameter) {
    var constant: [any CBSValues.Argument]?
    if let text = word.knownText {
      do { constant = try parameter.read(.string(text)) } catch {
        diagnostics.append(.badArgument(error, for: parameter.type, at: word.span))
      }
    }
    arguments.append(Argument(parameter: parameter, word: word, span: word.span, constant: constant))
  }
}

extension Word {
  /// The text of a word that is known before anything runs.
  package var knownText: String? {
    switch kind {
    case .bare(let text), .raw(let text): text
    case .string(let parts): parts.knownText
    case .path, .group, .list, .record: nil
    }
  }
}

extension [StringPart] {
  /// The text, where nothing in it has to be looked up.
  package var knownText: String? {
    var text = ""
    for part in self {
      guard case .text(let piece) = part else { return nil }
      text += piece
    }
    return text
  }
}

extension Command {
  /// The word behind the head, where it is bare and so may belong to the name.
  var secondBareWord: Name? {
    guard case .word(let word)? = arguments.first, case .bare(let text) = word.kind else { return nil }
    return Name(text, at: word.span)
  }
}
