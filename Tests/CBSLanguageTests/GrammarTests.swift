import CBSDiagnostics
import FoundationEssentials
import TestSupport
import Testing

@testable import CBSLanguage

/// The page `reference/grammar.md`: what it says of itself, and that the parser agrees with it.
struct GrammarTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

  let page: String
  let grammar: Grammar
  let prediction: Prediction

  init() throws {
    page = try String(
      contentsOf: Self.folder.appending(path: "Transcripts/reference/grammar.md"), encoding: .utf8)
    grammar = try Grammar(Self.block("ebnf", of: page))
    prediction = Prediction(grammar)
  }

  /// The text between "```name" and "```".
  static func block(_ name: String, of page: String) throws -> String {
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex(of: "```\(name)"), "the page has no block '\(name)'")
    return lines[(start + 1)...].prefix { $0 != "```" }.joined(separator: "\n")
  }

  func words(of block: String) throws -> [String] {
    try Self.block(block, of: page).split { $0.isWhitespace }.map(String.init)
  }

  // MARK: Size

  @Test func isTiny() throws {
    #expect(try Self.block("ebnf", of: page).split(separator: "\n", omittingEmptySubsequences: false).count <= 60)
    #expect(Parser.reservedWords.count <= 30)
  }

  @Test func wordsAreThoseOfTheParser() throws {
    let reserved = try words(of: "reserved")
    let contextual = try words(of: "contextual")
    let quoted = grammar.terminals.compactMap { terminal -> String? in
      guard case .word(let word) = terminal, word.first?.isLetter == true else { return nil }
      return word
    }
    #expect(reserved.sorted() == Parser.reservedWords.sorted())
    #expect(Set(quoted) == Set(reserved + contextual))
    #expect(reserved.count + contextual.count == quoted.count)
  }

  @Test func everyRuleIsDefinedReachedAndEnds() {
    #expect(grammar.undefined == [])
    #expect(grammar.unreachable == [])
    #expect(SentenceGenerator.heights(of: grammar).count == grammar.rules.count)
  }

  // MARK: One token decides

  @Test func oneTokenOfLookAheadDecides() {
    #expect(prediction.conflicts.map(\.description) == [])
    #expect(prediction.leftRecursive == [])
    // So that the proof is of something.
    #expect(prediction.rules.values.filter { $0.count > 1 }.count > 50)
  }

  @Test(arguments: [
    ("s = \"a\" | \"a\" \"b\" .", "s: \"a\""),
    ("s = [ \"a\" ] \"a\" .", "s·0: \"a\""),
    ("s = { A } [ A ] .", "s·0: A"),
    ("s = x | y . x = [ A ] . y = [ B ] .", "s: the end"),
    ("s = { [ A ] } .", "s·1: A"),
    ("s = \"if\" s [ \"else\" s ] | A .", "s·0: \"else\""),
    ("items = A { \",\" A } [ \",\" ] .", "items·0: \",\""),
    ("s = s A | A .", "s: A"),
  ])
  func oneTokenDoesNotDecide(text: String, conflict: String) throws {
    let found = Prediction(try Grammar(text)).conflicts.map(\.description)
    #expect(found.contains(conflict), "\(found)")
  }

  @Test func findsWhatBeginsWithItself() throws {
    #expect(Prediction(try Grammar("s = [ A ] x . x = y B | C . y = x D .")).leftRecursive == ["x", "y"])
    #expect(Prediction(try Grammar("s = [ A ] x . x = C [ x ] .")).leftRecursive == [])
  }

  @Test(arguments: ["s = ", "s = A", "s = [ A .", "s = A | .", "S = A .", "s = \"a .", "s = A . s = B ."])
  func refusesWhatIsNoGrammar(text: String) {
    #expect(throws: Grammar.Malformed.self) { try Grammar(text) }
  }

  // MARK: Tokens

  /// The page's patterns by kind.
  private func patterns() throws -> [String: Regex<AnyRegexOutput>] {
    let lines = try Self.block("tokens", of: page).split(separator: "\n")
    let pairs = try lines.map { line in
      let kind = line.prefix { !$0.isWhitespace }
      let pattern = line.dropFirst(kind.count).drop { $0 == " " }
      return (String(kind), try Regex(String(pattern)).matchingSemantics(.unicodeScalar))
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  @Test func everyKindIsDescribed() throws {
    let patterns = try patterns()
    let kinds = Set(grammar.terminals.compactMap { if case .kind(let kind) = $0 { kind } else { nil } })
    #expect(Set(patterns.keys) == kinds)
    #expect(Set(SentenceGenerator.samples.keys) == kinds)
    for (kind, samples) in SentenceGenerator.samples {
      let pattern = try #require(patterns[kind])
      for sample in samples { #expect(sample.wholeMatch(of: pattern) != nil, "\(kind): \(sample)") }
    }
  }

  /// What the proof above takes for granted: tokens that predict different alternatives look different.
  @Test func kindsThatDecideAreToldApart() throws {
    let patterns = try patterns()
    // Behind these a blank, or that there is none, makes the difference.
    let tight: Set<Grammar.Terminal> = [.kind("FIELD"), .kind("INDEX")]
    for (rule, alternatives) in prediction.rules {
      let sets = alternatives.map { prediction.predictors(of: $0, in: rule) }
      for (index, set) in sets.enumerated() {
        let others = sets[..<index].reduce(into: Set()) { $0.formUnion($1) }
        for case .kind(let kind) in set.union(others) {
          let pattern = try #require(patterns[kind])
          for case .kind(let other) in (set.contains(.kind(kind)) ? others : set) where other != kind {
            guard tight.contains(.kind(kind)) == tight.contains(.kind(other)) else { continue }
            let twofold = SentenceGenerator.samples[other]?.filter { $0.wholeMatch(of: pattern) != nil } ?? []
            #expect(twofold == [], "\(rule): \(other) is \(kind) as well")
          }
        }
      }
    }
  }

  // MARK: The parser

  @Test func theParserAcceptsWhatTheGrammarMakes() {
    for seed in 0..<1500 {
      var generator = SentenceGenerator(grammar, seed: UInt64(seed))
      let tokens = generator.tokens(depth: 6 + seed % 18)
      let text = generator.text(of: tokens)
      let parsed = parse(text)
      let shown = parsed.diagnostics.map { $0.render(in: parsed.source) }.joined()
      #expect(parsed.diagnostics.isEmpty, "seed \(seed)\n\(text)\n\(tokens)\n\(shown)")
      guard parsed.diagnostics.isEmpty else { return }
      let read = TerminalReader(parsed).terminals
      #expect(read == tokens, "seed \(seed)\n\(text)")
      guard read == tokens else { return }
    }
  }

  @Test func theGrammarMakesWhatTheParserAccepts() throws {
    let patterns = try patterns()
    var random = SeededGenerator(seed: 5)
    var accepted = 0
    for seed in 0..<400 {
      var generator = ScriptGenerator(seed: UInt64(seed))
      let script = generator.script()
      // As written, and with a piece of it taken out, doubled or moved.
      let texts = [script] + (0..<6).map { _ in script.damaged(&random) }
      for text in texts {
        let parsed = parse(text)
        guard parsed.diagnostics.isEmpty else { continue }
        accepted += 1
        let reader = TerminalReader(parsed)
        let read = prediction.read(reader.terminals)
        #expect(read.isSentence, "\(text)\nbehind \(reader.texts.prefix(read.count + 1).suffix(6))")
        guard read.isSentence else { return }
        for (terminal, written) in zip(reader.terminals, reader.texts) {
          guard case .kind(let kind) = terminal, kind != "END", let pattern = patterns[kind] else { continue }
          #expect(written.wholeMatch(of: pattern) != nil, "\(kind): \(written)")
        }
      }
    }
    #expect(accepted > 800)
  }

  @Test func theExampleIsASentence() {
    #expect(prediction.read(TerminalReader(parse(ParserTests.example)).terminals).isSentence)
  }

  @Test(arguments: [
    "let = 1", "let x 1", "set x = 1", "if $a b", "if a { b }", "else { a }", "for v { a }", "for v in a { b }",
    "def f { a }", "def f(a b) { c }", "try { a }", "try { a } catch { b }", "wait a", "wait $x until true",
    "assert", "assert a", "assert fails {} + 1 {}", "assert fails 1 {}", "parallel a", "break 1", "throw",
    "| count", "a | $x", "a |", "a | let", "a | sort", "1 == 2 == 3", "1 +", "1 == not true", "- not true",
    "(a", "[1 2]", "{a 1}", "{1: 2}", "a = 3", "$x .y", "'a'.b", "a $x[1", "$x[]", "len(", "len(,)", "a\n| b",
    "param x = $y", "param x = 1 + 1", "secret x", "secret x from there", "include a", "a; param x", "return let",
    "{ a }", "\"$\"", "\"${x\"", "\"\\q\"", "a --x=", "a && b", "a > b",
  ])
  func theParserRefusesOthers(text: String) {
    #expect(!parse(text).diagnostics.isEmpty)
  }
}

extension String {
  /// The text with one run of words taken out, doubled or moved.
  fileprivate func damaged(_ random: inout SeededGenerator) -> String {
    var words = split(separator: " ", omittingEmptySubsequences: false)
    let start = random.below(words.count)
    let range = start..<min(words.count, start + 1 + random.below(2))
    let run = words[range]
    switch random.below(3) {
    case 0: words.removeSubrange(range)
    case 1: words.insert(contentsOf: run, at: start)
    default:
      words.removeSubrange(range)
      words.insert(contentsOf: run, at: random.below(words.count + 1))
    }
    return words.joined(separator: " ")
  }
}
