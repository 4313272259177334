package import CBSDiagnostics

/// A piece of the source; the tokens of a parse cover it without gap or overlap.
///
/// What a character is depends on where it stands (`-` is part of a word in a command and an operator in an
/// expression), so the parser says while it reads; blanks, line breaks and comments are tokens as well.
package struct Token: Hashable, Sendable {
  package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    // What separates.
    case blank, comment
    /// `\` and the line break after it.
    case continuation
    /// A line break that ends a statement.
    case newline
    /// A line break inside brackets or behind `|`: a blank.
    case lineBreak
    case semicolon, comma, colon, pipe
    // Words.
    case keyword
    /// The first word of a command.
    case command
    case bare, flag
    /// `=` between a flag and its value.
    case flagEquals
    /// A whole `'…'`.
    case raw
    // The pieces of `"…"`.
    case quoteOpen, quoteClose, text, escape
    // Pieces of expressions.
    /// `$name`, or `name` in `${name}`.
    case variable
    /// The name behind a dot.
    case field
    /// `.` or `?.` of a step.
    case dot
    /// `.` that stands for the element.
    case element
    case number
    /// The name of a function, a record key, a new variable, a type.
    case name
    /// An operator between two operands, or `=`.
    case symbol
    /// `-` before an operand.
    case prefix
    // Brackets.
    case openGroup, openList, openRecord, openBlock
    /// The bracket of a call, an index, `${` or `$(`: stands directly behind what comes before.
    case openTight
    case close, closeBlock
    /// What the parser skipped.
    case invalid

    /// Whether the parser takes it for a blank.
    package var isTrivia: Bool {
      switch self {
      case .blank, .comment, .continuation, .lineBreak: true
      default: false
      }
    }
  }

  package let kind: Kind
  package let span: Span

  package init(_ kind: Kind, at span: Span) {
    self.kind = kind
    self.span = span
  }
}
