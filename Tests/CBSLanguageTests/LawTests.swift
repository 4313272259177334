import CBSDiagnostics
@testable import CBSLanguage
import TestSupport
import Testing

/// The laws of `language.md`, section 8, over generated scripts.
struct LawTests {
  static let seeds = 0..<700

  /// Law 1, first half.
  static func tokensCover(_ parsed: ParsedSource) -> Bool {
    var end = 0
    for token in parsed.tokens {
      guard token.span.lower == end, token.span.upper > end else { return false }
      end = token.span.upper
    }
    return end == parsed.source.bytes.count
  }

  @Test func generatedScriptsAreValidAndCovered() {
    for seed in Self.seeds {
      var generator = ScriptGenerator(seed: UInt64(seed))
      let text = generator.script()
      let parsed = parse(text)
      #expect(parsed.diagnostics == [], "seed \(seed)\n\(text)")
      #expect(Self.tokensCover(parsed), "seed \(seed)\n\(text)")
      guard parsed.diagnostics.isEmpty else { return }
    }
  }

  /// What a prompt has parsed to see whether it is complete is what would be parsed to run it.
  @Test func theLastLineBreakIsNoPartOfTheTree() {
    var kept = 0
    let texts = Self.seeds.map { seed in
      var generator = ScriptGenerator(seed: UInt64(seed))
      return generator.script()
    }
    for text in texts + ["print 1", "print 1 # one", "let a = 1\nprint $a  ", "if true {\n}"] {
      let source = Source(name: "input", text: text)
      guard let parsed = parse(text + "\n").withoutLastLineBreak(as: source) else { continue }
      kept += 1
      let again = parse(text)
      let isSame =
        parsed.tokens == again.tokens && again.diagnostics.isEmpty
        && String(reflecting: parsed.script) == String(reflecting: again.script)
      #expect(isSame, "\(text)")
      guard isSame else { return }
    }
    #expect(kept > texts.count / 2)
    let parsed = parse("print 1\n")
    #expect(parsed.withoutLastLineBreak(as: Source(name: "input", text: "print 2")) == nil)
    #expect(parsed.withoutLastLineBreak(as: Source(name: "input", text: "print 1\n")) == nil)
    #expect(parse("print 1 \\\n").withoutLastLineBreak(as: Source(name: "input", text: "print 1 \\")) == nil)
  }

  @Test func formattingIsAFixedPointAndKeepsTheTree() {
    for seed in Self.seeds {
      var generator = ScriptGenerator(seed: UInt64(seed))
      let text = generator.script()
      let parsed = parse(text)
      let formatted = Formatter.format(parsed)
      let again = parse(formatted)
      let isKept = again.script.outline == parsed.script.outline
      #expect(isKept, "seed \(seed)\n\(text)\n--- became\n\(formatted)")
      let comments = { (parsed: ParsedSource) in
        parsed.tokens.filter { $0.kind == .comment }.map {
          parsed.source.text($0.span).split(separator: "\r").first ?? ""
        }
      }
      #expect(comments(again) == comments(parsed), "seed \(seed)")
      let twice = Formatter.format(again)
      #expect(twice == formatted, "seed \(seed)\n\(text)\n--- became\n\(formatted)\n--- became\n\(twice)")
      guard isKept, twice == formatted else { return }
    }
  }

  /// Law 2. Byte by byte; a cut in the middle of a scalar is incomplete as well.
  @Test func everyPrefixIsValidOrIncomplete() {
    let scripts =
      [ParserTests.example]
      + (0..<60).map {
        var generator = ScriptGenerator(seed: UInt64($0))
        return generator.script()
      }
    for script in scripts {
      let bytes = Array(script.utf8)
      for end in 0..<bytes.count {
        let parsed = Parser.parse(Source(name: "input", bytes: Array(bytes[..<end])))
        let isFine = parsed.diagnostics.isEmpty || parsed.isIncomplete
        let prefix = String(decoding: bytes[..<end], as: UTF8.self)
        #expect(isFine, "\(prefix)|\n\(parsed.diagnostics.map { $0.render(in: parsed.source) })")
        let isCut = prefix.unicodeScalars.last == "\u{FFFD}"
        let isOne = parsed.diagnostics.count <= 1 || isCut
        #expect(isOne, "\(prefix)|\n\(parsed.diagnostics.map { $0.render(in: parsed.source) })")
        guard isFine, isOne else { return }
      }
    }
  }

