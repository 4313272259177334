import CBSDiagnostics

/// The state of one parse: where it stands, what it has read, what it found wrong.
///
/// Recursive descent over bytes. After an error that leaves the place unclear the parser panics: `byte` is nil, so
/// every loop ends and every further complaint is dropped, until the statement is left and `synchronize` skips to
/// its end.
struct ScriptParser {
  /// Brackets, blocks and operators may nest this deep.
  static let depthLimit = 256
  /// Operators in one chain (`1 + 1 + …`) count as well: trees lean left and are walked recursively.
  static let heightLimit = 1000
  /// How many operators a step behind a value (`.name`, `[0]`) counts as: looking one up takes more of the stack.
  static let stepHeight = 4
  /// Diagnostics of one parse; a file that is no script at all is not worth more.
  static let diagnosticLimit = 100

  /// An open bracket, or an open `"`.
  struct Bracket {
    let byte: UInt8
    let offset: Int
  }

  /// What an expression stands for that may name fields of an element.
  enum ElementPlace { case none, element, sortKey }

  let source: Source
  let lexer: Lexer
  let end: Int
  /// The first byte that is not in a token yet.
  var offset: Int
  /// End of the last token that is not trivia.
  var lastEnd: Int
  var tokens: [Token] = []
  var diagnostics: [Diagnostic] = []
  /// Whether line breaks are blanks here: inside ( [ and record {.
  var joins = false
  /// Whether `.name` means a field in the expression being read, and whether that is the key of a `sort`.
  var elementPlace = ElementPlace.none
  var brackets: [Bracket] = []
  var depth = 0
  /// Height of the tallest tree read since the enclosing bracket.
  var height = 0
  /// What `height` was outside each of the `depth` levels.
  var heights: [Int] = []
  var isPanicking = false
  /// Whether nothing more is reported: what follows is the echo of an unbalanced quote, or not text at all.
  var isMuted = false
  /// Whether this line, or the one before it, had an error already. What follows on it is not reported, unless a
  /// keyword shows that a new statement begins.
  var isEchoing = false
  /// Lines begun since the error that is echoing.
  var quietLines = 0
  /// Words that would have been accepted at `offset`; a prefix of one at the end of the input is incomplete.
  var acceptable: [String] = []
  /// The first word of the command that is being read.
  var commandHead: Name?
  /// The last quoted text with a line break in it, up to its closing quote.
  var multiline: Span?

  /// - Parameter part: the part of `source` that is read; its spans are offsets into `source`.
  init(_ source: Source, part: SourcePart) {
    self.source = source
    lexer = Lexer(bytes: source.bytes, start: part.span.lower, end: part.span.upper)
    offset = part.span.lower
    lastEnd = part.span.lower
    end = part.span.upper
    if let invalid = InvalidEncoding(in: source.bytes, at: part.span) {
      diagnostics.append(.invalidEncoding(at: invalid.span, isTruncated: invalid.isTruncated))
      isMuted = !invalid.isTruncated
    }
  }

  // MARK: Reading

  /// The byte to read next; nil at the end and while panicking.
  var byte: UInt8? { isPanicking || offset >= end ? nil : lexer.bytes[offset] }
  var nextByte: UInt8? { isPanicking ? nil : lexer.byte(at: offset + 1) }
  var isAtEnd: Bool { offset >= end }

  /// Takes the bytes up to `upper` as a token.
  @discardableResult
  mutating func take(_ kind: Token.Kind, upTo upper: Int) -> Span {
    let span = Span(offset, upper)
    if isPanicking { return Span(at: offset) }
    tokens.append(Token(kind, at: span))
    offset = upper
    if !kind.isTrivia { lastEnd = upper }
    if !acceptable.isEmpty { acceptable.removeAll(keepingCapacity: true) }
    return span
  }

  /// Takes blanks, comments and, where lines join, line breaks. Answers whether there were any.
  @discardableResult
  mutating func skipTrivia() -> Bool {
    guard !isPanicking else { return true }
    let start = offset
    let words = acceptable
    while let (kind, upper) = lexer.trivia(at: offset) {
      if kind == .newline {
        guard joins else { break }
        take(.lineBreak, upTo: upper)
      } else {
        take(kind, upTo: upper)
      }
    }
    acceptable = words
    return offset > start
  }

  /// As `skipTrivia`, and across line breaks wherever it stands.
  mutating func skipTriviaAndLineBreaks() {
    let joined = joins
    joins = true
    skipTrivia()
    joins = joined
  }

  func text(_ span: Span) -> String { lexer.text(span.lower, span.upper) }

  /// The bare word at `offset`, or nil.
  var bareWord: String? {
    guard byte != nil else { return nil }
    let upper = lexer.bareEnd(from: offset)
    // No keyword is as long as this; a long word need not become a string to be told from one.
    guard upper > offset, upper - offset <= 16 else { return nil }
    return lexer.text(offset, upper)
  }

  /// The name at `offset`, or nil.
  var nameWord: String? {
    guard byte != nil else { return nil }
    let upper = lexer.nameEnd(from: offset)
    guard upper > offset, upper - offset <= 16 else { return nil }
    return lexer.text(offset, upper)
  }

  /// Takes the word when it stands here as a whole name; remembers that it could have.
  mutating func takeWord(_ word: String) -> Bool {
    skipTrivia()
    if nameWord == word, lexer.byte(at: offset + word.utf8.count)?.isBare != true {
      take(.keyword, upTo: offset + word.utf8.count)
      return true
    }
    accept(word)
    return false
  }

  /// Remembers that `words` could stand here. Only what touches the end of the input is ever compared with them.
  mutating func accept(_ words: String...) {
    if end - offset < 16 { acceptable += words }
  }

  // MARK: Nesting

  /// Goes one level down; false, with a diagnostic, when that is too deep.
  mutating func descend() -> Bool {
    guard !isPanicking else { return false }
    if depth >= Self.depthLimit {
      fail(.tooDeep(limit: Self.depthLimit, at: Span(offset, min(offset + 1, end))))
      return false
    }
    depth += 1
    heights.append(height)
    height = 0
    return true
  }

  mutating func ascend() {
    depth -= 1
    height = max(heights.removeLast(), height + 1)
  }

  /// Takes an opening bracket. `close` or `synchronize` removes it from the open ones.
  mutating func open(_ kind: Token.Kind, length: Int = 1) -> Bracket {
    let bracket = Bracket(byte: lexer.bytes[offset + length - 1], offset: offset + length - 1)
    take(kind, upTo: offset + length)
    brackets.append(bracket)
    return bracket
  }

  /// Takes the closing bracket that belongs to `bracket`, or fails; `or` says what could stand here as well.
  mutating func close(_ bracket: Bracket, or other: String = "") {
    skipTrivia()
    let wanted = bracket.byte.closing
    if byte == wanted {
      brackets.removeLast()
      take(.close, upTo: offset + 1)
      return
    }
    guard !isPanicking else { return }
    if failAtForeignByte() { return }
    let span = foundSpan
    fail(
      .unclosed(
        bracket.byte.character, openedAt: Span(bracket.offset, bracket.offset + 1),
        close: "\(other)'\(wanted.character)'",
        found: foundText, at: span, isIncomplete: isExtensible(span)))
  }
}

extension UInt8 {
  /// The bracket that closes this one.
  var closing: UInt8 {
    switch self {
    case .openParenthesis: .closeParenthesis
    case .openSquare: .closeSquare
    case .openBrace: .closeBrace
    default: self
    }
  }

  var character: String { String(UnicodeScalar(self)) }
}
