import CBSDiagnostics

extension ScriptParser {
  /// What one token says about a place where a statement or `rhs` starts: the rule of `language.md`, section 3.
  enum Start {
    case keyword(String), expression, command, other
  }

  mutating func peekStart() -> Start {
    skipTrivia()
    guard let byte else { return .other }
    switch byte {
    case .dollar, .quote, .apostrophe, .openParenthesis, .openSquare, .openBrace, .dot, .dash: return .expression
    case _ where byte.isDigit: return .expression
    case _ where !byte.isBare || byte == UInt8(ascii: "`"): return .other
    default: break
    }
    let upper = lexer.bareEnd(from: offset)
    if let word = bareWord, Parser.isReserved(word) {
      switch word {
      case "true", "false", "null", "not": return .expression
      case "and", "or": return .other
      default: return .keyword(word)
      }
    }
    let isCall = lexer.byte(at: upper) == .openParenthesis && lexer.nameEnd(from: offset) == upper
    return isCall ? .expression : .command
  }

  /// `"try" command { "|" stage } | pipeline`
  mutating func parseRhs() -> Rhs {
    switch peekStart() {
    case .keyword("try"):
      take(.keyword, upTo: offset + 3)
      guard case .command = peekStart() else {
        failExpected(.expectedCommand, "a command after 'try'", hint: "try { … } catch e { … } is a statement")
        return .expression(broken(from: offset))
      }
      return .pipeline(parsePipeline(), isTried: true)
    case .keyword(let word):
      failStatement(word)
      return .expression(broken(from: offset))
    case .command:
      return .pipeline(parsePipeline(), isTried: false)
    case .expression:
      let expression = parseExpression()
      return parseStages(of: expression).map { .pipeline($0, isTried: false) } ?? .expression(expression)
    case .other:
      acceptLongerWord()
      failExpected(.expectedValue, "a value or a command")
      return .expression(broken(from: offset))
    }
  }

  private mutating func failStatement(_ word: String) {
    let span = Span(offset, offset + word.utf8.count)
    fail(.statementAsCommand(word, at: span, isIncomplete: span.upper == end))
  }

  /// Remembers that the reserved word here could be the start of a command's name.
  private mutating func acceptLongerWord() {
    if let word = bareWord, Parser.isReserved(word) { accept(word + "s") }
  }

  // MARK: Pipelines

  /// `command { | stage }`; a line may end with `|`.
  mutating func parsePipeline() -> Pipeline {
    let start = offset
    let command = parseCommand()
    let stages = parseStages()
    return Pipeline(.command(command), stages: stages, at: Span(start, max(start, lastEnd)))
  }

  /// The pipeline that goes on after `expression`; nil where there is no `|`.
  mutating func parseStages(of expression: Expression) -> Pipeline? {
    let stages = parseStages()
    guard !stages.isEmpty else { return nil }
    return Pipeline(
      .expression(expression), stages: stages,
      at: Span(expression.span.lower, max(expression.span.upper, lastEnd)))
  }

  /// `{ "|" stage }`
  private mutating func parseStages() -> [Stage] {
    var stages: [Stage] = []
    skipTrivia()
    while byte == .bar, nextByte != .bar {
      take(.pipe, upTo: offset + 1)
      skipTriviaAndLineBreaks()
      stages.append(parseStage())
      skipTrivia()
    }
    return stages
  }

  private mutating func parseStage() -> Stage {
    let start = offset
    if let stage = bareWord.flatMap({ StageDeclaration.named[$0] }), let kind = parseStage(stage) {
      return Stage(kind, at: Span(start, lastEnd))
    }
    switch peekStart() {
    case .command:
      return Stage(.command(parseCommand()), at: Span(start, lastEnd))
    case .keyword(let word):
      failStatement(word)
    case .expression, .other:
      acceptLongerWord()
      failExpected(.expectedCommand, "a stage after '|'", hint: "where, map, sort, each, first, count, …")
    }
    return Stage(
      .command(Command(head: Name("", at: Span(at: start)), arguments: [], at: Span(at: start))), at: Span(at: start))
  }

