import CBSDiagnostics

/// Writes a script in its one canonical form.
///
/// Two blanks to a level, one between words, a statement to a line; comments stay, and so does one blank line where
/// there were any. Line breaks inside brackets and behind `|` stay where they are; texts in quotes are not touched.
/// Formatting the result again changes nothing, and the result parses to the same tree.
package enum Formatter {
  /// The text itself when it has errors.
  package static func format(_ parsed: ParsedSource) -> String {
    guard !parsed.diagnostics.contains(where: { $0.severity == .error }) else {
      return parsed.source.text(Span(0, parsed.source.bytes.count))
    }
    var layout = Layout(parsed)
    return layout.run()
  }
}

/// Walks the tokens and decides what stands between each two of them.
private struct Layout {
  /// An open bracket, or the script itself.
  struct Frame {
    /// Whether lines inside it are indented; only one of several brackets opened on one line does that.
    let indents: Bool
    let isBlock: Bool
    /// Whether a block stands on one line.
    let isOneLine: Bool
    /// The line of the output where it was opened.
    let line: Int
    /// Whether the statement being written has been broken with `|` or `\`.
    var isContinued = false
  }

  /// What was passed since the last token that is written.
  struct Gap {
    var lineBreaks = 0
    var continues = false
    var endsStatement = false
  }

  let source: Source
  let tokens: [Token]
  var output = ""
  var line = 0
  var atLineStart = true
  var frames = [Frame(indents: false, isBlock: true, isOneLine: false, line: -1)]
  var gap = Gap()
  var last: Token.Kind?
  /// Whether a comment was written, so that a new line must begin.
  var afterComment = false

  init(_ parsed: ParsedSource) {
    source = parsed.source
    tokens = parsed.tokens.filter { $0.kind != .blank }
  }

  mutating func run() -> String {
    var index = 0
    var textDepth = 0
    while index < tokens.count {
      let token = tokens[index]
      // Inside "…" everything is copied, holes included.
      if textDepth > 0 {
        copyText(until: &index, depth: &textDepth)
        continue
      }
      switch token.kind {
      case .blank: break
      case .newline:
        gap.lineBreaks += 1
        gap.endsStatement = true
      case .lineBreak: gap.lineBreaks += 1
      case .continuation:
        gap.continues = true
        if frames.last?.isBlock != true { gap.lineBreaks += 1 }
      case .semicolon: gap.endsStatement = true
      case .comment: writeComment(token)
      default:
        separate(from: token, at: index)
        write(token, at: index)
        if token.kind == .quoteOpen { textDepth = 1 }
      }
      index += 1
    }
    if !output.isEmpty, !atLineStart { output += "\n" }
    return output
  }

  // MARK: Pieces

  /// Copies from inside a text to its closing quote.
  private mutating func copyText(until index: inout Int, depth: inout Int) {
    let start = tokens[index].span.lower
    var end = start
    while index < tokens.count, depth > 0 {
      if tokens[index].kind == .quoteOpen { depth += 1 }
      if tokens[index].kind == .quoteClose { depth -= 1 }
      end = tokens[index].span.upper
      index += 1
    }
    output += source.text(Span(start, end))
    last = .quoteClose
  }

  private mutating func writeComment(_ token: Token) {
    let text = source.text(token.span)
    var end = text[...]
    while let character = end.last, character == " " || character == "\t" || character == "\r" { end.removeLast() }
    if gap.lineBreaks == 0, !atLineStart, !afterComment {
      output += "  " + end
    } else {
      if frames.last?.isBlock == true, gap.endsStatement || last == .pipe {
        frames[frames.count - 1].isContinued = !gap.endsStatement
      }
      startLine(blank: gap.lineBreaks > 1 && allowsBlankLine, closing: 0)
      output += end
      atLineStart = false
    }
    afterComment = true
    let endsStatement = gap.endsStatement
    gap = Gap()
    gap.endsStatement = endsStatement
  }

  private mutating func write(_ token: Token, at index: Int) {
    output += source.text(token.span)
    atLineStart = false
    last = token.kind
    switch token.kind {
    case .openGroup, .openList, .openRecord, .openTight, .openBlock:
      let isBlock = token.kind == .openBlock
      frames.append(
        Frame(
          indents: frames.last?.line != line, isBlock: isBlock,
          isOneLine: isBlock && isOneLine(from: index), line: line))
    case .close, .closeBlock:
      if frames.count > 1 { frames.removeLast() }
    default: break
    }
  }

  /// Whether the block that opens at `index` has at most one statement and no line break or comment in it.
  private func isOneLine(from index: Int) -> Bool {
    var depth = 0
    var place = index
    while place < tokens.count {
      switch tokens[place].kind {
      case .openBlock: depth += 1
      case .closeBlock:
        depth -= 1
        if depth == 0 { return true }
      case .newline, .lineBreak, .continuation, .comment, .semicolon: return false
      default: break
      }
      place += 1
    }
    return false
  }

  // MARK: Gaps

  /// Writes what stands between the last token and `token`.
  private mutating func separate(from token: Token, at index: Int) {
    defer {
      gap = Gap()
      afterComment = false
    }
    guard last != nil || afterComment else { return }
    let inBlock = frames.last?.isBlock == true
    if last == .openBlock, token.kind == .closeBlock, !afterComment { return }
    let isEdge = frames.last?.isOneLine == false && (last == .openBlock || token.kind == .closeBlock)
    let endsStatement = inBlock && gap.endsStatement && frames.last?.isOneLine == false
    if isEdge || endsStatement {
      frames[frames.count - 1].isContinued = false
      let isBlank = gap.lineBreaks > 1 && allowsBlankLine && token.kind != .closeBlock
      startLine(blank: isBlank, closing: token.kind == .closeBlock ? 1 : 0)
    } else if afterComment || (gap.lineBreaks > 0 && (!inBlock || last == .pipe)) {
      if inBlock { frames[frames.count - 1].isContinued = true }
      startLine(blank: false, closing: inBlock ? 0 : closers(from: index))
    } else if gap.continues, inBlock {
      frames[frames.count - 1].isContinued = true
      output += " \\"
      startLine(blank: false, closing: 0)
    } else if !atLineStart, needsBlank(before: token.kind) {
      output += " "
    }
  }

  /// Blank lines stand between statements only.
  private var allowsBlankLine: Bool {
    frames.last?.isBlock == true && (last != .openBlock || afterComment) && last != .pipe && !output.isEmpty
  }

  /// How many brackets close one after another from `index` on.
  private func closers(from index: Int) -> Int {
    var place = index
    while place < tokens.count, tokens[place].kind == .close { place += 1 }
    return place - index
  }

  private mutating func startLine(blank: Bool, closing: Int) {
    guard !output.isEmpty else { return }
    output += blank ? "\n\n" : "\n"
    line += 1
    let open = frames.dropLast(min(closing, frames.count - 1))
    let level = open.reduce(0) { $0 + ($1.indents ? 1 : 0) + ($1.isContinued ? 1 : 0) }
    output += String(repeating: "  ", count: level)
    atLineStart = true
  }

  /// Whether a blank stands before `kind` on one line.
  private func needsBlank(before kind: Token.Kind) -> Bool {
    switch last {
    case nil, .openGroup, .openList, .openRecord, .openTight, .prefix, .dot, .flagEquals: return false
    default: break
    }
    switch kind {
    case .close, .comma, .colon, .dot, .openTight, .flagEquals, .semicolon: return false
    case .field: return last != .element && last != .dot
    default: return true
    }
  }
}
