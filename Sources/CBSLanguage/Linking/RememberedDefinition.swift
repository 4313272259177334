import CBSDiagnostics

/// A `def` of an earlier text of a session, as it was written.
package struct RememberedDefinition: Sendable {
  package let name: String
  /// What the text was called that it stood in.
  let sourceName: String
  let bytes: [UInt8]
  /// The number of its first line in that text.
  let line: Int
}

extension ParsedSource {
  /// The `def`s of the top level, for later texts of the session.
  package var definitions: [RememberedDefinition] {
    script.statements.compactMap { statement in
      guard case .definition(let name, _, _) = statement.kind else { return nil }
      return RememberedDefinition(
        name: name.text, sourceName: source.name(at: statement.span.lower),
        bytes: Array(source.bytes[statement.span.lower..<statement.span.upper]),
        line: source.position(of: statement.span.lower).line)
    }
  }

  /// The text with `def`s of earlier ones before it. A `def` of the text itself stands in the place of an earlier one.
  package func remembering(_ definitions: [RememberedDefinition]) -> ParsedSource {
    let own = Set(self.definitions.map(\.name))
    let earlier = definitions.filter { !own.contains($0.name) }
    guard !earlier.isEmpty else { return self }
    let joined = Source(source, including: earlier.map { ($0.sourceName, $0.bytes, $0.line) })
    var script = script
    var tokens = tokens
    for part in joined.parts.dropFirst(source.parts.count).reversed() {
      script.statements.insert(contentsOf: Parser.parse(part, of: joined).script.statements, at: 0)
    }
    tokens.append(Token(.newline, at: Span(source.bytes.count, joined.bytes.count)))
    return ParsedSource(source: joined, script: script, diagnostics: diagnostics, tokens: tokens)
  }
}
