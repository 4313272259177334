import CBSDiagnostics

/// Follows the tokens up to the cursor and keeps what each open bracket interrupted.
struct CursorWalk {
  enum State {
    case start, stage, command, expression
    /// Behind `let` and `set`: `=` starts the right side.
    case binding
  }

  struct Frame {
    let opening: Token.Kind
    var state: State
    var words: [Word] = []
    var stage = 0
    var input: [String] = []
    /// The words that a value before the first `|` comes from: a command in parentheses, or `$name` and fields.
    var origin: [String] = []
  }

  struct Word {
    var text: String
    var span: Span
    var isFlag = false
  }

  let source: Source
  let tokens: [Token]
  var frames = [Frame(opening: .openBlock, state: .start)]

  mutating func run() -> CursorContext {
    for token in tokens.dropLast() { pass(token) }
    let end = source.bytes.count
    guard let last = tokens.last else { return context(.start, "", Span(at: 0)) }
    let text = source.text(last.span)
    if top.opening == .quoteOpen, last.kind != .quoteClose { return inText(last, text) }
    switch last.kind {
    case .comment: return context(.other, "", Span(at: end))
    case .command, .keyword, .bare, .flag, .number: return word(text, last.span, .bare)
    case .raw:
      let isClosed = text.utf8.count > 1 && text.utf8.last == .apostrophe
      return word(String(text.dropFirst().dropLast(isClosed ? 1 : 0)), last.span, .raw)
    case .quoteOpen: return word("", last.span, .string)
    case .variable:
      let hasDollar = text.utf8.first == .dollar
      return context(
        .variable(path: []), hasDollar ? String(text.dropFirst()) : text,
        Span(last.span.lower + (hasDollar ? 1 : 0), end))
    case .field: return field(text, last.span, tokens.count - 2)
    case .dot: return field("", Span(at: end), tokens.count - 1)
    case .element: return context(.element(path: []), "", Span(at: end))
    case .name: return context(top.state == .expression ? .expression : .other, text, last.span)
    case .invalid: return invalid(text, last.span)
    case .blank, .continuation, .newline, .lineBreak, .semicolon, .comma, .colon, .pipe, .flagEquals, .quoteClose,
      .text,
      .escape, .symbol, .prefix, .openGroup, .openList, .openRecord, .openBlock, .openTight, .close, .closeBlock:
      pass(last)
      if last.kind == .flagEquals, let flag = top.words.last {
        let name = flag.text.drop { $0 == "-" }.dropLast()
        frames[frames.count - 1].words.removeLast()
        return context(.flagValue(String(name)), "", Span(at: end))
      }
      if last.kind == .openTight, text == "${" { return context(.variable(path: []), "", Span(at: end)) }
      return context(place, "", Span(at: end))
    }
  }

  private var top: Frame { frames[frames.count - 1] }

  private var place: CursorContext.Place {
    switch top.state {
    case .start: .start
    case .stage: .stage
    case .command: .argument
    case .expression: .expression
    case .binding: .other
    }
  }

  private func context(
    _ place: CursorContext.Place, _ partial: String, _ span: Span, _ quote: CursorContext.Quote = .bare
  ) -> CursorContext {
    let words = top.words
    return CursorContext(
      place: place, words: words.map(\.text), flags: Set(words.indices.filter { words[$0].isFlag }), partial: partial,
      span: span, quote: quote, stage: top.stage, input: top.input)
  }

  // MARK: The word at the cursor

  /// The cursor follows a word; it may be the value of a flag.
  private mutating func word(_ text: String, _ span: Span, _ quote: CursorContext.Quote) -> CursorContext {
    if let before = top.words.last, before.isFlag, before.span.upper == span.lower, before.text.hasSuffix("=") {
      frames[frames.count - 1].words.removeLast()
      return context(.flagValue(String(before.text.drop { $0 == "-" }.dropLast())), text, span, quote)
    }
    return context(place, text, span, quote)
  }

