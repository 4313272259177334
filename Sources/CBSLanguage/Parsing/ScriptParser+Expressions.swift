import CBSDiagnostics
import CBSValues

extension BinaryOperator {
  /// How tightly it binds; `not` stands between `and` and the comparisons.
  var level: Int {
    switch self {
    case .or: 1
    case .and: 2
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contained, .matches: Self.comparisonLevel
    case .add, .subtract: 5
    case .multiply, .divide, .remainder: 6
    }
  }

  static let comparisonLevel = 4
}

extension ScriptParser {
  /// `expr`: or > and > not > comparison > + - > * / % > unary - > primary.
  mutating func parseExpression() -> Expression {
    let outer = height
    height = 0
    let expression = parseBinary(from: 1)
    height = max(outer, height)
    return expression
  }

  /// An expression in which `.name` is a field.
  mutating func parseElementExpression(in place: ElementPlace = .element) -> Expression {
    let outer = elementPlace
    elementPlace = place
    defer { elementPlace = outer }
    return parseExpression()
  }

  /// What binds at least as tightly as `level`.
  private mutating func parseBinary(from level: Int) -> Expression {
    skipTrivia()
    var left = level <= 3 && isAtNot ? parsePrefix(.not, length: 3) : parseUnary()
    while let (op, form) = peekOperator(), op.level >= level {
      take(form.isWord ? .keyword : .symbol, upTo: offset + form.count)
      let leftHeight = height
      height = 0
      let right = parseBinary(from: op.level + 1)
      height = max(leftHeight, height) + 1
      left = Expression(.binary(op, left, right), at: left.span.union(right.span))
      if height > Self.heightLimit { fail(.tooLong(limit: Self.heightLimit, at: Span(offset, offset))) }
      if op.level == BinaryOperator.comparisonLevel, let (next, form) = peekOperator(),
        next.level == BinaryOperator.comparisonLevel
      {
        fail(.chainedComparison(at: Span(offset, offset + form.count)))
      }
    }
    return left
  }

  private mutating func parseUnary() -> Expression {
    skipTrivia()
    guard byte == .dash else { return parsePrimary() }
    return parsePrefix(.negate, length: 1)
  }

  private mutating func parsePrefix(_ op: UnaryOperator, length: Int) -> Expression {
    let start = offset
    guard descend() else { return broken(from: start) }
    defer { ascend() }
    take(op == .negate ? .prefix : .keyword, upTo: offset + length)
    skipTrivia()
    let operand: Expression
    switch op {
    case .negate:
      // The one integer whose digits do not fit without the sign.
      if let byte, byte.isDigit, lexer.text(offset, lexer.numberEnd(from: offset)) == "9223372036854775808" {
        take(.number, upTo: lexer.numberEnd(from: offset))
        return Expression(.literal(.integer(.min)), at: Span(start, lastEnd))
      }
      operand = parseUnary()
    case .not: operand = parseBinary(from: 3)
    }
    return Expression(.unary(op, operand), at: Span(start, operand.span.upper))
  }

  private var isAtNot: Bool { nameWord == "not" }

  /// The operator that stands here behind an operand.
  private mutating func peekOperator() -> (BinaryOperator, (count: Int, isWord: Bool))? {
    skipTrivia()
    guard let byte else { return nil }
    let next = nextByte
    switch byte {
    case UInt8(ascii: "+"): return (.add, (1, false))
    case UInt8(ascii: "-"): return (.subtract, (1, false))
    case UInt8(ascii: "*"): return (.multiply, (1, false))
    case UInt8(ascii: "/"): return (.divide, (1, false))
    case UInt8(ascii: "%"): return (.remainder, (1, false))
    case UInt8(ascii: "~"): return (.matches, (1, false))
    case UInt8(ascii: "<"): return next == .equals ? (.lessOrEqual, (2, false)) : (.less, (1, false))
    case UInt8(ascii: ">"): return next == .equals ? (.greaterOrEqual, (2, false)) : (.greater, (1, false))
    case .equals where next == .equals: return (.equal, (2, false))
    case UInt8(ascii: "!") where next == .equals: return (.notEqual, (2, false))
    case UInt8(ascii: "a"), UInt8(ascii: "i"), UInt8(ascii: "o"):
      switch nameWord {
      case "and": return (.and, (3, true))
      case "or": return (.or, (2, true))
      case "in": return (.contained, (2, true))
      default: break
      }
    default: break
    }
    accept("==", "!=", "and", "or", "in")
    return nil
  }

