/// An error or warning about source text, found before anything runs. Lexer, parser and checker collect them.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: String, Sendable { case error, warning }

  /// A second place that explains the first.
  package struct Note: Hashable, Sendable {
    package let message: String
    package let span: Span?
    package init(_ message: String, at span: Span? = nil) {
      self.message = message
      self.span = span
    }
  }

  /// What kind of error it is, printed as `error[unknown-flag]`.
  package let code: ErrorCode
  package var severity: Severity
  package let message: String
  package let span: Span
  package var notes: [Note]
  /// What to do; printed after the carets.
  package var hint: String?
  /// Whether some continuation of the input removes this error; the prompt then asks for another line.
  package var isIncomplete: Bool

  package init(
    _ code: ErrorCode, _ message: String, at span: Span, severity: Severity = .error, notes: [Note] = [],
    hint: String? = nil, isIncomplete: Bool = false
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.span = span
    self.notes = notes
    self.hint = hint
    self.isIncomplete = isIncomplete
  }
}
