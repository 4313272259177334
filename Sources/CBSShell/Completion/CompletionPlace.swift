import CBSDiagnostics
import CBSLanguage

/// What could be written at the cursor, as far as completion tells places apart.
struct CompletionPlace: Equatable {
  /// A piece of the innermost unfinished command, before the word at the cursor.
  enum Piece: Equatable {
    /// What is computed stands as it is written.
    case word(String)
    /// Without dashes; `isValued` where `=word` follows.
    case flag(String, isValued: Bool)
    /// `--`: no flag stands after it.
    case endOfFlags
  }

  enum Target: Equatable {
    /// Where a statement begins, or a command in parentheses or after `=`.
    case head(isStatement: Bool)
    /// Behind `|`.
    case stage
    case argument([Piece])
    /// The value after `--name=`.
    case flagValue([Piece], flag: String)
    /// A name behind `$`.
    case variable
    /// A field behind `$name.a.`; "[]" is any element of a list.
    case field(path: [String])
    /// A field of the element behind `where .`, of what the command `words` answers.
    case element(path: [String], of: [String])
    /// A word inside an expression: a function.
    case operand
    /// Nothing can be said here.
    case nothing
  }

  let target: Target
  /// What stands at the cursor, its quotes taken off.
  let partial: String
  let quote: CursorContext.Quote
  /// UTF-8 offsets of what a candidate replaces.
  let replacing: Range<Int>

  /// The place behind the first `cursor` bytes of `text`; what follows them is not looked at.
  init(_ text: String, cursor: Int) {
    let context = CursorContext.at(cursor, in: text)
    partial = context.partial
    quote = context.quote
    replacing = context.span.lower..<context.span.upper
    target =
      switch context.place {
      case .start where context.quote == .bare:
        .head(isStatement: Self.beginsStatement(text.utf8.prefix(context.span.lower)))
      case .stage where context.quote == .bare: .stage
      case .argument: .argument(Self.pieces(of: context))
      case .flagValue(let name): .flagValue(Self.pieces(of: context), flag: name)
      case .variable(let path): path.isEmpty ? .variable : .field(path: path)
      case .element(let path): Self.element(path, of: context.input.isEmpty ? context.words : context.input)
      case .expression where context.quote == .bare: .operand
      case .start, .stage, .expression, .other: .nothing
      }
  }

  /// A field of the element of what `words` stand for: a command, or a variable with its fields.
  private static func element(_ path: [String], of words: [String]) -> Target {
    guard let name = words.first, name.hasPrefix("$") else { return .element(path: path, of: words) }
    return .field(path: [String(name.dropFirst())] + words.dropFirst() + ["[]"] + path)
  }

  private static func beginsStatement(_ text: Substring.UTF8View) -> Bool {
    guard let last = text.last(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) else { return true }
    return last == 0x0A || last == UInt8(ascii: ";") || last == UInt8(ascii: "{") || last == UInt8(ascii: "}")
  }

  private static func pieces(of context: CursorContext) -> [Piece] {
    context.words.enumerated().map { index, word in
      guard context.flags.contains(index) else { return .word(word) }
      if word == "--" { return .endOfFlags }
      let parts = word.drop { $0 == "-" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return .flag(parts.first.map(String.init) ?? "", isValued: parts.count > 1)
    }
  }
}
