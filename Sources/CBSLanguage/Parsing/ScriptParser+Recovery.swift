import CBSDiagnostics

extension ScriptParser {
  // MARK: Reporting

  /// Records a diagnostic and goes on as though nothing had happened.
  mutating func report(_ diagnostic: Diagnostic) {
    guard !isPanicking, !isMuted, !isEchoing else { return }
    // That the text breaks off is said once.
    if diagnostic.isIncomplete, diagnostics.last?.isIncomplete == true { return }
    diagnostics.append(traced(diagnostic))
    (isEchoing, quietLines) = (true, 0)
    if diagnostics.count >= Self.diagnosticLimit || followsMultilineText(diagnostic.span.lower) { isMuted = true }
  }

  /// Records a diagnostic and panics.
  mutating func fail(_ diagnostic: Diagnostic) {
    report(diagnostic)
    isPanicking = true
  }

  /// Fails at what stands here instead of `wanted`.
  mutating func failExpected(_ code: ErrorCode, _ wanted: String, hint: String? = nil) {
    skipTrivia()
    guard !isPanicking, !failAtForeignByte() else { return }
    let span = foundSpan
    fail(.expected(code, wanted, found: foundText, at: span, hint: hint, isIncomplete: isExtensible(span)))
  }

  /// Records what is most often the echo of an error before it, if there is none, and panics: brackets that do not
  /// balance, the rest of a list or a pipeline.
  mutating func failUnbalanced(_ diagnostic: Diagnostic) {
    if diagnostics.isEmpty { report(diagnostic) }
    isPanicking = true
  }

  /// Fails at a word that stands directly behind another.
  ///
  /// At a quote, and behind another error, it is most often the echo of a quote that does not balance, and so is all
  /// that follows.
  mutating func failGlued(_ hint: String) {
    let touchesQuote = [offset - 1, offset].contains { place in
      lexer.byte(at: place) == .quote || lexer.byte(at: place) == .apostrophe
    }
    if touchesQuote, !diagnostics.isEmpty { isMuted = true }
    fail(.gluedWords(at: Span(offset, offset + 1), hint: hint))
  }

  /// Fails at what stands here, where a statement should end.
  mutating func failUnexpected() {
    guard !isPanicking, !failAtForeignByte() else { return }
    let span = foundSpan
    switch byte {
    case .closeParenthesis, .closeSquare: failUnbalanced(.unmatched(text(span), at: span))
    case _ where Self.branches[text(span)] != nil:
      if diagnostics.isEmpty, let brace = misalignedBrace {
        return failUnbalanced(.missingClose(before: text(span), at: span, openedAt: brace))
      }
      failUnbalanced(.misplacedBranch(text(span), at: span, isIncomplete: span.upper == end))
    case .bar:
      let hint = "a line that goes on ends with '|'"
      failUnbalanced(.unexpected(foundText, at: span, hint: hint, isIncomplete: false))
    case .comma: failUnbalanced(.unexpected(foundText, at: span, isIncomplete: false))
    default: fail(.unexpected(foundText, at: span, isIncomplete: isExtensible(span)))
    }
  }

  /// Whether a quoted text with line breaks ended on the line of `place`: an error there is most often the echo of a
  /// quote that was not closed where it should have been, and so is all that follows.
  private func followsMultilineText(_ place: Int) -> Bool {
    if let quote = brackets.last(where: { $0.byte == .quote }),
      source.lineIndex(of: quote.offset) != source.lineIndex(of: place)
    {
      return true
    }
    return multilineText(endingBeside: place) != nil
  }

  /// What stands at `offset`, for a message.
  var foundText: String {
    guard offset < end else { return "the end" }
    if lexer.bytes[offset] == .lineFeed { return "the end of the line" }
    let span = foundSpan
    return "'\(text(span).shortened)'"
  }

  /// The token at `offset`, as far as that can be said without a mode.
  var foundSpan: Span {
    guard offset < end, lexer.bytes[offset] != .lineFeed else { return Span(at: min(offset, end)) }
    let name = lexer.nameEnd(from: offset)
    if name > offset { return Span(offset, name) }
    if lexer.bytes[offset].isDigit { return Span(offset, lexer.numberEnd(from: offset)) }
    return Span(offset, lexer.scalarEnd(from: offset))
  }

  /// Whether adding to the end of the input could change what stands at `span`: it is empty at the end, or it touches
  /// the end and begins a word that would do.
  func isExtensible(_ span: Span) -> Bool {
    guard span.upper == end else { return false }
    if span.isEmpty { return true }
    let found = text(span)
    return acceptable.contains { $0 != found && $0.hasPrefix(found) }
  }

