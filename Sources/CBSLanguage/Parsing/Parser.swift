package import CBSDiagnostics

/// A source with its tree, its tokens and what is wrong with it.
package struct ParsedSource: Sendable {
  package let source: Source
  package let script: Script
  package let diagnostics: [Diagnostic]
  /// Cover the source without gap or overlap, in order.
  package let tokens: [Token]

  /// Whether there are errors and some continuation of the text removes them all.
  ///
  /// A prompt that has read whole lines asks about the text with its last line break: `1e` may become a number,
  /// `1e` and a line break may not.
  package var isIncomplete: Bool {
    !diagnostics.isEmpty && diagnostics.allSatisfy(\.isIncomplete)
  }

  /// The same for `source`, whose text is this one without its last line break; nil where the text is another or has
  /// errors, which may be other errors without the line break.
  package func withoutLastLineBreak(as source: Source) -> ParsedSource? {
    guard diagnostics.isEmpty, case .newline? = tokens.last?.kind, source.parts.count == 1,
      self.source.bytes.dropLast().elementsEqual(source.bytes)
    else { return nil }
    return ParsedSource(source: source, script: script, diagnostics: [], tokens: tokens.dropLast())
  }
}

/// Reads the whole grammar of `language.md`, section 2.
///
/// Always returns a tree, never throws, takes linear time and bounded depth. One fault in the text gives one
/// diagnostic: after it the rest of the statement is skipped, and what an unbalanced brace or quote would cause
/// further down is kept quiet.
package enum Parser {
  /// Reads the text itself; of a source with several parts the first.
  package static func parse(_ source: Source) -> ParsedSource { parse(source.parts[0], of: source) }

  /// Reads one part of a source. Spans are offsets into the source; the tokens cover the part.
  static func parse(_ part: SourcePart, of source: Source) -> ParsedSource {
    var parser = ScriptParser(source, part: part)
    let script = parser.parseScript()
    return ParsedSource(
      source: source, script: script, diagnostics: parser.diagnostics, tokens: parser.tokens)
  }

  /// The headers of a text alone, without a look at what follows them.
  static func headers(of source: Source) -> [Header] {
    var parser = ScriptParser(source, part: source.parts[0])
    return parser.parseHeaders()
  }

  /// Words with a meaning of their own where a statement or a value starts.
  package static let reservedWords: [String] = [
    "param", "secret", "include", "include?", "let", "set", "if", "elif", "else", "for", "while", "def", "try",
    "catch", "finally", "wait", "assert", "check", "parallel", "return", "break", "continue", "throw", "exit",
    "true", "false", "null", "not", "and", "or",
  ]

  /// Words that begin a stage with syntax of its own.
  package static let stageWords: [String] = StageDeclaration.overElements.map(\.word)

  private static let reserved = Set(reservedWords)

  package static func isReserved(_ word: String) -> Bool { reserved.contains(word) }
}
