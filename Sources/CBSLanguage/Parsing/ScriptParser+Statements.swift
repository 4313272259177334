import CBSDiagnostics
import CBSValues

extension ScriptParser {
  // MARK: Script

  mutating func parseScript() -> Script { parseScript { _ in true } }

  /// The headers before the first statement.
  mutating func parseHeaders() -> [Header] { parseScript { $0.statements.isEmpty }.headers }

  /// Reads as long as what was read is not enough.
  private mutating func parseScript(while goesOn: (Script) -> Bool) -> Script {
    var script = Script()
    while goesOn(script) {
      skipSeparators()
      guard !isAtEnd else { break }
      if byte == .closeBrace {
        skipStrayBrace()
        continue
      }
      let base = brackets.count
      if case .keyword(let word) = peekStart(), Self.headerWords.contains(word) {
        let span = Span(offset, offset + word.utf8.count)
        if !script.statements.isEmpty, diagnostics.isEmpty {
          report(.lateHeader(word, at: span, isIncomplete: span.upper == end))
        }
        let start = offset
        if let kind = parseHeader(word) {
          script.headers.append(Header(kind, at: Span(start, lastEnd)))
        }
      } else {
        script.statements.append(parseStatement())
      }
      finishStatement(base)
    }
    if diagnostics.isEmpty, let last = tokens.last(where: { $0.kind != .blank }), last.kind == .continuation {
      report(.danglingBackslash(at: Span(last.span.lower, last.span.lower + 1)))
    }
    return script
  }

  static let headerWords: Set<String> = ["param", "secret", "include", "include?"]

  private mutating func skipStrayBrace() {
    if diagnostics.isEmpty { report(.unmatched("}", at: Span(offset, offset + 1))) }
    take(.invalid, upTo: offset + 1)
    synchronize(to: brackets.count)
  }

  /// Takes line breaks, semicolons and what lies between them.
  mutating func skipSeparators() {
    while !isPanicking {
      skipTrivia()
      switch byte {
      case .lineFeed:
        take(.newline, upTo: offset + 1)
        skipTrivia()
        if isEchoing, byte != .lineFeed { quietLines += 1 }
        if startsWithKeyword || (quietLines > 1 && byte?.startsName == true) { (isEchoing, quietLines) = (false, 0) }
      case .semicolon: take(.semicolon, upTo: offset + 1)
      default: return
      }
    }
  }

  private var startsWithKeyword: Bool {
    guard let word = bareWord, Parser.isReserved(word) else { return false }
    return Literal(keyword: word) == nil && !["and", "or", "not"].contains(word)
  }

  /// Asks for the end of a statement; where something else stands, or something went wrong, skips to it.
  private mutating func finishStatement(_ base: Int) {
    skipTrivia()
    switch byte {
    case nil, .lineFeed, .semicolon, .closeBrace: break
    default: failUnexpected()
    }
    if isPanicking { synchronize(to: base) }
  }

  // MARK: Blocks

  /// `{ stmt … }` behind `keyword`.
  ///
  /// A missing `{` is reported and the block taken as open, so that its `}` is not an error as well.
  mutating func parseBlock(after keyword: String) -> Block {
    skipTrivia()
    let start = offset
    guard !isPanicking else { return Block([], at: Span(at: start)) }
    guard descend() else { return Block([], at: Span(at: start)) }
    defer { ascend() }
    let joined = joins
    joins = false
    defer { joins = joined }
    if byte != .openBrace {
      let head = Self.bareHeads.contains(keyword) ? keyword : "\(keyword) …"
      let hint =
        keyword == "try" && bareWord != nil
        ? "write try { … } catch e { … }, or keep the failure of a command: let r = try …"
        : "write \(head) { … } with '{' on this line"
      failExpected(.expectedBlock, "'{' after '\(keyword)'", hint: hint)
      guard !isAtEnd, !brackets.contains(where: { $0.byte != .openBrace }) else {
        return Block([], at: Span(at: start))
      }
      isPanicking = false
      skipToBlock()
      if byte == .lineFeed, bracesFollow { skipTriviaAndLineBreaks() }
    }
    let opening = offset
    if byte == .openBrace {
      _ = open(.openBlock)
    } else {
      brackets.append(Bracket(byte: .openBrace, offset: offset))
    }
    let statements = parseStatements(of: keyword, from: opening)
    if !isPanicking { brackets.removeLast() }
    return Block(statements, at: Span(start, max(start, lastEnd)))
  }

  /// Keywords with nothing between them and their block.
  private static let bareHeads: Set<String> = ["else", "try", "finally", "parallel", "each"]

  /// Whether only blanks and line breaks lie before a `{`.
  private var bracesFollow: Bool {
    var place = offset
    while let next = lexer.byte(at: place),
      next == .space || next == .tab || next == .carriageReturn || next == .lineFeed
    {
      place += 1
    }
    return lexer.byte(at: place) == .openBrace
  }

