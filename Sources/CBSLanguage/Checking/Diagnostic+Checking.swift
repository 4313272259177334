import CBSDiagnostics
import CBSValues

extension Diagnostic {
  /// Words of other shells and what they are called here.
  private static let elsewhere = [
    "echo": "print", "man": "help", "cls": "clear", "cat": "print", "source": "run",
    "quit": "exit", "logout": "exit", "export": "let", "curl": "api",
  ]

  static func unknownCommand(
    _ command: Command, second: Name?, in table: CommandTable, isStage: Bool, looksForNear: Bool
  ) -> Self {
    let head = command.head
    if !isStage, Parser.stageWords.contains(head.text) { return needsInput(head.text, at: head.span) }
    let subcommands = table.subcommands(of: head.text)
    if !subcommands.isEmpty {
      guard let second else {
        return Self(
          .unknownCommand, "'\(head.text.shortened)' needs a second word", at: head.span,
          hint: "one of \(subcommands.joined(separator: ", "))")
      }
      let hint =
        (looksForNear ? second.text.nearest(among: subcommands) : nil).map { "did you mean '\(head.text) \($0)'?" }
        ?? "'\(head.text.shortened)' goes on with \(subcommands.joined(separator: ", "))"
      return Self(
        .unknownCommand, "there is no command '\(head.text) \(second.text.shortened)'", at: second.span, hint: hint)
    }
    var near: String?
    if looksForNear {
      near = isStage ? nearStage(to: head.text, in: table) : nil
      near = near ?? suggestion(for: head.text, second?.text, in: table)
    }
    return Self(
      .unknownCommand, "there is no command '\(head.text.shortened)'", at: head.span,
      hint: near.map { "did you mean '\($0)'?" } ?? "'help' lists the commands")
  }

  /// The nearest of what may stand behind `|`.
  private static func nearStage(to head: String, in table: CommandTable) -> String? {
    head.nearest(among: Parser.stageWords + table.names.filter { table[$0]?.isStage == true })
  }

  private static func suggestion(for head: String, _ second: String?, in table: CommandTable) -> String? {
    if let known = elsewhere[head], table[known] != nil { return known }
    if let second {
      // Near in its first word too: a second word such as 'list' is shared by many.
      let pairs = table.names.filter { name in
        name.contains(" ") && head.nearest(among: [String(name.prefix { $0 != " " })]) != nil
      }
      if let pair = "\(head) \(second)".nearest(among: pairs) { return pair }
      let swapped = "\(second) \(head)"
      if table[swapped] != nil { return swapped }
    }
    let heads = table.names.map { name in name.prefix { $0 != " " } }.map(String.init)
    if let near = head.nearest(among: heads + Parser.reservedWords) {
      guard table[near] == nil, let second, let rest = second.nearest(among: table.subcommands(of: near)) else {
        return near
      }
      return "\(near) \(rest)"
    }
    // `move production 7`: the second word of a command alone.
    return table.names.first { $0.hasSuffix(" " + head) }
  }

  static func unknownFlag(_ name: Name, of signature: Signature) -> Self {
    let known = signature.flags.map(\.name)
    let shown = name.text.count == 1 ? "-\(name.text)" : "--\(name.text.shortened)"
    let hint =
      signature.nearestFlag(to: name.text).map { "did you mean '--\($0.name)'?" }
      ?? (known.isEmpty ? "it takes no flags" : "it has \(known.map { "--" + $0 }.joined(separator: " "))")
    return Self(.unknownFlag, "'\(signature.name)' has no flag '\(shown)'", at: name.span, hint: hint)
  }

  static func flagNeedsValue(_ flag: AnyParameter, at span: Span) -> Self {
    Self(
      .flagNeedsValue, "'--\(flag.name)' needs a value", at: span,
      hint: "write --\(flag.name) \(flag.type.label)")
  }

  static func flagTakesNoValue(_ flag: AnyParameter, at span: Span) -> Self {
    Self(.flagTakesNoValue, "'--\(flag.name)' takes no value", at: span, hint: "write --\(flag.name) alone")
  }

  static func flagGivenTwice(_ flag: AnyParameter, at span: Span) -> Self {
    Self(.flagGivenTwice, "'--\(flag.name)' is given twice", at: span, hint: "keep one of them")
  }

  static func tooManyArguments(_ signature: Signature, at span: Span) -> Self {
    let count = signature.positionals.count
    let allowed = count == 0 ? "no arguments" : count == 1 ? "one argument" : "at most \(count) arguments"
    return Self(
      .tooManyArguments, "'\(signature.name)' takes \(allowed)", at: span,
      hint: "usage: \(signature.usage); quotes keep words together")
  }

  static func missingArgument(_ positional: AnyParameter, of signature: Signature, at span: Span) -> Self {
    Self(
      .missingArgument, "'\(signature.name)' needs \(positional.label)", at: span, hint: "usage: \(signature.usage)")
  }