  /// Law 3.
  @Test func quotedTextsAreReadBack() {
    var random = SeededGenerator(seed: 3)
    let plain = [
      "", "-", "--force", "007", "a b", "until", "#x", "x#y", "=", "it's", "$x", "a\nb", "\u{7F}", "~", "*", "`x`",
      "“x”",
    ]
    let texts = plain + (0..<2000).map { _ in random.text(upTo: 12) }
    for text in texts {
      let word = parse("print \(Quoting.quote(text))")
      #expect(word.diagnostics == [], "\(text.debugDescription)")
      guard case .pipeline(let pipeline) = word.script.statements.first?.kind,
        case .command(let command) = pipeline.head, command.arguments.count == 1,
        case .word(let argument) = command.arguments[0]
      else {
        Issue.record("not one argument: \(text.debugDescription) as \(Quoting.quote(text))")
        return
      }
      #expect(argument.plainText.map { Array($0.utf8) } == Array(text.utf8))
      let value = parse("(\(Quoting.quoteAlways(text)))")
      #expect(value.diagnostics == [])
      #expect(value.script.statements.count == 1)
      let held = parse("print \"a\(Quoting.escape(text))z\"")
      #expect(held.script.outline == parse("print " + Quoting.quoteAlways("a\(text)z")).script.outline.replacingRaw)
    }
  }

  /// Law 4, first half: any bytes.
  @Test func anyBytesAreAccepted() {
    var random = SeededGenerator(seed: 4)
    let pieces = [
      "let ", "if ", "{", "}", "(", ")", "[", "]", "\"", "'", "$", "$x", "\n", "|", ";", "\\", "#", " ", ".a", "=",
      "else ", "until ", "--x", "1h", "\u{FEFF}",
    ]
    for _ in 0..<3000 {
      var bytes: [UInt8] = []
      for _ in 0..<random.below(60) {
        if random.chance(80) {
          bytes += Array(random.pick(pieces).utf8)
        } else {
          bytes.append(UInt8.random(in: 0...255, using: &random))
        }
      }
      let parsed = Parser.parse(Source(name: "input", bytes: bytes))
      #expect(Self.tokensCover(parsed), "\(bytes)")
      for diagnostic in parsed.diagnostics {
        let shown = diagnostic.render(in: parsed.source)
        #expect(!shown.utf8.contains { ($0 < 0x20 && $0 != 0x0A) || $0 == 0x7F })
        #expect(!diagnostic.json(in: parsed.source).contains("\n"))
      }
      _ = Formatter.format(parsed)
    }
  }
}

extension Word {
  /// What a word without holes holds.
  var plainText: String? {
    switch kind {
    case .bare(let text), .raw(let text): text
    case .string(let parts):
      parts.reduce("") { text, part in if case .text(let piece) = part { text + piece } else { text } }
    case .path, .group, .list, .record: nil
    }
  }
}

extension String {
  /// The outline with `(raw …)` told as `(string …)`.
  fileprivate var replacingRaw: String {
    guard let range = firstRange(of: "(raw ") else { return self }
    return replacingCharacters(in: range)
  }

  private func replacingCharacters(in range: Range<Index>) -> String {
    self[..<range.lowerBound] + "(string " + self[range.upperBound...]
  }

  private func firstRange(of part: String) -> Range<Index>? {
    var place = startIndex
    while place < endIndex {
      if self[place...].hasPrefix(part) { return place..<index(place, offsetBy: part.count) }
      place = index(after: place)
    }
    return nil
  }
}