  /// Statements up to and with `}`.
  private mutating func parseStatements(of keyword: String, from opening: Int) -> [Statement] {
    var statements: [Statement] = []
    while true {
      skipSeparators()
      if isPanicking { return statements }
      guard let byte else {
        failUnbalanced(
          .unclosed(
            "{", openedAt: unclosedBrace(opening), close: "'}'", found: "the end", at: Span(at: end),
            isIncomplete: true))
        return statements
      }
      if byte == .closeBrace {
        take(.closeBlock, upTo: offset + 1)
        return statements
      }
      if closesImplicitly(keyword, after: statements.last, from: opening) { return statements }
      let base = brackets.count
      statements.append(parseStatement())
      finishStatement(base)
    }
  }

  /// Whether `else`, `catch` and the like stand here because the `}` before them is missing.
  private mutating func closesImplicitly(_ keyword: String, after last: Statement?, from opening: Int) -> Bool {
    guard let word = bareWord, let owners = Self.branches[word], owners.contains(keyword) else { return false }
    if let last, Self.canContinue(last, with: word) { return false }
    if diagnostics.isEmpty {
      let span = Span(offset, offset + word.utf8.count)
      report(.missingClose(before: word, at: span, openedAt: unclosedBrace(opening)))
    }
    return true
  }

  /// For each word that goes on after a block: the words whose block it may follow.
  static let branches: [String: Set<String>] = [
    "elif": ["if", "elif"], "else": ["if", "elif"], "catch": ["try"], "finally": ["catch"],
  ]

  /// Whether `word` at the start of a line was meant for the statement before it.
  private static func canContinue(_ statement: Statement, with word: String) -> Bool {
    switch statement.kind {
    case .conditional(_, let otherwise): otherwise == nil && (word == "else" || word == "elif")
    case .tryBlock(_, _, _, let finally): finally == nil && (word == "finally" || word == "catch")
    default: false
    }
  }

  // MARK: Statements

  /// One statement, without what ends it.
  mutating func parseStatement() -> Statement {
    let start = offset
    let kind = parseStatementKind()
    return Statement(kind, at: Span(start, max(start, lastEnd)))
  }

  private mutating func parseStatementKind() -> Statement.Kind {
    switch peekStart() {
    case .keyword(let word): return parseKeyword(word)
    case .command: return .pipeline(parsePipeline())
    case .expression:
      let isVariable = byte == .dollar
      let expression = parseExpression()
      if let pipeline = parseStages(of: expression) { return .pipeline(pipeline) }
      if byte == .equals, nextByte != .equals {
        let target = isVariable ? text(expression.span).drop { $0 == "$" } : "name"
        fail(.assignment(String(target), at: Span(offset, offset + 1), isIncomplete: offset + 1 == end))
      }
      return .expression(expression)
    case .other:
      if let word = bareWord, Parser.isReserved(word) {
        let span = Span(offset, offset + word.utf8.count)
        failUnbalanced(.unexpected("'\(word)'", at: span, isIncomplete: span.upper == end))
      } else {
        failUnexpected()
      }
      return .broken
    }
  }

  private mutating func parseKeyword(_ word: String) -> Statement.Kind {
    let span = Span(offset, offset + word.utf8.count)
    switch word {
    case "param", "secret", "include", "include?":
      report(.lateHeader(word, at: span, isIncomplete: span.upper == end))
      _ = parseHeader(word)
      return .broken
    case "elif", "else", "catch", "finally":
      failUnbalanced(.misplacedBranch(word, at: span, isIncomplete: span.upper == end))
      return .broken
    default: break
    }
    take(.keyword, upTo: span.upper)
    switch word {
    case "let": return parseLet()
    case "set": return parseSet()
    case "if": return parseIf()
    case "for": return parseFor()
    case "while":
      let condition = parseExpression()
      return .whileLoop(condition, parseBlock(after: word))
    case "def": return parseDefinition()
    case "try": return parseTry()
    case "wait": return parseWait()
    case "assert": return .claim(.assert, parseClaim())
    case "check": return .claim(.check, parseClaim())
    case "parallel": return .parallel(parseBlock(after: word))
    case "return": return .returning(endsStatement ? nil : parseRhs())
    case "break": return .breaking
    case "continue": return .continuing
    case "throw": return .throwing(parseExpression())
    case "exit": return .exiting(endsStatement ? nil : parseExpression())
    default: return .broken
    }
  }

  /// Whether nothing follows before the end of the statement.
  private var endsStatement: Bool {
    mutating get {
      skipTrivia()
      switch byte {
      case nil, .lineFeed, .semicolon, .closeBrace: return true
      default: return false
      }
    }
  }
}
