import CBSDiagnostics
import CBSLanguage

/// Where the cursor stands: what could be written there, and the part of it that is there already.
struct CompletionPlace: Equatable {
  /// A piece of the innermost unfinished command, before the word at the cursor.
  enum Piece: Equatable {
    /// Nil where the text is known only when it runs.
    case word(String?)
    /// Without dashes; `isValued` where `=word` follows.
    case flag(String, isValued: Bool)
    /// `--`: no flag stands behind it.
    case endOfFlags
  }

  enum Quote: Equatable { case none, raw, string }

  enum Target: Equatable {
    /// The first word of a statement, of a command in parentheses, or behind `|`.
    case head(isStage: Bool, isStatement: Bool)
    case argument([Piece])
    /// The value behind `--name=`.
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

  var target = Target.nothing
  /// What stands at the cursor, its quotes taken off.
  var partial = ""
  var quote = Quote.none
  /// UTF-8 offsets of what a candidate replaces.
  var replacing: Range<Int>

  /// The place behind the first `cursor` bytes of `text`; what follows them is not looked at.
  init(_ text: String, cursor: Int) {
    let bytes = Array(text.utf8.prefix(max(0, cursor)))
    let source = Source(name: "", bytes: bytes)
    var walk = PlaceWalk(source: source, tokens: Parser.parse(source).tokens)
    self = walk.place()
  }

  init(target: Target = .nothing, partial: String = "", quote: Quote = .none, replacing: Range<Int>) {
    self.target = target
    self.partial = partial
    self.quote = quote
    self.replacing = replacing
  }
}
