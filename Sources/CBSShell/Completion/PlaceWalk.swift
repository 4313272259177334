import CBSDiagnostics
import CBSLanguage

/// Goes through the tokens before the cursor and keeps what is open there.
///
/// The parser has said of each word whether it belongs to a command or to an expression; it always returns its tokens,
/// however unfinished the text is.
struct PlaceWalk {
  /// A bracket, block or string that is open, and the command or expression inside it.
  fileprivate struct Frame {
    enum Mode { case start, command, expression, string, name }
    var mode = Mode.start
    var isStage = false
    /// Whether a statement may begin here, so that keywords may.
    var isStatement = true
    var pieces: [CompletionPlace.Piece] = []
    /// First words of the command whose answer goes through the pipeline, or is waited for.
    var source: [String] = []
    /// Of a string: where it opened, and its text while it has no holes.
    var opening = 0
    var text: String? = ""
  }

  private let source: Source
  private let tokens: [Token]
  private var frames = [Frame()]

  init(source: Source, tokens: [Token]) {
    self.source = source
    // What the parser skipped behind a fault at the cursor tells nothing.
    self.tokens = tokens
  }

  mutating func place() -> CompletionPlace {
    let end = source.bytes.count
    for (index, token) in tokens.enumerated() { take(token, at: index) }
    let covered = tokens.last { $0.kind != .invalid }?.span.upper ?? 0
    let empty = CompletionPlace(replacing: end..<end)
    guard let last = tokens.last(where: { $0.kind != .invalid }) else { return open(word: "", at: end) }
    if covered < end { return placeOfRest(from: covered) }
    switch last.kind {
    case .openTight where source.text(last.span) == "${":
      return CompletionPlace(target: .variable, replacing: end..<end)
    case .comment, .number, .quoteClose, .close, .prefix: return empty
    case .command: return headPlace(last)
    case .bare, .raw: return wordPlace(last)
    case .flag: return flagPlace(last)
    case .flagEquals: return valuePlace(CompletionPlace(replacing: end..<end))
    case .variable:
      let name = source.text(last.span).drop { $0 == "$" }
      return CompletionPlace(target: .variable, partial: String(name), replacing: end - name.utf8.count..<end)
    case .dot, .element: return fieldPlace("", upTo: tokens.count - 1, at: end..<end)
    case .field: return fieldPlace(source.text(last.span), upTo: tokens.count - 2, at: last.span.lower..<end)
    case .text, .escape, .quoteOpen: return stringPlace()
    case .name:
      return frames.last?.mode == .expression
        ? CompletionPlace(target: .operand, partial: source.text(last.span), replacing: last.span.lower..<end) : empty
    case .keyword: return CompletionPlace(
      target: .head(isStage: frames.last?.isStage ?? false, isStatement: true), partial: source.text(last.span),
      replacing: last.span.lower..<end)
    case .blank, .continuation, .newline, .lineBreak, .semicolon, .comma, .colon, .pipe, .symbol, .openGroup, .openList,
      .openRecord, .openBlock, .closeBlock, .invalid, .openTight:
      return open(word: "", at: end)
    }
  }

