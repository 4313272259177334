import CBSDiagnostics

/// Where a fault was most likely made, when it shows only further on.
extension ScriptParser {
  /// What a command is taken for when its first word is a slip, and what may begin a stage.
  private static let headWords =
    [
      "let", "set", "if", "for", "while", "def", "try", "wait", "assert", "check", "parallel", "return", "throw",
      "exit",
    ] + Parser.stageWords

  /// What may stand behind something else.
  private static let innerWords = [
    "in", "and", "or", "elif", "else", "catch", "finally", "until", "every", "within", "fail", "desc", "from",
  ]

  /// Words that may stand where a value does.
  private static let valueWords = ["not", "true", "false", "null", "fails"]

  /// Errors that tell that something stands where nothing like it was expected.
  private static let surprises: Set<ErrorCode> = [
    .unexpectedToken, .expectedName, .expectedValue, .expectedCommand, .expectedBlock, .expectedWord, .gluedWords,
    .commandInExpression, .missingBranch,
  ]

  /// The diagnostic, or what follows it: a misspelt word before it or under it, or what began on an earlier line.
  func traced(_ diagnostic: Diagnostic) -> Diagnostic {
    let isSurprise = Self.surprises.contains(diagnostic.code)
    // The head of a command is all that makes one of `<` and `>`.
    if isSurprise || diagnostic.code == .shellSyntax, let commandHead, commandHead.span.upper < diagnostic.span.lower,
      let near = commandHead.text.nearest(among: Self.headWords), near != commandHead.text
    {
      return .misspelt(commandHead, near: near, isIncomplete: diagnostic.isIncomplete)
    }
    guard isSurprise || diagnostic.code == .unclosedBracket else { return diagnostic }
    let words = diagnostic.code == .commandInExpression ? Self.valueWords : Self.innerWords
    var diagnostic = diagnostic
    let found = diagnostic.span.upper - diagnostic.span.lower <= 16 ? text(diagnostic.span) : ""
    if found == "=" {
      diagnostic.hint = "write == to compare"
    } else if found.utf8.count > 1, !Parser.isReserved(found), let near = found.nearest(among: words) {
      diagnostic.hint = "did you mean '\(near)'?"
    }
    if let text = multilineText(endingBeside: diagnostic.span.lower) {
      diagnostic.notes = [
        Diagnostic.Note(
          "this string continues on a later line; is its closing quote missing?", at: Span(text.lower, text.lower + 1))
      ]
    } else if diagnostic.notes.isEmpty, let bracket = bracket(openedBeforeLineOf: diagnostic.span.lower) {
      diagnostic.notes = [
        Diagnostic.Note(
          "this '\(bracket.byte.character)' is still open", at: Span(bracket.offset, bracket.offset + 1))
      ]
    }
    return diagnostic
  }

  /// The innermost `(` or `[` that an earlier line has opened.
  private func bracket(openedBeforeLineOf place: Int) -> Bracket? {
    let line = source.lineIndex(of: place)
    return brackets.last {
      [.openParenthesis, .openSquare].contains($0.byte) && source.lineIndex(of: $0.offset) < line
    }
  }

  /// The last quoted text with a line break in it, where it ends on the line of `place`.
  func multilineText(endingBeside place: Int) -> Span? {
    guard let multiline else { return nil }
    return source.lineIndex(of: multiline.upper) == source.lineIndex(of: max(place, multiline.upper)) ? multiline : nil
  }

  /// The `{` at `opening`, or the one that lacks its `}` more likely.
  func unclosedBrace(_ opening: Int) -> Span { misalignedBrace ?? Span(opening, opening + 1) }

  /// The first `{` that lacks its `}`, as the indentation tells: the `}` that closes it begins a line further to the
  /// left than its own line does. Nil where every line stands as it should.
  var misalignedBrace: Span? {
    var braces: [Int] = []
    for token in tokens {
      if token.kind == .openBlock { braces.append(token.span.lower) }
      guard token.kind == .closeBlock, let brace = braces.popLast() else { continue }
      let (own, closing) = (source.lineIndex(of: brace), source.lineIndex(of: token.span.lower))
      let indentation = indentation(of: closing)
      guard own != closing, source.lineStarts[closing] + indentation == token.span.lower else { continue }
      if indentation < self.indentation(of: own) { return Span(brace, brace + 1) }
    }
    return nil
  }

  /// Blanks at the beginning of the line.
  private func indentation(of line: Int) -> Int {
    var place = source.lineStarts[line]
    while let byte = lexer.byte(at: place), byte == .space || byte == .tab { place += 1 }
    return place - source.lineStarts[line]
  }
}