  func broken(from start: Int) -> Expression {
    Expression(.broken, at: Span(start, max(start, offset)))
  }

  // MARK: Primaries

  mutating func parsePrimary() -> Expression {
    skipTrivia()
    let start = offset
    guard let byte else {
      failExpected(.expectedValue, "a value")
      return broken(from: start)
    }
    switch byte {
    case .dollar:
      guard let path = parsePath() else { return broken(from: start) }
      return Expression(.path(path), at: path.span)
    case .apostrophe:
      let raw = parseRaw()
      return Expression(.raw(raw.text), at: raw.span)
    case .quote:
      let parts = parseString()
      return Expression(.string(parts), at: Span(start, lastEnd))
    case .openParenthesis:
      guard let rhs = parseGroup(.openGroup) else { return broken(from: start) }
      let steps = parseSteps()
      return Expression(.group(rhs, steps), at: Span(start, lastEnd))
    case .openSquare:
      let elements = parseList(.openList)
      return Expression(.list(elements), at: Span(start, lastEnd))
    case .openBrace:
      let entries = parseRecord()
      return Expression(.record(entries), at: Span(start, lastEnd))
    case .dot:
      return parseElement()
    case _ where byte.isDigit:
      return parseNumber()
    case _ where byte.startsName:
      return parseNamed()
    default:
      failExpected(.expectedValue, "a value")
      return broken(from: start)
    }
  }

  mutating func parseNumber() -> Expression {
    let start = offset
    let upper = lexer.numberEnd(from: offset)
    let number = lexer.text(offset, upper)
    let span = take(.number, upTo: upper)
    switch NumberLiteral(number) {
    case .literal(let literal): return Expression(.literal(literal), at: span)
    case .tooBig: report(.numberTooBig(number, at: span, isIncomplete: upper == end))
    case .malformed(let isExtensible):
      report(.badNumber(number, at: span, isIncomplete: upper == end && isExtensible))
    }
    return broken(from: start)
  }

  /// `true`, `false`, `null`, or `name(args)`.
  private mutating func parseNamed() -> Expression {
    let start = offset
    let upper = lexer.nameEnd(from: offset)
    let isCall = lexer.byte(at: upper) == .openParenthesis
    if upper - offset <= 5, let literal = Literal(keyword: lexer.text(offset, upper)) {
      return Expression(.literal(literal), at: take(.keyword, upTo: upper))
    }
    let name = lexer.text(offset, upper)
    guard isCall, !(upper - offset <= 8 && Parser.isReserved(name)) else {
      let span = Span(offset, upper)
      if Parser.isReserved(name) {
        fail(
          .expected(
            .expectedValue, "a value", found: "'\(name)'", at: span,
            hint: name == "not" ? "put 'not …' in parentheses" : nil, isIncomplete: upper == end))
      } else {
        failName(name, at: span)
      }
      return broken(from: start)
    }
    let function = Name(name, at: take(.name, upTo: upper))
    let arguments = parseList(.openTight)
    let steps = parseSteps()
    return Expression(.call(function, arguments, steps), at: Span(start, lastEnd))
  }

  /// Fails at a bare name where a value should stand.
  private mutating func failName(_ name: String, at span: Span) {
    if elementPlace == .sortKey, span.lower >= 2, lexer.text(span.lower - 2, span.lower) == "--" {
      let flag = "--" + name.shortened
      fail(.badFlag(flag, at: Span(span.lower - 2, span.upper), hint: "write desc after it: sort .field desc"))
      return
    }
    let isIncomplete = span.upper == end
    fail(
      elementPlace == .none
        ? .commandInExpression(name, at: span, isIncomplete: isIncomplete)
        : .nameOfField(name, at: span, isIncomplete: isIncomplete))
  }