  /// Fails at bytes that belong to no token: control characters, other shells' operators, a lone backslash.
  mutating func failAtForeignByte() -> Bool {
    guard let byte else { return false }
    let here = Span(offset, offset + 1)
    let pair = Span(offset, min(offset + 2, end))
    switch byte {
    case UInt8(ascii: "&"):
      if nextByte == byte {
        fail(
          .shellSyntax(
            "&&", at: pair, instead: "a failure stops the script: write ';' or a new line; in a condition, 'and'"))
      } else {
        fail(.shellSyntax("&", at: here, instead: "use parallel { … }"))
      }
    case .bar where nextByte == .bar:
      fail(.shellSyntax("||", at: pair, instead: "use try { … } catch e { … }; in a condition, 'or'"))
    case UInt8(ascii: ">"):
      fail(
        .shellSyntax(
          ">", at: here, instead: "from outside: cbs FILE.cbs > OUTPUT; to compare, a condition: if $a > $b { … }"))
    case UInt8(ascii: "<"):
      fail(.shellSyntax("<", at: here, instead: "use a command that reads the file, or a flag"))
    case UInt8(ascii: "`"):
      fail(.shellSyntax("`", at: here, instead: "use (command …) for the value of a command"))
    case .backslash:
      fail(
        .loneBackslash(at: here, isIncomplete: offset + 1 == end || (offset + 2 == end && nextByte == .carriageReturn)))
    case let control where control.isControl:
      fail(.controlCharacter(control, at: here))
    default:
      return false
    }
    return true
  }

  // MARK: Skipping

  /// Leaves panic: skips to the end of the statement whose first bracket is at `base` of the open ones.
  mutating func synchronize(to base: Int) {
    isPanicking = false
    isEchoing = true
    acceptable.removeAll(keepingCapacity: true)
    var open = brackets[base...].map(\.byte)
    brackets.removeLast(brackets.count - base)
    skip(&open) { $0 == .semicolon }
  }

  /// Skips to `{`, or to the end of the line or block, when a block is missing.
  mutating func skipToBlock() {
    var open: [UInt8] = []
    skip(&open) { $0 == .openBrace }
  }

  /// Skips tokens until, outside the brackets in `open` and those met, a line ends, an enclosing block ends, or `stop`.
  private mutating func skip(_ open: inout [UInt8], until stop: (UInt8) -> Bool) {
    while offset < end {
      let byte = lexer.bytes[offset]
      if open.last == .quote {
        skipText(&open)
        continue
      }
      if open.isEmpty, stop(byte) { return }
      if let (kind, upper) = lexer.trivia(at: offset) {
        if kind == .newline, open.isEmpty, !goesOn { return }
        take(kind == .newline ? .lineBreak : kind, upTo: upper)
        continue
      }
      switch byte {
      case .quote:
        open.append(.quote)
        take(.quoteOpen, upTo: offset + 1)
      case .apostrophe: skipRaw()
      case .openParenthesis, .openSquare, .openBrace:
        open.append(byte)
        take(.invalid, upTo: offset + 1)
      case .closeParenthesis, .closeSquare:
        if let index = open.lastIndex(where: { $0.closing == byte }), !open[index...].contains(.quote) {
          open.removeLast(open.count - index)
        }
        take(.invalid, upTo: offset + 1)
      case .closeBrace:
        if let index = open.lastIndex(where: { $0 == .openBrace || $0 == .quote }), open[index] == .openBrace {
          open.removeLast(open.count - index)
        } else if !(open.last.map { closesOnThisLine($0.closing) } ?? false) {
          return
        }
        take(.invalid, upTo: offset + 1)
      default:
        let upper = lexer.bareEnd(from: offset)
        take(.invalid, upTo: upper > offset ? upper : lexer.scalarEnd(from: offset))
      }
    }
  }

  /// Whether the next line belongs to what is skipped.
  private var goesOn: Bool {
    guard let last = lexer.byte(at: lastEnd - 1) else { return false }
    return last == .bar || last == .comma
  }

  /// Whether `closer` follows nearby on the line, so that the brace here is the one that is too many.
  private func closesOnThisLine(_ closer: UInt8) -> Bool {
    var place = offset + 1
    while place < end, place < offset + 400, lexer.bytes[place] != .lineFeed {
      if lexer.bytes[place] == closer { return true }
      place += 1
    }
    return false
  }

  /// Skips what follows inside `"…"`, up to its end or a hole.
  private mutating func skipText(_ open: inout [UInt8]) {
    var place = offset
    while place < end {
      let byte = lexer.bytes[place]
      if byte == .quote || (byte == .dollar && lexer.byte(at: place + 1) == .openParenthesis) { break }
      // The line had an error and its quotes do not balance: what follows is not worth reporting.
      if byte == .lineFeed { isMuted = true }
      place += byte == .backslash ? 2 : 1
    }
    place = min(place, end)
    if place > offset { take(.text, upTo: place) }
    guard place < end else { return }
    if lexer.bytes[place] == .quote {
      open.removeLast()
      take(.quoteClose, upTo: place + 1)
    } else {
      open.append(.openParenthesis)
      take(.openTight, upTo: place + 2)
    }
  }

  private mutating func skipRaw() {
    var place = offset + 1
    while place < end, lexer.bytes[place] != .apostrophe {
      if lexer.bytes[place] == .lineFeed { isMuted = true }
      place += 1
    }
    if place >= end { isMuted = true }
    take(.raw, upTo: min(place + 1, end))
  }
}
