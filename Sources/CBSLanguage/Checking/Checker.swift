package import CBSDiagnostics
package import CBSValues

/// Judges a whole script before anything runs: names, commands and their arguments, types and fields where they are
/// known, places that no run reaches.
///
/// Sends nothing and reads nothing. Only what is certain is an error: what may be right is left to the run. A text
/// with syntax errors gets those alone: what could not be read would make everything after it look wrong.
package struct Checker: Sendable {
  let table: CommandTable
  let functions: [String: FunctionSignature]
  let otherNames: [String: String]
  let defined: [String: ValueType]
  let isWhole: Bool
  let main: Span?

  /// - Parameters:
  ///   - otherNames: names that functions have elsewhere, each with what to write instead.
  ///   - defined: names that have a value already, from earlier lines of the session, with what is known of it.
  ///   - isWhole: whether nothing follows the text, as with a script: then it is told what it makes and never uses.
  ///   - main: the part of the text whose unused names are told; an included file makes more than one script uses.
  package init(
    table: CommandTable, functions: [FunctionSignature], otherNames: [String: String] = [:],
    defined: [String: ValueType] = [:], isWhole: Bool = false, main: Span? = nil
  ) {
    self.table = table
    self.functions = Dictionary(functions.map { ($0.name, $0) }) { first, _ in first }
    self.otherNames = otherNames
    self.defined = defined
    self.isWhole = isWhole
    self.main = main
  }

  /// Checks the text and binds its commands; one fault gives one diagnostic. Takes time linear in the text.
  package func check(_ parsed: ParsedSource) -> CheckedSource {
    guard parsed.diagnostics.isEmpty else { return CheckedSource(unchecked: parsed) }
    var walk = CheckingWalk(self, parsed.script)
    walk.check(parsed.script)
    let diagnostics = walk.diagnostics.sorted { ($0.span.lower, $0.span.upper) < ($1.span.lower, $1.span.upper) }
    return CheckedSource(parsed, diagnostics, bindings: walk.bindings)
  }
}
