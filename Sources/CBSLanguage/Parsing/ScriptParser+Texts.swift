import CBSDiagnostics
import CBSText

extension ScriptParser {
  // MARK: Paths

  /// `$name.field?.other[0]`.
  mutating func parsePath() -> Path? {
    let start = offset
    let upper = lexer.nameEnd(from: offset + 1)
    guard upper > offset + 1 else {
      fail(notAVariable())
      return nil
    }
    let name = Name(lexer.text(offset + 1, upper), at: Span(offset + 1, upper))
    take(.variable, upTo: upper)
    let steps = parseStepsOfName()
    return Path(name: name, steps: steps, at: Span(start, lastEnd))
  }

  private func notAVariable() -> Diagnostic {
    let pair = Span(offset, lexer.scalarEnd(from: min(offset + 1, end)).clamped(to: end))
    switch nextByte {
    case nil:
      return .expected(
        .expectedName, "a name after '$'", found: "the end", at: Span(at: end), isIncomplete: true)
    case .openParenthesis:
      return .shellSyntax("$(", at: pair, instead: "write (command …); '$(…)' belongs inside \"…\"")
    case .openBrace:
      return .shellSyntax("${", at: pair, instead: "write $name; '${…}' belongs inside \"…\"")
    case .questionMark:
      return .shellSyntax("$?", at: pair, instead: "a failure stops the script; use try { … } catch e { … }")
    case let next?
    where next.isDigit || next == UInt8(ascii: "@") || next == UInt8(ascii: "*") || next == UInt8(ascii: "#"):
      return .shellSyntax(text(pair), at: pair, instead: "declare 'param name' at the top and use $name")
    default:
      return .expected(
        .expectedName, "a name after '$'", found: "'\(text(Span(pair.lower + 1, pair.upper)))'",
        at: Span(offset, offset + 1), hint: "quote it as '$' for a dollar sign", isIncomplete: false)
    }
  }

  /// Steps after a name, which has no height of its own.
  private mutating func parseStepsOfName() -> [PathStep] {
    let outer = height
    height = 0
    defer { height = max(outer, height) }
    return parseSteps()
  }

  /// Counts a step that begins here; false, with a diagnostic, where there are too many.
  private mutating func climbStep() -> Bool {
    height += Self.stepHeight
    guard height > Self.heightLimit else { return true }
    fail(.tooManySteps(limit: Self.heightLimit / Self.stepHeight, at: Span(offset, min(offset + 1, end))))
    return false
  }

  /// `.name`, `?.name`, `[index]`, each directly behind what comes before.
  mutating func parseSteps() -> [PathStep] {
    var steps: [PathStep] = []
    while let byte, byte == .dot || byte == .questionMark || byte == .openSquare {
      guard byte == .questionMark && nextByte != .dot || climbStep() else { return steps }
      switch byte {
      case .dot:
        take(.dot, upTo: offset + 1)
        guard let field = parseField() else { return steps }
        steps.append(.field(field, isOptional: false))
      case .questionMark:
        guard nextByte == .dot else {
          if offset + 1 == end {
            fail(.expected(.unexpectedToken, "'?.'", found: "'?'", at: Span(offset, end), isIncomplete: true))
          }
          return steps
        }
        take(.dot, upTo: offset + 2)
        guard let field = parseField() else { return steps }
        steps.append(.field(field, isOptional: true))
      case .openSquare:
        guard descend() else { return steps }
        defer { ascend() }
        let joined = joins
        joins = true
        defer { joins = joined }
        let bracket = open(.openTight)
        let index = parseExpression()
        close(bracket)
        steps.append(.index(index))
      default: return steps
      }
    }
    return steps
  }

  private mutating func parseField() -> Name? {
    if let quoted = parseQuotedName() { return quoted }
    guard let byte, byte.startsName else {
      let span = foundSpan
      if !isPanicking {
        fail(
          .expected(
            .expectedName, "the name of a field", found: foundText, at: span,
            hint: "write [0] for an element, ['odd name'] for an odd name", isIncomplete: offset == end))
      }
      return nil
    }
    return takeName(.field)
  }

  // MARK: Quotes

  /// `'…'`: nothing in it is special, line breaks included.
  mutating func parseRaw() -> (text: String, span: Span) {
    let start = offset
    var place = offset + 1
    var hasLineBreak = false
    while place < end, lexer.bytes[place] != .apostrophe {
      if lexer.bytes[place] == .lineFeed { hasLineBreak = true }
      place += 1
    }
    let text = lexer.text(start + 1, place)
    guard place < end else {
      fail(.unterminatedString(quote: "'", openedAt: Span(start, start + 1), end: end))
      return (text, Span(start, end))
    }
    let span = take(.raw, upTo: place + 1)
    if hasLineBreak { multiline = Span(start, place) }
    return (text, span)
  }

