import CBSDiagnostics

@testable import CBSLanguage

/// Tells the tokens of a parse as those of the grammar's page.
///
/// The parser's are finer where an editor wants to paint them: `.` and the name behind it are two, `name(` is two, line
/// breaks are one each.
struct TerminalReader {
  private let parsed: ParsedSource
  private let pieces: [Token]
  private var place = 0
  private var open: [Token.Kind] = []
  private(set) var terminals: [Grammar.Terminal] = []
  /// What each terminal was written as.
  private(set) var texts: [String] = []

  init(_ parsed: ParsedSource) {
    self.parsed = parsed
    pieces = parsed.tokens.filter { !$0.kind.isTrivia }
    while place < pieces.count { readNext() }
  }

  private var next: Token.Kind? { place < pieces.count ? pieces[place].kind : nil }

  private mutating func readNext() {
    let first = place
    place += 1
    let terminal = terminal(of: pieces[first])
    let text = parsed.source.text(Span(pieces[first].span.lower, pieces[place - 1].span.upper))
    terminals.append(terminal ?? .word(text))
    texts.append(text)
  }

  /// Takes tokens of `kinds` as long as they go on.
  private mutating func take(_ kinds: Token.Kind...) {
    while let next, kinds.contains(next) { place += 1 }
  }

  /// The kind of the token, or nil where it stands for its text. Takes what belongs to it.
  private mutating func terminal(of token: Token) -> Grammar.Terminal? {
    let text = parsed.source.text(token.span)
    switch token.kind {
    case .newline, .semicolon:
      take(.newline, .semicolon)
      return .kind("END")
    case .command: return .kind("COMMAND")
    case .bare: return .kind(text.isDashed ? "DASHED" : "BARE")
    case .flag where text == "--": return nil
    case .flag:
      guard next == .flagEquals else { return .kind("FLAG") }
      place += 1
      return .kind("SETTING")
    case .raw: return .kind("RAW")
    case .text: return .kind("CHARACTERS")
    case .escape: return .kind("ESCAPE")
    case .number: return .kind("NUMBER")
    case .variable:
      if open.last == .openTight, !text.hasPrefix("$") { return .kind("NAME") }
      guard open.last == .quoteOpen else { return .kind("VARIABLE") }
      while next == .dot, parsed.source.text(pieces[place].span) == "." { place += 2 }
      return .kind("HOLE")
    case .dot:
      if next == .quoteOpen { take(.quoteOpen, .text, .escape) }
      place += 1
      return .kind("FIELD")
    case .element:
      guard next == .field else { return nil }
      place += 1
      return .kind("ELEMENT")
    case .name:
      guard next == .openTight, terminals.dropLast().last != .word("def"), terminals.last != .word("def") else {
        return .kind("NAME")
      }
      open.append(.openTight)
      place += 1
      return .kind("CALL")
    case .quoteOpen, .openGroup, .openList, .openRecord, .openBlock, .openTight:
      open.append(token.kind)
      return text == "[" && token.kind == .openTight ? .kind("INDEX") : nil
    case .quoteClose, .close, .closeBlock:
      open.removeLast()
      return nil
    case .keyword, .comma, .colon, .pipe, .symbol, .prefix, .field, .flagEquals: return nil
    case .blank, .comment, .continuation, .lineBreak, .invalid: return .kind("INVALID")
    }
  }
}

extension String {
  /// Whether it would be a flag where a flag may stand.
  fileprivate var isDashed: Bool {
    guard utf8.first == .dash else { return false }
    let rest = utf8.dropFirst()
    return rest.first?.isLetter == true
      || (rest.first == .dash && (rest.count == 1 || rest.dropFirst().first?.isLetter == true))
  }
}
