package import CBSDiagnostics

/// What stands at the cursor of a half-typed text: what completion and hints need to know.
package struct CursorContext: Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    /// Where a statement, or the right side of `=`, or a group starts: a command, a keyword or a value.
    case start
    /// Where a stage starts, behind `|`.
    case stage
    /// A word or flag of the command in `words`.
    case argument
    /// Behind `--name=`; the name without dashes.
    case flagValue(String)
    /// A name behind `$`, or a field behind the dots: `path` holds the names before it.
    case variable(path: [String])
    /// A field of the element of a stage, or of what a `wait` looks at: `.name`.
    case element(path: [String])
    /// A value in an expression.
    case expression
    /// Nothing that could be completed: a new name, a comment, the text between holes, the field of a group.
    case other
  }

  package enum Quote: Hashable, Sendable { case bare, raw, string }

  package let place: Place
  /// The words of the innermost unfinished command before the cursor's word, quoting resolved, its name first.
  /// What is computed stands as written.
  package let words: [String]
  /// Which of `words` are flags.
  package let flags: Set<Int>
  /// What is typed of the word the cursor stands behind, quoting resolved.
  package let partial: String
  /// The bytes that a completion replaces: the word with its quote, or the name behind `$` or a dot.
  package let span: Span
  package let quote: Quote
  /// 0 in the command, 1 behind the first `|`.
  package let stage: Int
  /// The words of the command whose values a stage receives, or `$name` and fields; empty in stage 0.
  package let input: [String]

  /// How many words stand before the cursor's.
  package var index: Int { words.count }

  /// Reads `text` up to the UTF-8 offset `offset`; never fails, whatever the text.
  package static func at(_ offset: Int, in text: String) -> CursorContext {
    let bytes = Array(text.utf8.prefix(max(0, offset)))
    let source = Source(name: "", bytes: bytes)
    var walk = CursorWalk(source: source, tokens: Parser.parse(source).tokens)
    return walk.run()
  }
}