  /// `.`, `.name.other[0]`.
  private mutating func parseElement() -> Expression {
    let start = offset
    let next = nextByte
    if next?.isDigit == true {
      let upper = lexer.numberEnd(from: offset + 1)
      let number = lexer.text(offset, upper)
      fail(.badNumber(number, at: Span(offset, upper), isIncomplete: false))
      return broken(from: start)
    }
    var steps: [PathStep] = []
    if next?.startsName == true {
      take(.element, upTo: offset + 1)
      steps.append(.field(takeName(.field), isOptional: false))
      steps += parseSteps()
    } else {
      take(.element, upTo: offset + 1)
      if byte == .openSquare { steps = parseSteps() }
    }
    return Expression(.element(steps), at: Span(start, lastEnd))
  }

  // MARK: Brackets

  /// `( rhs )`, or `$( rhs )` in a text.
  mutating func parseGroup(_ kind: Token.Kind, length: Int = 1) -> Rhs? {
    guard descend() else { return nil }
    defer { ascend() }
    let joined = joins
    joins = true
    defer { joins = joined }
    let bracket = open(kind, length: length)
    let rhs = parseRhs()
    close(bracket)
    return rhs
  }

  /// `[a, b]` and `(a, b)`; a comma may end it.
  mutating func parseList(_ kind: Token.Kind) -> [Expression] {
    guard descend() else { return [] }
    defer { ascend() }
    let joined = joins
    joins = true
    defer { joins = joined }
    let bracket = open(kind)
    var elements: [Expression] = []
    skipTrivia()
    while !isPanicking, byte != bracket.byte.closing {
      if isAtEnd { break }
      elements.append(parseExpression())
      skipTrivia()
      guard byte == .comma else { break }
      take(.comma, upTo: offset + 1)
      skipTrivia()
    }
    close(bracket, or: elements.isEmpty ? "" : "',' or ")
    return elements
  }

  /// `{k: v, "odd key": v}`; a comma may end it.
  mutating func parseRecord() -> [RecordEntry] {
    guard descend() else { return [] }
    defer { ascend() }
    let joined = joins
    joins = true
    defer { joins = joined }
    let bracket = open(.openRecord)
    var entries: [RecordEntry] = []
    skipTrivia()
    while !isPanicking, byte != .closeBrace {
      if isAtEnd { break }
      guard let key = parseKey() else { break }
      skipTrivia()
      guard byte == .colon else {
        failExpected(
          .unexpectedToken, "':' after the key", hint: "a record is {key: value}; a block only follows a keyword"
        )
        break
      }
      take(.colon, upTo: offset + 1)
      entries.append(RecordEntry(key: key, value: parseExpression()))
      skipTrivia()
      guard byte == .comma else { break }
      take(.comma, upTo: offset + 1)
      skipTrivia()
    }
    close(bracket, or: entries.isEmpty ? "" : "',' or ")
    return entries
  }

  private mutating func parseKey() -> Name? {
    if let key = parseQuotedName() { return key }
    guard let byte, byte.startsName else {
      failExpected(.expectedName, "a key", hint: "quote a key that is not a name")
      return nil
    }
    return takeName(.name)
  }

  /// A text without holes that serves as a name, or nil where no quote stands.
  mutating func parseQuotedName() -> Name? {
    let start = offset
    switch byte {
    case .apostrophe:
      let raw = parseRaw()
      return Name(raw.text, at: raw.span)
    case .quote:
      var text = ""
      for part in parseString() {
        switch part {
        case .text(let piece): text += piece
        case .path, .group:
          let span = Span(start, lastEnd)
          fail(.expected(.expectedName, "a plain string", found: "one with holes", at: span, isIncomplete: false))
        }
      }
      return Name(text, at: Span(start, lastEnd))
    default: return nil
    }
  }

  mutating func takeName(_ kind: Token.Kind) -> Name {
    let upper = lexer.nameEnd(from: offset)
    let name = lexer.text(offset, max(offset, upper))
    return Name(name, at: take(kind, upTo: upper))
  }
}

extension Literal {
  /// The value of a reserved word, if it has one.
  init?(keyword: String) {
    switch keyword {
    case "true": self = .boolean(true)
    case "false": self = .boolean(false)
    case "null": self = .null
    default: return nil
    }
  }
}
