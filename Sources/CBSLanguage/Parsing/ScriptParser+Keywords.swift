import CBSDiagnostics
import CBSValues

extension ScriptParser {
  // MARK: Headers

  /// `param`, `secret`, `include` or `include?`, from the keyword on.
  mutating func parseHeader(_ word: String) -> Header.Kind? {
    take(.keyword, upTo: offset + word.utf8.count)
    switch word {
    case "param":
      guard let name = parseNewName("param") else { return nil }
      let type = parseType()
      skipTrivia()
      guard byte == .equals else { return .parameter(name: name, type: type, defaultValue: nil) }
      take(.symbol, upTo: offset + 1)
      return .parameter(name: name, type: type, defaultValue: parseDefault())
    case "secret":
      guard let name = parseNewName("secret") else { return nil }
      return parseOrigin().map { .secret(name: name, origin: $0) }
    default:
      skipTrivia()
      guard byte == .apostrophe else {
        failExpected(.expectedValue, "a path in '…' after '\(word)'", hint: "write \(word) 'other.cbs'")
        return nil
      }
      let path = parseRaw()
      return .include(path: Name(path.text, at: path.span), optional: word == "include?")
    }
  }

  /// The literal behind `=` of a `param`.
  private mutating func parseDefault() -> Expression {
    skipTrivia()
    if let byte, byte.isBare, byte != .dash, byte != .dot, !byte.isDigit {
      let upper = lexer.bareEnd(from: offset)
      let word = lexer.text(offset, upper)
      if Literal(keyword: word) == nil {
        accept("true", "false", "null")
        let span = Span(offset, upper)
        fail(.notALiteral(word, at: span, isIncomplete: isExtensible(span)))
        return broken(from: offset)
      }
    }
    let before = diagnostics.count
    let expression = parseExpression()
    if !isPanicking, diagnostics.count == before, !expression.isLiteral {
      report(.notALiteral(text(expression.span), at: expression.span, isIncomplete: false))
    }
    return expression
  }

  /// `from (env NAME | file word | prompt)`
  private mutating func parseOrigin() -> Header.SecretOrigin? {
    guard takeWord("from") else {
      failExpected(.expectedWord, "'from'", hint: "write secret name from env NAME, from file PATH or from prompt")
      return nil
    }
    if takeWord("env") {
      guard let name = parseNewName("env") else { return nil }
      return .environment(name)
    }
    if takeWord("file") {
      skipTrivia()
      return .file(parseWord())
    }
    if takeWord("prompt") { return .prompt }
    failExpected(.expectedWord, "'env', 'file' or 'prompt'")
    return nil
  }

  /// The name that `keyword` declares.
  mutating func parseNewName(_ keyword: String) -> Name? {
    skipTrivia()
    guard let byte, byte.startsName else {
      failExpected(
        .expectedName, "a name after '\(keyword)'", hint: self.byte == .dollar ? "write it without '$'" : nil)
      return nil
    }
    return takeName(.name)
  }

  /// `: TYPE`, if it stands here.
  private mutating func parseType() -> Name? {
    skipTrivia()
    guard byte == .colon else { return nil }
    take(.colon, upTo: offset + 1)
    return parseNewName(":")
  }

  // MARK: Bindings

  mutating func parseLet() -> Statement.Kind {
    guard let name = parseNewName("let") else { return .broken }
    return .letBinding(name, parseEquals(hint: "write let \(name.text) = …"))
  }

  mutating func parseSet() -> Statement.Kind {
    skipTrivia()
    guard byte == .dollar else {
      let word = nameWord
      failExpected(.expectedName, "'$' and a name after 'set'", hint: "write set $\(word ?? "name") = …")
      return .broken
    }
    guard let path = parsePath() else { return .broken }
    return .assignment(path, parseEquals(hint: "write set \(text(path.span)) = …"))
  }

  private mutating func parseEquals(hint: String) -> Rhs {
    skipTrivia()
    guard byte == .equals, nextByte != .equals else {
      failExpected(.unexpectedToken, "'='", hint: hint)
      return .expression(broken(from: offset))
    }
    take(.symbol, upTo: offset + 1)
    return parseRhs()
  }

  // MARK: Control

  mutating func parseIf() -> Statement.Kind {
    var branches: [(condition: Expression, body: Block)] = []
    let condition = parseExpression()
    branches.append((condition, parseBlock(after: "if")))
    while takeWord("elif") {
      let condition = parseExpression()
      branches.append((condition, parseBlock(after: "elif")))
    }
    let otherwise = takeWord("else") ? parseBlock(after: "else") : nil
    return .conditional(branches: branches, otherwise: otherwise)
  }