  /// The cursor stands inside `"…"`.
  private mutating func inText(_ last: Token, _ text: String) -> CursorContext {
    guard let open = tokens.lastIndex(where: { $0.kind == .quoteOpen }) else { return context(.other, "", last.span) }
    if last.kind == .variable {
      return context(
        .variable(path: []), String(text.dropFirst()), Span(last.span.lower + 1, last.span.upper), .string)
    }
    if last.kind == .field { return field(text, last.span, tokens.count - 2) }
    if text.utf8.last == .dollar, last.kind == .text {
      return context(.variable(path: []), "", Span(at: last.span.upper), .string)
    }
    if text.utf8.last == .dot, last.kind == .text, tokens[tokens.count - 2].kind.isOfPath, text.utf8.count == 1 {
      return field("", Span(at: last.span.upper), tokens.count - 1)
    }
    let inner = tokens[(open + 1)...]
    frames.removeLast()
    if inner.contains(where: { $0.kind != .text && $0.kind != .escape }) {
      return context(.other, "", last.span, .string)
    }
    let span = Span(tokens[open].span.lower, last.span.upper)
    // The quote has begun a word, or has become part of the flag before it.
    if let before = top.words.last, before.span.upper == span.lower + 1 {
      frames[frames.count - 1].words.removeLast()
      if before.span.lower < span.lower {
        let flag = Word(text: before.text, span: Span(before.span.lower, span.lower), isFlag: before.isFlag)
        frames[frames.count - 1].words.append(flag)
      }
    }
    return word(parse(Span(span.lower + 1, span.upper)), span, .string)
  }

  /// A text without holes, its escapes resolved.
  private func parse(_ span: Span) -> String {
    let quoted = Source(name: "", text: "\"" + source.text(span) + "\"")
    guard case .expression(let value) = Parser.parse(quoted).script.statements.first?.kind,
      case .string(let parts) = value.kind
    else { return source.text(span) }
    return parts.reduce("") { text, part in if case .text(let piece) = part { text + piece } else { text } }
  }

  /// The cursor follows a dot, or in the name after it; `dot` is the index of that dot.
  private func field(_ partial: String, _ span: Span, _ dot: Int) -> CursorContext {
    var path: [String] = []
    var index = dot
    if dot >= 0, tokens[dot].kind == .element { return context(.element(path: []), partial, span) }
    while index > 0 {
      index -= 1
      let token = tokens[index]
      switch token.kind {
      case .dot: continue
      case .field: path.insert(source.text(token.span), at: 0)
      case .raw: path.insert(String(source.text(token.span).dropFirst().dropLast()), at: 0)
      case .close:
        // An index is passed as a whole.
        var depth = 0
        while index >= 0 {
          if tokens[index].kind == .close { depth += 1 }
          if tokens[index].kind.isOpen { depth -= 1 }
          if depth == 0 { break }
          index -= 1
        }
        guard index > 0, tokens[index].kind == .openTight, source.text(tokens[index].span) == "[" else {
          return context(.other, partial, span)
        }
        path.insert("[]", at: 0)
      case .variable:
        path.insert(String(source.text(token.span).drop { $0 == "$" }), at: 0)
        return context(.variable(path: path), partial, span)
      case .element: return context(.element(path: path), partial, span)
      default: return context(.other, partial, span)
      }
    }
    return context(.other, partial, span)
  }

  /// The cursor follows something the parser skipped.
  private mutating func invalid(_ text: String, _ span: Span) -> CursorContext {
    if text == "$" { return context(.variable(path: []), "", Span(at: span.upper)) }
    if text.utf8.allSatisfy(\.isBare) {
      if tokens.count > 1, source.text(tokens[tokens.count - 2].span) == "$" {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let partial = parts.last ?? ""
        return context(
          .variable(path: parts.dropLast()), partial, Span(span.upper - partial.utf8.count, span.upper))
      }
      return word(text, span, .bare)
    }
    pass(Token(.invalid, at: span))
    return context(place, "", Span(at: span.upper))
  }

  // MARK: What lies before