  /// `"…"` with escapes and holes; line breaks stand for themselves.
  mutating func parseString() -> [StringPart] {
    let start = offset
    guard descend() else { return [] }
    defer { ascend() }
    let bracket = open(.quoteOpen)
    let before = diagnostics.count
    let wasQuiet = (isEchoing, quietLines, isMuted)
    var parts: [StringPart] = []
    var text = ""
    while let byte, byte != .quote {
      switch byte {
      case .backslash:
        text += parseEscape()
      case .dollar:
        if !text.isEmpty { parts.append(.text(text)) }
        text = ""
        if let part = parseHole() { parts.append(part) }
      default:
        var place = offset
        while place < end, lexer.bytes[place] != .quote, lexer.bytes[place] != .backslash, lexer.bytes[place] != .dollar
        {
          if lexer.bytes[place] == .lineFeed { multiline = Span(start, place) }
          place += 1
        }
        text += lexer.text(offset, place)
        take(.text, upTo: place)
      }
    }
    if !text.isEmpty { parts.append(.text(text)) }
    if isPanicking { return parts }
    guard byte == .quote else {
      // What was wrong inside came from the quote that is missing.
      diagnostics.removeLast(diagnostics.count - min(before, diagnostics.count))
      (isEchoing, quietLines, isMuted) = wasQuiet
      fail(.unterminatedString(quote: "\"", openedAt: Span(bracket.offset, bracket.offset + 1), end: end))
      return parts
    }
    if let multiline, multiline.upper > start {
      self.multiline = Span(start, offset)
      if diagnostics.count > before { isMuted = true }
    }
    brackets.removeLast()
    take(.quoteClose, upTo: offset + 1)
    return parts
  }

  /// `\n`, `\u{1f600}`.
  private mutating func parseEscape() -> String {
    let start = offset
    guard let kind = nextByte else {
      take(.escape, upTo: end)
      return ""
    }
    let simple: [UInt8: String] = [
      UInt8(ascii: "n"): "\n", UInt8(ascii: "t"): "\t", .quote: "\"", .backslash: "\\", .dollar: "$",
    ]
    if let text = simple[kind] {
      take(.escape, upTo: offset + 2)
      return text
    }
    guard kind == UInt8(ascii: "u"), lexer.byte(at: offset + 2) ?? .openBrace == .openBrace else {
      let span = take(.escape, upTo: min(lexer.scalarEnd(from: offset + 1), end))
      report(.badEscape(text(span), at: span, isIncomplete: false))
      return ""
    }
    var place = min(offset + 3, end)
    while let digit = lexer.byte(at: place), digit.hexDigitValue != nil, place - start < 12 { place += 1 }
    let digits = lexer.text(min(start + 3, place), place)
    guard lexer.byte(at: place) == .closeBrace else {
      let span = take(.escape, upTo: place)
      if place < end { report(.badScalar(text(span), at: span)) }
      return ""
    }
    let span = take(.escape, upTo: place + 1)
    guard digits.utf8.count <= 6, let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else {
      report(.badScalar(text(span), at: span))
      return ""
    }
    return String(scalar)
  }

  /// `$name.field`, `${path}` or `$( rhs )`.
  private mutating func parseHole() -> StringPart? {
    let start = offset
    let upper = lexer.nameEnd(from: offset + 1)
    if upper > offset + 1 {
      let name = Name(lexer.text(offset + 1, upper), at: Span(offset + 1, upper))
      take(.variable, upTo: upper)
      var steps: [PathStep] = []
      let outer = height
      height = 0
      defer { height = max(outer, height) }
      while byte == .dot, let next = nextByte, next.startsName, climbStep() {
        take(.dot, upTo: offset + 1)
        steps.append(.field(takeName(.field), isOptional: false))
      }
      return .path(Path(name: name, steps: steps, at: Span(start, lastEnd)))
    }
    switch nextByte {
    case .openParenthesis:
      guard let rhs = parseGroup(.openTight, length: 2) else { return nil }
      return .group(rhs)
    case .openBrace:
      let bracket = open(.openTight, length: 2)
      guard let byte, byte.startsName else {
        if self.byte == .dollar {
          let span = Span(offset, offset + 1)
          fail(
            .expected(
              .expectedName, "a name in '${…}'", found: "'$'", at: span, hint: "write it without '$'",
              isIncomplete: false))
        } else {
          failExpected(.expectedName, "a name in '${…}'")
        }
        return nil
      }
      let name = takeName(.variable)
      let steps = parseStepsOfName()
      close(bracket)
      return .path(Path(name: name, steps: steps, at: Span(start, lastEnd)))
    default:
      let span = take(.text, upTo: offset + 1)
      // At the end of the input it is the closing quote that is missing.
      if !isAtEnd { report(.loneDollar(at: span, isIncomplete: false)) }
      return .text("$")
    }
  }
}

extension Int {
  fileprivate func clamped(to upper: Int) -> Int { Swift.min(self, upper) }
}
