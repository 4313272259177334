import CBSDiagnostics

extension Diagnostic {
  /// Something other than `wanted` stands at `span`.
  static func expected(
    _ code: ErrorCode, _ wanted: String, found: String, at span: Span, hint: String? = nil,
    isIncomplete: Bool
  ) -> Self {
    Self(code, "expected \(wanted), found \(found)", at: span, hint: hint, isIncomplete: isIncomplete)
  }

  static func unexpected(_ found: String, at span: Span, hint: String? = nil, isIncomplete: Bool) -> Self {
    Self(.unexpectedToken, "\(found) is not allowed here", at: span, hint: hint, isIncomplete: isIncomplete)
  }

  /// A word that is not one of the language's where one of them is meant.
  static func misspelt(_ word: Name, near: String, isIncomplete: Bool) -> Self {
    Self(
      .unexpectedToken, "'\(word.text.shortened)' is not allowed here", at: word.span, hint: "did you mean '\(near)'?",
      isIncomplete: isIncomplete)
  }

  static func unclosed(
    _ open: String, openedAt openSpan: Span, close: String, found: String, at span: Span, isIncomplete: Bool
  ) -> Self {
    Self(
      .unclosedBracket, "expected \(close), found \(found)", at: span,
      notes: [Note("this '\(open)' is still open", at: openSpan)], isIncomplete: isIncomplete)
  }

  static func unmatched(_ close: String, at span: Span) -> Self {
    Self(.unmatchedBracket, "'\(close)' closes nothing", at: span, hint: "remove it, or open it before")
  }

  static func gluedWords(at span: Span, hint: String) -> Self {
    Self(.gluedWords, "two words have no space between them", at: span, hint: hint)
  }

  static func badFlag(_ flag: String, at span: Span, hint: String) -> Self {
    Self(.badFlag, "'\(flag)' is not a flag", at: span, hint: hint)
  }

  static func missingFlagValue(_ flag: String, at span: Span, isIncomplete: Bool) -> Self {
    Self(
      .missingFlagValue, "'\(flag)=' has no value", at: span, hint: "write \(flag)='' for an empty one",
      isIncomplete: isIncomplete)
  }

  static func tooDeep(limit: Int, at span: Span) -> Self {
    Self(.tooDeep, "this is nested more than \(limit) levels deep", at: span, hint: "name a part of it with 'let'")
  }

  static func tooLong(limit: Int, at span: Span) -> Self {
    Self(
      .tooDeep, "this expression chains more than \(limit) operators", at: span,
      hint: "name a part of it with 'let'")
  }

  static func tooManySteps(limit: Int, at span: Span) -> Self {
    Self(
      .tooDeep, "this goes more than \(limit) steps into a value", at: span, hint: "name a part of it with 'let'")
  }

  static func lateHeader(_ keyword: String, at span: Span, isIncomplete: Bool) -> Self {
    Self(
      .lateHeader, "'\(keyword)' must come before the first statement", at: span,
      hint: "move it to the top of the script", isIncomplete: isIncomplete)
  }

  static func misplacedBranch(_ keyword: String, at span: Span, isIncomplete: Bool) -> Self {
    let owner = keyword == "catch" || keyword == "finally" ? "try" : "if"
    return Self(
      .misplacedBranch, "'\(keyword)' has no '\(owner)' before it", at: span,
      hint: "write it on the line of the '}' that closes the block before it", isIncomplete: isIncomplete)
  }

  static func missingClose(before keyword: String, at span: Span, openedAt open: Span) -> Self {
    Self(
      .unclosedBracket, "expected '}' before '\(keyword)'", at: span,
      notes: [Note("this '{' is still open", at: open)])
  }

  static func reservedName(_ name: String, at span: Span, isIncomplete: Bool) -> Self {
    Self(
      .reservedWord, "'\(name.shortened)' is a reserved word", at: span, hint: "choose another name",
      isIncomplete: isIncomplete)
  }

  static func statementAsCommand(_ keyword: String, at span: Span, isIncomplete: Bool) -> Self {
    Self(
      .reservedWord, "'\(keyword)' is a statement and has no value", at: span,
      hint: "write it on a line of its own, or quote '\(keyword)' as a string", isIncomplete: isIncomplete)
  }

  static func chainedComparison(at span: Span) -> Self {
    Self(.chainedComparison, "comparisons do not chain", at: span, hint: "write a < b and b < c")
  }

  static func commandInExpression(_ name: String, at span: Span, isIncomplete: Bool) -> Self {
    Self(
      .commandInExpression, "'\(name.shortened)' is neither a value nor a variable", at: span,
      hint:
        "write $\(name.shortened) for a variable, '\(name.shortened)' in quotes for a string, "
        + "(\(name.shortened) …) for a command",
      isIncomplete: isIncomplete)
  }

  static func nameOfField(_ name: String, at span: Span, isIncomplete: Bool) -> Self {
    let name = name.shortened
    return Self(
      .commandInExpression, "'\(name)' is neither a value nor a variable", at: span,
      hint: "write .\(name) for the field, $\(name) for a variable, '\(name)' in quotes for a string",
      isIncomplete: isIncomplete)
  }

  static func notALiteral(_ text: String, at span: Span, isIncomplete: Bool) -> Self {
    let isWord = text.utf8.allSatisfy(\.isBare) && text.utf8.contains { $0.isLetter }
    return Self(
      .notALiteral, "a default must be a literal value", at: span,
      hint: isWord ? "quote the string: '\(text.shortened)'" : "write the value itself, or compute it in a 'let'",
      isIncomplete: isIncomplete)
  }

  static func assignment(_ target: String, at span: Span, isIncomplete: Bool) -> Self {
    let isName = target.utf8.allSatisfy(\.continuesName)
    let hint =
      isName
      ? "write let \(target.shortened) = … for a new name, set $\(target.shortened) = … for one that exists"
      : "write set $\(target.shortened) = …"
    return Self(
      .assignment, "'=' alone does not name a value", at: span, hint: hint, isIncomplete: isIncomplete)
  }

  static func repeatedClause(_ word: String, at span: Span) -> Self {
    Self(.repeatedClause, "'\(word)' is given twice", at: span, hint: "keep one of them")
  }
}