  /// What follows the word of a stage with syntax of its own; nil where it is a command's.
  private mutating func parseStage(_ stage: StageDeclaration) -> Stage.Kind? {
    if case .words = stage.syntax { return nil }
    take(.keyword, upTo: offset + stage.word.utf8.count)
    switch stage.syntax {
    case .condition, .expression: return .expression(stage, parseElementExpression(), isDescending: false)
    case .key:
      skipTrivia()
      if byte?.endsCommand ?? true {
        failExpected(.expectedValue, "a value", hint: "\(stage.word) . orders the elements themselves")
      }
      let key = parseElementExpression(in: .sortKey)
      return .expression(stage, key, isDescending: takeWord("desc"))
    case .block: return .block(stage, parseBlock(after: stage.word))
    case .words: return nil
    }
  }

  // MARK: Commands

  /// `NAME { FLAG [ "=" word ] | word }`; in a `wait` the bare word `until` ends it.
  mutating func parseCommand(untilEnds: Bool = false) -> Command {
    let start = offset
    let upper = lexer.bareEnd(from: offset)
    checkBare(upTo: upper)
    let head = Name(lexer.text(offset, max(offset, upper)), at: take(.command, upTo: upper))
    checkHead(head)
    let outerHead = commandHead
    commandHead = head
    defer { commandHead = outerHead }
    var arguments: [Command.Argument] = []
    var flagsEnded = false
    while true {
      let isApart = skipTrivia()
      guard let byte, !byte.endsCommand else { break }
      if failAtForeignByte() { break }
      guard isApart else {
        failGlued(glueHint)
        break
      }
      if untilEnds, bareWord == "until" { break }
      let bare = lexer.bareEnd(from: offset)
      if byte == .equals, arguments.isEmpty, bare == offset + 1 {
        fail(.assignment(head.text, at: Span(offset, bare), isIncomplete: bare == end))
        break
      }
      if !flagsEnded, byte == .dash, bare - offset > 1 {
        if nextByte == .dash, bare - offset == 2 {
          take(.flag, upTo: bare)
          flagsEnded = true
          continue
        }
        if nextByte == .dash || nextByte?.isLetter == true {
          if let flag = parseFlag(upTo: bare) { arguments.append(flag) }
          continue
        }
      }
      arguments.append(.word(parseWord()))
    }
    return Command(head: head, arguments: arguments, at: Span(start, max(start, lastEnd)))
  }

  private mutating func checkHead(_ head: Name) {
    let first = head.text.utf8.first
    if first == UInt8(ascii: "!") {
      fail(
        .shellSyntax(
          "!", at: head.span, instead: "external programs run at the prompt only, one '!program …' to a line"))
    } else if let equals = head.text.firstIndex(of: "="), head.text.startIndex < equals {
      fail(.assignment(String(head.text[..<equals]), at: head.span, isIncomplete: false))
    }
  }

  /// `--name`, `--name=word` or `-n`.
  private mutating func parseFlag(upTo bare: Int) -> Command.Argument? {
    let start = offset
    var upper = offset
    while upper < bare, lexer.bytes[upper] != .equals { upper += 1 }
    let written = lexer.text(start, upper)
    let isLong = nextByte == .dash
    let name = written.dropFirst(isLong ? 2 : 1)
    let isName = name.utf8.first?.isLetter == true && name.utf8.allSatisfy { $0.continuesName || $0 == .dash }
    guard isName, isLong || name.utf8.count == 1 else {
      // A long tail of a word is not worth repeating.
      let shown = written.shortened
      let hint =
        isName ? "write -\(shown) for a long flag, or quote '\(shown)' as a word" : "quote '\(shown)' as a word"
      fail(.badFlag(shown, at: Span(start, upper), hint: hint))
      return nil
    }
    let flag = Name(String(name), at: take(.flag, upTo: upper))
    guard byte == .equals else { return .flag(name: flag, value: nil) }
    take(.flagEquals, upTo: offset + 1)
    guard let byte, !byte.endsWord else {
      if !failAtForeignByte() {
        fail(.missingFlagValue(written, at: Span(start, offset), isIncomplete: isAtEnd))
      }
      return .flag(name: flag, value: nil)
    }
    return .flag(name: flag, value: parseWord())
  }

