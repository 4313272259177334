package import CBSDiagnostics

/// A source that was checked: its diagnostics, and what each of its commands was bound to.
///
/// Checking, compiling and the search for missing keys share the bindings: a command is bound once, and a word that is
/// the same in every run is read once.
package struct CheckedSource: Sendable {
  package let parsed: ParsedSource
  /// In the order of the text; those of the parser alone where there are any.
  package let diagnostics: [Diagnostic]
  /// By the offset at which the command begins.
  private let bindings: [Int: Binding]

  init(_ parsed: ParsedSource, _ diagnostics: [Diagnostic], bindings: [Int: Binding]) {
    self.parsed = parsed
    self.diagnostics = diagnostics
    self.bindings = bindings
  }

  /// A source that is not checked further: one with syntax errors, or an empty one.
  package init(unchecked parsed: ParsedSource) {
    self.init(parsed, parsed.diagnostics, bindings: [:])
  }

  /// Whether nothing forbids to run it.
  package var mayRun: Bool { !diagnostics.contains { $0.severity == .error } }

  /// What the command was bound to; nil where there is no such command.
  package func binding(of command: Command) -> Binding? { bindings[command.span.lower] }

  /// Bindings in the order of the text.
  package var orderedBindings: [Binding] {
    bindings.sorted { $0.key < $1.key }.map(\.value)
  }
}
