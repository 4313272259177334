import CBSDiagnostics
import CBSText

extension Diagnostic {
  static func invalidEncoding(at span: Span, isTruncated: Bool) -> Self {
    Self(
      .invalidEncoding, "the text is not UTF-8 here", at: span, hint: "save the file as UTF-8",
      isIncomplete: isTruncated)
  }

  static func controlCharacter(_ byte: UInt8, at span: Span) -> Self {
    let code = String(byte, radix: 16)
    return Self(
      .controlCharacter, "a control character (\\u{\(code)}) is outside quotes", at: span,
      hint: "remove it, or write \"\\u{\(code)}\"")
  }

  static func unusualBlank(_ scalar: Unicode.Scalar, at span: Span) -> Self {
    let code = scalar.value.padded(to: 4, radix: 16, uppercase: true)
    return Self(
      .unusualBlank, "U+\(code) looks like a space but is not one", at: span,
      hint: "write an ordinary space, or quote the word")
  }

  static func typographicQuote(_ character: String, at span: Span) -> Self {
    Self(.typographicQuote, "'\(character)' is not a quote here", at: span, hint: "write ' or \"")
  }

  static func unterminatedString(quote: String, openedAt open: Span, end: Int) -> Self {
    Self(
      .unterminatedString, "the string that begins here has no closing \(quote)", at: open,
      hint: "close it with \(quote)", isIncomplete: true)
  }

  static func badEscape(_ escape: String, at span: Span, isIncomplete: Bool) -> Self {
    let hint =
      escape == "\\'" ? "an apostrophe needs no backslash in \"…\"" : "use \\n \\t \\\" \\\\ \\$ or \\u{…}"
    return Self(
      .badEscape, "'\(escape)' is not an escape", at: span, hint: hint, isIncomplete: isIncomplete)
  }

  static func badScalar(_ escape: String, at span: Span) -> Self {
    Self(
      .badEscape, "'\(escape)' is not a Unicode scalar", at: span,
      hint: "write 1 to 6 hex digits up to 10ffff, without surrogates")
  }

  static func loneDollar(at span: Span, isIncomplete: Bool) -> Self {
    Self(
      .loneDollar, "'$' must be followed by a name", at: span, hint: "write \\$ for a dollar sign",
      isIncomplete: isIncomplete)
  }

  static func badNumber(_ text: String, at span: Span, isIncomplete: Bool) -> Self {
    Self(
      .badNumber, "'\(text.shortened)' is not a number", at: span,
      hint: "numbers look like 42, 3.5, 1e9, durations like 500ms or 1h30m, sizes like 10GiB; quote a string",
      isIncomplete: isIncomplete)
  }

  static func numberTooBig(_ text: String, at span: Span, isIncomplete: Bool) -> Self {
    Self(
      .numberTooBig, "'\(text.shortened)' does not fit into 64 bits", at: span,
      hint: "quote it to keep its digits as a string",
      isIncomplete: isIncomplete)
  }

  static func loneBackslash(at span: Span, isIncomplete: Bool) -> Self {
    Self(
      .loneBackslash, "'\\' joins lines only at the very end of one", at: span,
      hint: "remove what follows it, or quote the word", isIncomplete: isIncomplete)
  }

  static func danglingBackslash(at span: Span) -> Self {
    Self(
      .loneBackslash, "'\\' joins this line with the next, and there is none", at: span, hint: "remove it",
      isIncomplete: true)
  }

  /// For what other shells have and this language does not.
  static func shellSyntax(_ text: String, at span: Span, instead: String) -> Self {
    Self(.shellSyntax, "'\(text)' is not part of this language", at: span, hint: instead)
  }
}
