package import CBSDiagnostics

/// `( command | expression ) { | stage }`
package struct Pipeline: Sendable {
  /// Where the values come from.
  package indirect enum Head: Sendable {
    case command(Command)
    /// Has at least one stage; an expression alone is no pipeline.
    case expression(Expression)
  }

  package let head: Head
  package let stages: [Stage]
  /// From the head up to the last stage.
  package let span: Span

  package init(_ head: Head, stages: [Stage], at span: Span) {
    self.head = head
    self.stages = stages
    self.span = span
  }
}

/// What stands behind `|`.
package struct Stage: Sendable {
  package indirect enum Kind: Sendable {
    /// `where map sort …`, each with an expression over `.field` of the element; `desc` may follow a key.
    case expression(StageDeclaration, Expression, isDescending: Bool)
    /// `each`
    case block(StageDeclaration, Block)
    /// `first last count select …`: a command whose input is the value so far.
    case command(Command)
  }

  package let kind: Kind
  package let span: Span
  package init(_ kind: Kind, at span: Span) {
    self.kind = kind
    self.span = span
  }
}

/// A command as written: bare words first, then flags and words in any order.
///
/// Which of the leading bare words are its name is for the command table to say: longest match.
package struct Command: Sendable {
  package enum Argument: Sendable {
    case word(Word)
    /// `--name`, `--name=word` or `-n`. `name` has no dashes. Whether a following word is its value is the
    /// table's to say.
    case flag(name: Name, value: Word?)

    package var span: Span {
      switch self {
      case .word(let word): word.span
      case .flag(let name, let value): value.map { name.span.union($0.span) } ?? name.span
      }
    }
  }

  /// Arguments that are written without quotes and are plain text.
  var bareWords: [Name] {
    arguments.compactMap { argument in
      guard case .word(let word) = argument, case .bare(let text) = word.kind else { return nil }
      return Name(text, at: word.span)
    }
  }

  /// The first token; always a bare word.
  package let head: Name
  package var arguments: [Argument]
  package let span: Span
  package init(head: Name, arguments: [Argument], at span: Span) {
    self.head = head
    self.arguments = arguments
    self.span = span
  }
}

/// One argument: one word in the source, never split, globbed or scanned again.
package struct Word: Sendable {
  package indirect enum Kind: Sendable {
    /// Unquoted. The parameter gives it its type: `007`, `true` and `1e5` stay text where text is wanted.
    case bare(String)
    /// `'…'`, nothing in it is special.
    case raw(String)
    case string([StringPart])
    case path(Path)
    case group(Rhs)
    case list([Expression])
    case record([RecordEntry])
  }

  package let kind: Kind
  package let span: Span
  package init(_ kind: Kind, at span: Span) {
    self.kind = kind
    self.span = span
  }
}