  /// The place of a word that no token covers: the parser stopped at it.
  private func placeOfRest(from covered: Int) -> CompletionPlace {
    let end = source.bytes.count
    let rest = source.text(Span(covered, end))
    if rest == "$" || rest == "${" { return CompletionPlace(target: .variable, replacing: end..<end) }
    if rest.hasPrefix("'"), !rest.dropFirst().contains("'"), frames.last?.mode == .command {
      let place = CompletionPlace(
        target: .nothing, partial: String(rest.dropFirst()), quote: .raw, replacing: covered..<end)
      return valuePlace(place)
    }
    let blanks = rest.prefix { $0 == " " || $0 == "\t" }
    let word = rest.dropFirst(blanks.count)
    guard word.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }) else {
      return CompletionPlace(replacing: end..<end)
    }
    return open(word: String(word), at: end - word.utf8.count)
  }

  // MARK: Places

  /// The place of a word that begins at `offset`, after what ended there.
  private func open(word: String, at offset: Int) -> CompletionPlace {
    guard let frame = frames.last else { return CompletionPlace(replacing: offset..<offset) }
    var place = CompletionPlace(partial: word, replacing: offset..<source.bytes.count)
    switch frame.mode {
    case .start: place.target = .head(isStage: frame.isStage, isStatement: frame.isStatement)
    case .command: place.target = .argument(frame.pieces)
    case .expression: place.target = .operand
    case .string, .name: place.target = .nothing
    }
    return place
  }

  private func headPlace(_ token: Token) -> CompletionPlace {
    let frame = frames.last ?? Frame()
    return CompletionPlace(
      target: .head(isStage: frame.isStage, isStatement: frame.isStatement), partial: source.text(token.span),
      replacing: token.span.lower..<token.span.upper)
  }

  private func wordPlace(_ token: Token) -> CompletionPlace {
    let range = token.span.lower..<token.span.upper
    let text = source.text(token.span)
    guard token.kind == .raw else {
      return valuePlace(CompletionPlace(partial: text, replacing: range), dropsLast: true)
    }
    // A closed text is finished; an open one is not.
    if text.count > 1, text.hasSuffix("'") { return CompletionPlace(replacing: range.upperBound..<range.upperBound) }
    return valuePlace(CompletionPlace(partial: String(text.dropFirst()), quote: .raw, replacing: range), dropsLast: true)
  }

  private func flagPlace(_ token: Token) -> CompletionPlace {
    var pieces = frames.last?.pieces ?? []
    if !pieces.isEmpty { pieces.removeLast() }
    return CompletionPlace(
      target: .argument(pieces), partial: source.text(token.span), replacing: token.span.lower..<token.span.upper)
  }

  /// The place of an argument, or of a flag's value where its `=` stands before.
  private func valuePlace(_ place: CompletionPlace, dropsLast: Bool = false) -> CompletionPlace {
    var place = place
    var pieces = frames.last?.pieces ?? []
    if frames.last?.mode != .command { return CompletionPlace(replacing: place.replacing) }
    if case .flag(let name, isValued: true) = pieces.last {
      pieces.removeLast()
      place.target = .flagValue(pieces, flag: name)
    } else {
      if dropsLast, !pieces.isEmpty { pieces.removeLast() }
      place.target = .argument(pieces)
    }
    return place
  }

  private func stringPlace() -> CompletionPlace {
    let end = source.bytes.count
    guard let string = frames.last, string.mode == .string else { return CompletionPlace(replacing: end..<end) }
    var outer = self
    outer.frames.removeLast()
    guard let text = string.text else { return CompletionPlace(replacing: end..<end) }
    return outer.valuePlace(
      CompletionPlace(partial: text, quote: .string, replacing: string.opening..<end), dropsLast: true)
  }

  /// The place of a field: goes back over the steps to the variable or element they begin with.
  private func fieldPlace(_ partial: String, upTo index: Int, at range: Range<Int>) -> CompletionPlace {
    var place = CompletionPlace(partial: partial, replacing: range)
    var path: [String] = []
    var index = index
    while index >= 0 {
      let token = tokens[index]
      switch token.kind {
      case .dot: break
      case .field: path.insert(source.text(token.span), at: 0)
      case .variable:
        path.insert(String(source.text(token.span).drop { $0 == "$" }), at: 0)
        place.target = .field(path: path)
        return place
      case .element:
        place.target = .element(path: path, of: frames.last?.source ?? [])
        return place
      case .close:
        guard let open = opening(of: index), source.text(tokens[open].span) == "[" else { return place }
        path.insert("[]", at: 0)
        index = open
      default: return place
      }
      index -= 1
    }
    return place
  }

  private func opening(of close: Int) -> Int? {
    var depth = 0
    for index in stride(from: close, through: 0, by: -1) {
      switch tokens[index].kind {
      case .close: depth += 1
      case .openGroup, .openList, .openRecord, .openTight:
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }

  // MARK: Tokens

  private mutating func take(_ token: Token, at index: Int) {
    let top = frames.count - 1
    switch token.kind {
    case .blank, .comment, .continuation, .lineBreak, .dot, .field, .prefix, .colon, .comma, .invalid: break
    case .newline, .semicolon: frames[top] = Frame()
    case .pipe:
      let source = frames[top].source.isEmpty ? frames[top].words : frames[top].source
      frames[top] = Frame(isStage: true, isStatement: false, source: source)
    case .command:
      frames[top].mode = .command
      frames[top].pieces = [.word(source.text(token.span))]
    case .bare: add(.word(source.text(token.span)))
    case .raw:
      let text = source.text(token.span).dropFirst()
      add(.word(String(text.hasSuffix("'") ? text.dropLast() : text)))
    case .flag:
      let text = source.text(token.span)
      add(text == "--" ? .endOfFlags : .flag(String(text.drop { $0 == "-" }), isValued: false))
    case .flagEquals:
      if case .flag(let name, _) = frames[top].pieces.last {
        frames[top].pieces[frames[top].pieces.count - 1] = .flag(name, isValued: true)
      }
    case .quoteOpen:
      add(.word(nil))
      frames.append(Frame(mode: .string, opening: token.span.lower))
    case .text: frames[top].text?.append(source.text(token.span))
    case .escape: frames[top].text?.append(Self.unescaped(source.text(token.span)))
    case .quoteClose:
      let text = frames[top].text
      close()
      let top = frames.count - 1
      if case .word(nil) = frames[top].pieces.last { frames[top].pieces[frames[top].pieces.count - 1] = .word(text) }
    case .variable:
      if frames[top].mode == .string { frames[top].text = nil } else { operand() }
    case .element, .number, .name: operand()
    case .keyword: takeKeyword(source.text(token.span))
    case .symbol:
      if frames[top].mode == .name, source.text(token.span) == "=" {
        frames[top].mode = .start
        frames[top].isStatement = false
      }
    case .openGroup:
      operand()
      frames.append(Frame(isStatement: false))
    case .openList, .openRecord:
      operand()
      frames.append(Frame(mode: .expression))
    case .openTight:
      let isHole = frames[top].mode == .string
      if isHole { frames[top].text = nil }
      frames.append(
        isHole && source.text(token.span) == "$(" ? Frame(isStatement: false) : Frame(mode: isHole ? .name : .expression))
    case .openBlock: frames.append(Frame())
    case .close: close()
    case .closeBlock:
      close()
      frames[frames.count - 1] = Frame()
    }
  }

  /// A word of the command that is open, or an operand.
  private mutating func add(_ piece: CompletionPlace.Piece) {
    let top = frames.count - 1
    guard frames[top].mode == .command else { return operand() }
    if case .flag(_, isValued: true) = frames[top].pieces.last, case .word = piece { return }
    frames[top].pieces.append(piece)
  }

  private mutating func operand() {
    let top = frames.count - 1
    switch frames[top].mode {
    case .start: frames[top].mode = .expression
    case .command:
      if case .flag(_, isValued: true) = frames[top].pieces.last { return }
      frames[top].pieces.append(.word(nil))
    case .expression, .string, .name: break
    }
  }

  private mutating func close() { if frames.count > 1 { frames.removeLast() } }

  private mutating func takeKeyword(_ word: String) {
    let top = frames.count - 1
    switch word {
    case "let", "set", "param", "secret", "for", "def", "catch", "include", "include?": frames[top].mode = .name
    case "try", "return", "wait":
      frames[top].mode = .start
      frames[top].isStatement = false
    case "else", "finally", "each", "parallel", "break", "continue": frames[top].mode = .name
    default:
      // `until` and its like stand behind the command that is waited for.
      if frames[top].source.isEmpty { frames[top].source = frames[top].words }
      frames[top].mode = .expression
    }
  }

  private static func unescaped(_ escape: String) -> String {
    switch escape {
    case "\\n": return "\n"
    case "\\t": return "\t"
    default: break
    }
    if escape.hasPrefix("\\u{"), let code = UInt32(escape.dropFirst(3).dropLast(), radix: 16),
      let scalar = Unicode.Scalar(code)
    {
      return String(scalar)
    }
    return String(escape.dropFirst())
  }
}

extension PlaceWalk.Frame {
  /// The words at the head of its command.
  fileprivate var words: [String] {
    var words: [String] = []
    for piece in pieces {
      guard case .word(let text?) = piece else { break }
      words.append(text)
    }
    return words
  }
}
