/// An error or warning about source text, found before anything runs. Lexer, parser and checker collect them.
package struct Diagnostic: Hashable, Sendable {
  /// The stable kebab-case name of a kind of diagnostic, printed as `error[unknown-flag]`.
  ///
  /// Each phase declares its own as static members, next to the functions with their wording.
  package struct ID: Hashable, Sendable, ExpressibleByStringLiteral {
    package let name: String
    package init(_ name: String) { self.name = name }
    package init(stringLiteral value: String) { name = value }
  }

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

  package let id: ID
  package var severity: Severity
  package let message: String
  package let span: Span
  package var notes: [Note]
  /// What to do; printed after the carets.
  package var hint: String?
  /// Whether some continuation of the input removes this error; the prompt then asks for another line.
  package var isIncomplete: Bool

  package init(
    _ id: ID, _ message: String, at span: Span, severity: Severity = .error, notes: [Note] = [],
    hint: String? = nil, isIncomplete: Bool = false
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.span = span
    self.notes = notes
    self.hint = hint
    self.isIncomplete = isIncomplete
  }
}