  /// `BARE | RAW | string | "$" path | "(" rhs ")" | list | record`
  ///
  /// A group with steps after it, `(rhs).field`, is short for `((rhs).field)`.
  mutating func parseWord() -> Word {
    let start = offset
    switch byte {
    case .apostrophe:
      let raw = parseRaw()
      return Word(.raw(raw.text), at: raw.span)
    case .quote:
      let parts = parseString()
      return Word(.string(parts), at: Span(start, lastEnd))
    case .dollar:
      guard let path = parsePath() else { return Word(.bare(""), at: Span(at: start)) }
      return Word(.path(path), at: path.span)
    case .openParenthesis:
      let outer = height
      height = 0
      defer { height = max(outer, height) }
      guard let rhs = parseGroup(.openGroup) else { return Word(.bare(""), at: Span(at: start)) }
      let steps = parseSteps()
      let span = Span(start, lastEnd)
      return Word(.group(steps.isEmpty ? rhs : .expression(Expression(.group(rhs, steps), at: span))), at: span)
    case .openSquare:
      let elements = parseList(.openList)
      return Word(.list(elements), at: Span(start, lastEnd))
    case .openBrace:
      let entries = parseRecord()
      return Word(.record(entries), at: Span(start, lastEnd))
    default:
      let upper = lexer.bareEnd(from: offset)
      guard byte != nil, upper > offset else {
        failExpected(.expectedValue, "a word")
        return Word(.bare(""), at: Span(at: start))
      }
      checkBare(upTo: upper)
      let bare = lexer.text(offset, upper)
      return Word(.bare(bare), at: take(.bare, upTo: upper))
    }
  }

  /// What to write for the words around `offset`, which have no blank between them.
  private var glueHint: String {
    var lower = offset
    while lower > lexer.start, offset - lower < 40, lexer.bytes[lower - 1].isBareOrDollar { lower -= 1 }
    var upper = offset
    while upper < end, upper - offset < 40, lexer.bytes[upper].isBareOrDollar { upper += 1 }
    let isWhole = lexer.byte(at: lower - 1)?.separatesWords ?? true && lexer.byte(at: upper)?.separatesWords ?? true
    if byte == .openSquare { return "put a space between them, or take an element in parentheses: ((…)[0])" }
    guard isWhole, lower < offset, upper > offset else {
      return "put a space between them, or write one string with holes: \"… $name …\""
    }
    return "put a space between them, or write one string: \"\(lexer.text(lower, upper))\""
  }

  /// Refuses bare words that only look like what their writer meant.
  private mutating func checkBare(upTo upper: Int) {
    var place = offset
    while place < upper, lexer.bytes[place] < 0x80, lexer.bytes[place] != UInt8(ascii: "`") { place += 1 }
    guard place < upper else { return }
    if lexer.bytes[place] == UInt8(ascii: "`") {
      fail(.shellSyntax("`", at: Span(place, place + 1), instead: "use (command …) for the value of a command"))
      return
    }
    let word = lexer.text(offset, upper)
    if let first = word.unicodeScalars.first, Self.typographicQuotes.contains(first) {
      fail(.typographicQuote(String(first), at: Span(offset, offset + first.utf8.count)))
      return
    }
    place = offset
    for scalar in word.unicodeScalars {
      if !scalar.isASCII, scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}" {
        fail(.unusualBlank(scalar, at: Span(place, place + scalar.utf8.count)))
        return
      }
      place += scalar.utf8.count
    }
  }

  static let typographicQuotes: Set<Unicode.Scalar> = ["“", "”", "„", "‘", "’", "‚", "«", "»"]
}

extension UInt8 {
  /// Whether a command ends before it.
  fileprivate var endsCommand: Bool {
    switch self {
    case .lineFeed, .semicolon, .bar, .closeParenthesis, .closeSquare, .closeBrace: true
    default: false
    }
  }

  fileprivate var isBareOrDollar: Bool { isBare || self == .dollar }

  fileprivate var separatesWords: Bool {
    endsCommand || self == .space || self == .tab || self == .carriageReturn || self == .openParenthesis
  }

  fileprivate var endsWord: Bool {
    endsCommand || self == .space || self == .tab || self == .carriageReturn || self == UInt8(ascii: "&")
      || self == UInt8(ascii: "<") || self == UInt8(ascii: ">") || self == .backslash || isControl
  }
}