  private mutating func pass(_ token: Token) {
    let last = frames.count - 1
    let text = source.text(token.span)
    noteOrigin(token, text)
    switch token.kind {
    case .blank, .comment, .continuation, .lineBreak, .comma, .colon, .name, .number, .prefix, .dot, .field, .element:
      extend(token, text)
    case .newline, .semicolon:
      frames[last] = Frame(opening: top.opening, state: .start)
    case .pipe:
      if top.stage == 0 { frames[last].input = top.words.isEmpty ? top.origin : top.words.map(\.text) }
      frames[last].stage += 1
      frames[last].state = .stage
      frames[last].words = []
    case .keyword: frames[last].state = state(behind: text)
    case .symbol: frames[last].state = top.state == .binding ? .start : .expression
    case .command:
      frames[last].state = .command
      frames[last].words = [Word(text: text, span: token.span)]
    case .bare, .variable: add(text, token.span)
    case .flag: add(text, token.span, isFlag: true)
    case .raw: add(String(text.dropFirst().dropLast()), token.span)
    case .flagEquals: extend(token, text)
    case .quoteOpen:
      add("", token.span)
      frames.append(Frame(opening: .quoteOpen, state: .expression))
    case .text, .escape: break
    case .openGroup, .openBlock:
      add("", token.span)
      frames.append(Frame(opening: token.kind, state: .start))
    case .openList, .openRecord, .openTight:
      let isGroup = text == "$("
      if token.kind != .openTight { add("", token.span) }
      frames.append(Frame(opening: token.kind, state: isGroup ? .start : .expression))
    case .close, .closeBlock, .quoteClose:
      if frames.count > 1 {
        let closed = frames.removeLast()
        if closed.opening == .openGroup, top.state == .expression, top.words.isEmpty {
          frames[frames.count - 1].origin = closed.input.isEmpty ? closed.words.map(\.text) : closed.input
        }
      }
      finish(token)
      if token.kind == .closeBlock, top.state != .command { frames[frames.count - 1].state = .expression }
    case .invalid: passInvalid(token, text)
    }
  }

  /// Follows `$name.field` at the start of a statement; anything else that is computed has no known origin.
  private mutating func noteOrigin(_ token: Token, _ text: String) {
    let last = frames.count - 1
    switch token.kind {
    case .variable where top.state == .start: frames[last].origin = [text]
    case .field where top.origin.first?.utf8.first == .dollar: frames[last].origin.append(text)
    case .blank, .comment, .continuation, .lineBreak, .dot, .pipe: break
    default: frames[last].origin = []
    }
  }

  private mutating func passInvalid(_ token: Token, _ text: String) {
    let last = frames.count - 1
    switch text {
    case "&", "|", ">", "<": frames[last] = Frame(opening: top.opening, state: .start)
    case "(", "[", "{": frames.append(Frame(opening: .openGroup, state: text == "[" ? .expression : .start))
    case ")", "]", "}": if frames.count > 1 { frames.removeLast() }
    default:
      if top.state == .start || top.state == .stage {
        frames[last].state = .command
        frames[last].words = [Word(text: text, span: token.span)]
      } else {
        add(text, token.span, isFlag: text.utf8.first == .dash)
      }
    }
  }

  private func state(behind keyword: String) -> State {
    switch keyword {
    case "let", "set", "param", "secret", "def", "for", "catch", "include", "include?": .binding
    case "wait", "try", "return", "else", "finally", "parallel", "each": .start
    default: .expression
    }
  }

  /// Adds a word to the command, or to the word it touches.
  private mutating func add(_ text: String, _ span: Span, isFlag: Bool = false) {
    let last = frames.count - 1
    guard top.state == .command else {
      if top.state == .start || top.state == .stage { frames[last].state = .expression }
      return
    }
    if let before = top.words.last, before.span.upper == span.lower, top.words.count > 1 {
      frames[last].words[top.words.count - 1].text += text
      frames[last].words[top.words.count - 1].span = before.span.union(span)
    } else {
      frames[last].words.append(Word(text: text, span: span, isFlag: isFlag))
    }
  }

  /// Lengthens the last word by a token that touches it.
  private mutating func extend(_ token: Token, _ text: String) {
    let last = frames.count - 1
    if top.state == .start || top.state == .stage, !token.kind.isTrivia { frames[last].state = .expression }
    guard top.state == .command, let before = top.words.last, before.span.upper == token.span.lower,
      !token.kind.isTrivia
    else { return }
    frames[last].words[top.words.count - 1].text += text
    frames[last].words[top.words.count - 1].span = before.span.union(token.span)
  }

  /// Closes the word that a bracket or quote began: a plain string is resolved, the rest stands as written.
  private mutating func finish(_ token: Token) {
    let last = frames.count - 1
    guard top.state == .command, let before = top.words.last else { return }
    let span = before.span.union(token.span)
    let written = source.text(span)
    let isPlain = token.kind == .quoteClose && written.utf8.first == .quote && !written.utf8.contains(.dollar)
    frames[last].words[top.words.count - 1].text = isPlain ? parse(Span(span.lower + 1, span.upper - 1)) : written
    frames[last].words[top.words.count - 1].span = span
  }
}

extension Token.Kind {
  fileprivate var isOpen: Bool {
    switch self {
    case .openGroup, .openList, .openRecord, .openTight, .openBlock: true
    default: false
    }
  }

  fileprivate var isOfPath: Bool { self == .variable || self == .field }
}