  mutating func parseFor() -> Statement.Kind {
    guard let name = parseNewName("for") else { return .broken }
    guard takeWord("in") else {
      failExpected(.expectedWord, "'in'", hint: "write for \(name.text) in (command …) { … }")
      return .broken
    }
    let sequence = parseExpression()
    return .forLoop(name, in: sequence, parseBlock(after: "for"))
  }

  mutating func parseDefinition() -> Statement.Kind {
    guard let name = parseNewName("def") else { return .broken }
    if Parser.isReserved(name.text) { report(.reservedName(name.text, at: name.span, isIncomplete: isAtEnd)) }
    skipTrivia()
    guard byte == .openParenthesis else {
      failExpected(.unexpectedToken, "'(' after the name", hint: "write def \(name.text)(first, second) { … }")
      return .broken
    }
    let joined = joins
    joins = true
    let bracket = open(.openTight)
    var parameters: [DefinitionParameter] = []
    skipTrivia()
    while !isPanicking, !isAtEnd, byte != .closeParenthesis {
      guard let parameter = parseNewName("(") else { break }
      parameters.append(DefinitionParameter(name: parameter, type: parseType()))
      skipTrivia()
      guard byte == .comma else { break }
      take(.comma, upTo: offset + 1)
      skipTrivia()
    }
    close(bracket, or: parameters.isEmpty ? "" : "',' or ")
    joins = joined
    return .definition(name, parameters: parameters, parseBlock(after: "def"))
  }

  mutating func parseTry() -> Statement.Kind {
    let body = parseBlock(after: "try")
    guard takeWord("catch") else {
      if failAtForeignByte() { return .broken }
      let span = foundSpan
      failUnbalanced(
        .expected(
          .missingBranch, "'catch' on the line of the '}'", found: foundText, at: span,
          hint: "write try { … } catch e { … }", isIncomplete: isExtensible(span)))
      return .broken
    }
    guard let name = parseNewName("catch") else { return .broken }
    let handler = parseBlock(after: "catch")
    let finally = takeWord("finally") ? parseBlock(after: "finally") : nil
    return .tryBlock(body, catching: name, handler, finally: finally)
  }

  /// The clauses behind `until` may come in any order, each once.
  mutating func parseWait() -> Statement.Kind {
    guard case .command = peekStart() else {
      failExpected(
        .expectedCommand, "a command after 'wait'", hint: "write wait version get $v until .status == \"done\"")
      return .broken
    }
    let command = parseCommand(untilEnds: true)
    guard takeWord("until") else {
      if let word = command.bareWords.first(where: { $0.text.nearest(among: ["until"]) != nil }) {
        fail(.misspelt(word, near: "until", isIncomplete: isAtEnd))
        return .broken
      }
      failExpected(.expectedWord, "'until' and a condition", hint: "write wait command until condition")
      return .broken
    }
    let until = parseElementExpression()
    var clauses: [String: Expression] = [:]
    while !isPanicking {
      let place = offset
      guard let word = ["fail", "every", "within"].first(where: { takeWord($0) }) else { break }
      if clauses[word] != nil {
        report(.repeatedClause(word, at: Span(lastEnd - word.utf8.count, max(lastEnd, place))))
      }
      clauses[word] = parseExpression()
    }
    return .wait(command, until: until, fail: clauses["fail"], every: clauses["every"], within: clauses["within"])
  }

  /// `expr [, expr]` or `fails [code] { … }`
  ///
  /// The code is one text, path or group: an expression could begin with the `{` of a record, and one token of
  /// look-ahead would not tell it from the block.
  mutating func parseClaim() -> Claim {
    skipTrivia()
    if nameWord == "fails", lexer.byte(at: offset + 5) != .openParenthesis {
      take(.keyword, upTo: offset + 5)
      skipTrivia()
      let code: Expression? =
        switch byte {
        case .apostrophe, .quote, .dollar, .openParenthesis: parsePrimary()
        default: nil
        }
      return .fails(code: code, parseBlock(after: "fails"))
    }
    accept("fails")
    let condition = parseExpression()
    skipTrivia()
    guard byte == .comma else { return .holds(condition, message: nil) }
    take(.comma, upTo: offset + 1)
    return .holds(condition, message: parseExpression())
  }
}

extension Expression {
  /// Whether it is known before anything runs: a literal, a text without holes, or a list or record of such.
  fileprivate var isLiteral: Bool {
    switch kind {
    case .literal, .raw, .broken: true
    case .string(let parts):
      parts.allSatisfy { if case .text = $0 { true } else { false } }
    case .unary(.negate, let operand):
      if case .literal = operand.kind { true } else { false }
    case .list(let elements): elements.allSatisfy(\.isLiteral)
    case .record(let entries): entries.allSatisfy(\.value.isLiteral)
    default: false
    }
  }
}