  static func badArgument(_ mismatch: ArgumentMismatch, for type: ParameterType, at span: Span) -> Self {
    Self(
      .badArgument,
      "'\(mismatch.value.description.shortened)' cannot be \(type.label): \(mismatch.rule)", at: span,
      hint: type.kind == .integer ? "digits are wanted, as in 12" : type.kind.specimen.map { "write \($0)" })
  }

  static func notAStage(_ signature: Signature, at span: Span) -> Self {
    Self(
      .notAStage, "'\(signature.name)' cannot follow '|'", at: span,
      hint: "give it values as arguments: \(signature.name) (…)")
  }

  static func needsInput(_ name: String, at span: Span) -> Self {
    Self(
      .needsInput, "'\(name)' works on what comes through '|'", at: span,
      hint: "put a command before it: … | \(name), or a value: $list | \(name)")
  }

  static func undefinedName(_ name: Name, nearest: String?, isLater: Bool, at span: Span) -> Self {
    Self(
      .undefinedName, "there is no variable '$\(name.text.shortened)'", at: span,
      hint: isLater
        ? "it is defined further down; a 'def' sees only what precedes it"
        : nearest.map { "did you mean '$\($0)'?" } ?? "let \(name.text.shortened) = … makes one")
  }

  static func nameTaken(_ name: Name, first: Span?) -> Self {
    Self(
      .nameTaken, "'\(name.text.shortened)' has a value in this block already", at: name.span,
      notes: first.map { [Note("here", at: $0)] } ?? [], hint: "set $\(name.text.shortened) = … changes it")
  }

  static func outsideLoop(_ word: String, at span: Span) -> Self {
    Self(.outsideLoop, "'\(word)' is not in a loop", at: span, hint: "it belongs into 'for', 'while' or 'each'")
  }

  static func outsideDefinition(at span: Span) -> Self {
    Self(.outsideDefinition, "'return' is not in a 'def'", at: span, hint: "'exit' ends a script")
  }

  static func noElement(at span: Span) -> Self {
    Self(
      .noElement, "there is nothing here that '.' could mean", at: span,
      hint: "'.name' is a field of the element in where, map, sort, each, any, all, group, or of the answer in wait")
  }

  static func elementAsText(_ word: String, at span: Span) -> Self {
    Self(
      .elementAsText, "'\(word.shortened)' is a string here, not a field", at: span,
      hint: "write (\(word.shortened)) for the field, '\(word.shortened)' for the string")
  }

  static func unknownField(_ name: Name, of fields: [FieldType]) -> Self {
    let known = fields.map(\.name)
    let listed = known.prefix(12).joined(separator: ", ")
    return Self(
      .unknownField, "there is no field '\(name.text.shortened)'", at: name.span,
      hint: name.text.nearest(among: known).map { "did you mean '.\($0)'?" }
        ?? (known.isEmpty ? "the record is empty" : "it has \(listed)\(known.count > 12 ? ", …" : "")"))
  }

  static func unknownFunction(_ name: Name, hint: String?) -> Self {
    Self(.unknownFunction, "there is no function '\(name.text.shortened)'", at: name.span, hint: hint)
  }

  static func argumentCount(_ function: FunctionSignature, given: Int, at span: Span) -> Self {
    let arity = function.arity
    let wanted =
      arity.lowerBound == arity.upperBound
      ? "\(arity.lowerBound)"
      : function.isVariadic ? "at least \(arity.lowerBound)" : "\(arity.lowerBound) or \(arity.upperBound)"
    return Self(
      .argumentCount, "'\(function.name)' takes \(wanted) argument\(wanted == "1" ? "" : "s"), not \(given)", at: span,
      hint: "usage: \(function.usage)")
  }

  static func unknownType(_ name: Name) -> Self {
    // Other languages, and this one once, call a string a text.
    let similar = name.text == "text" ? "string" : name.text.nearest(among: ParameterType.Kind.names)
    return Self(
      .unknownType, "there is no type '\(name.text.shortened)'", at: name.span,
      hint: similar.map { "did you mean '\($0)'?" }
        ?? "one of \(ParameterType.Kind.named.map(\.rawValue).joined(separator: ", "))")
  }

  static func badDefault(for type: ParameterType.Kind, at span: Span) -> Self {
    Self(
      .badDefault, "the default does not fit type '\(type.rawValue)'", at: span,
      hint: type.specimen.map { "write \($0)" })
  }

  static func repeatedKey(_ key: Name, first: Span) -> Self {
    Self(
      .repeatedKey, "'\(key.text.shortened)' is in the record twice", at: key.span,
      notes: [Note("here first", at: first)], hint: "keep one of them")
  }

  static func badExitCode(at span: Span) -> Self {
    Self(
      .badExitCode, "a script may end with 0 or with 10 to 99", at: span,
      hint: "other numbers say what cbs itself has met")
  }
}
