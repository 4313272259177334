import CBSDiagnostics
import CBSLanguage

extension Trial {
  /// Wherever it is asked, the lexer answers a place further on and within the text, and sees scalars whole.
  static func lex(_ bytes: [UInt8]) throws(Violation) {
    let lexer = Lexer(bytes: bytes, start: 0, end: bytes.count)
    for offset in stride(from: 0, to: bytes.count, by: 1 + bytes.count / 256) {
      let ends = [
        ("bare word", lexer.bareEnd(from: offset)), ("name", lexer.nameEnd(from: offset)),
        ("number", lexer.numberEnd(from: offset)), ("scalar", lexer.scalarEnd(from: offset)),
        ("blank", lexer.trivia(at: offset)?.end ?? offset),
      ]
      for (what, end) in ends {
        try require((offset...bytes.count).contains(end), "the \(what) at \(offset) ends at \(end)")
        // What a word is made of does not hang on where one begins to read: no work is done twice without need.
        if what == "bare word", end > offset + 1 {
          try require(lexer.bareEnd(from: offset + 1) == end, "the \(what) at \(offset) ends elsewhere than its rest")
        }
      }
      try require(lexer.scalarEnd(from: offset) > offset, "the scalar at \(offset) is empty")
      if let end = lexer.trivia(at: offset)?.end {
        try require(end > offset, "the blank at \(offset) is empty")
      }
    }
  }

  /// Tokens cover the text; diagnostics can be shown; prefixes of what is valid are valid or incomplete.
  static func parse(_ bytes: [UInt8]) throws(Violation) {
    let source = Source(name: "input", bytes: bytes)
    let parsed = Parser.parse(source)
    var end = 0
    for token in parsed.tokens {
      try require(token.span.lower == end && token.span.upper > end, "a gap between tokens at \(end)")
      end = token.span.upper
    }
    try require(end == bytes.count, "the tokens end at \(end)")
    try show(parsed.diagnostics, in: source)
    for token in parsed.tokens where token.kind == .invalid {
      try require(!parsed.diagnostics.isEmpty, "bytes at \(token.span) were skipped without an error")
    }
    // Completion reads half-typed texts with the same parser.
    _ = CursorContext.at(bytes.count * 2 / 3, in: String(decoding: bytes, as: UTF8.self))
    guard parsed.diagnostics.isEmpty else { return }
    for part in 1..<8 {
      let cut = bytes.count * part / 8
      let prefix = Parser.parse(Source(name: "input", bytes: Array(bytes[..<cut])))
      let isFine = prefix.diagnostics.isEmpty || prefix.isIncomplete
      try require(isFine, "the first \(cut) bytes are wrong, and the whole is right")
    }
  }

  /// What is valid keeps its meaning and its comments, and formatting it again changes nothing.
  static func format(_ bytes: [UInt8]) throws(Violation) {
    let source = Source(name: "input", bytes: bytes)
    let parsed = Parser.parse(source)
    let once = Formatter.format(parsed)
    guard parsed.diagnostics.isEmpty else {
      return try require(once == source.text(Span(0, bytes.count)), "a string with errors was changed")
    }
    let again = Parser.parse(Source(name: "input", text: once))
    try require(again.diagnostics.isEmpty, "the formatted text has errors:\n\(once)")
    try require(again.script.outline == parsed.script.outline, "the formatted text means something else:\n\(once)")
    try require(comments(of: again) == comments(of: parsed), "the formatted text has other comments:\n\(once)")
    let twice = Formatter.format(again)
    try require(twice == once, "formatting again changes the text:\n\(once)\nbecame\n\(twice)")
  }

  private static func comments(of parsed: ParsedSource) -> [String] {
    parsed.tokens.filter { $0.kind == .comment }.map { token in
      var bytes = Array(parsed.source.text(token.span).utf8)
      while let last = bytes.last, last == 0x20 || last == 0x09 || last == 0x0D { bytes.removeLast() }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Every diagnostic lies within the text and prints no control characters.
  static func show(_ diagnostics: [Diagnostic], in source: Source) throws(Violation) {
    for diagnostic in diagnostics {
      try require(
        0 <= diagnostic.span.lower && diagnostic.span.lower <= diagnostic.span.upper
          && diagnostic.span.upper <= source.bytes.count,
        "\(diagnostic.code.name) lies at \(diagnostic.span), outside the text")
      try requirePrintable(diagnostic.render(in: source))
      try require(!diagnostic.json(in: source).utf8.contains(0x0A), "\(diagnostic.code.name) is two lines of JSON")
    }
  }

  static func requirePrintable(_ text: String) throws(Violation) {
    let isPrintable = text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n" || scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
    }
    try require(isPrintable, "a control character would be printed: \(text.debugDescription)")
  }
}
