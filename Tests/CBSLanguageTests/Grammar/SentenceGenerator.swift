import TestSupport

/// Makes random sentences by expanding the rules of a grammar.
struct SentenceGenerator {
  private let grammar: Grammar
  /// How deep the smallest tree of each rule is.
  private let heights: [String: Int]
  private var random: SeededGenerator

  init(_ grammar: Grammar, seed: UInt64) {
    self.grammar = grammar
    random = SeededGenerator(seed: seed)
    heights = Self.heights(of: grammar)
  }

  /// The tokens of a sentence whose tree is about `depth` deep, or a little deeper where it must be.
  mutating func tokens(depth: Int) -> [Grammar.Terminal] {
    let made = grammar.rules.first.map { expand($0.term, depth) } ?? []
    // Two that follow each other are one: the longer match.
    let isOne: Set<Grammar.Terminal> = [.kind("CHARACTERS"), .kind("END")]
    return zip(made, [.end] + made).filter { $0 != $1 || !isOne.contains($0) }.map(\.0)
  }

  /// The smallest tree of each rule; a rule that never ends has none.
  static func heights(of grammar: Grammar) -> [String: Int] {
    var heights: [String: Int] = [:]
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for rule in grammar.rules {
        guard let height = height(of: rule.term, heights), height + 1 < heights[rule.name] ?? .max else { continue }
        heights[rule.name] = height + 1
        hasChanged = true
      }
    }
    return heights
  }

  private static func height(of term: Grammar.Term, _ heights: [String: Int]) -> Int? {
    switch term {
    case .terminal, .option, .repetition: return 0
    case .rule(let name): return heights[name]
    case .choice(let terms): return terms.compactMap { height(of: $0, heights) }.min()
    case .sequence(let terms):
      let all = terms.map { height(of: $0, heights) }
      return all.contains(nil) ? nil : all.compactMap { $0 }.max()
    }
  }

  private mutating func expand(_ term: Grammar.Term, _ depth: Int) -> [Grammar.Terminal] {
    switch term {
    case .terminal(let terminal): return [terminal]
    case .rule(let name): return grammar[name].map { expand($0, depth - 1) } ?? []
    case .sequence(let terms): return terms.flatMap { expand($0, depth) }
    case .choice(let terms):
      // Where there is no room left, what ends soonest.
      let own = terms.map { Self.height(of: $0, heights) ?? .max }
      let least = max(depth, own.min() ?? 0)
      return expand(random.pick(zip(terms, own).filter { $0.1 <= least }.map(\.0)), depth)
    case .option(let inner):
      return fits(inner, depth) && random.chance(50) ? expand(inner, depth) : []
    case .repetition(.rule("clause")):
      // The one thing that the page says in words: each clause once.
      guard case .choice(let clauses) = grammar["clause"] else { return [] }
      return clauses.shuffled(using: &random).prefix(random.below(4)).flatMap { expand($0, depth - 1) }
    case .repetition(let inner):
      var tokens: [Grammar.Terminal] = []
      while fits(inner, depth), random.chance(40) { tokens += expand(inner, depth) }
      return tokens
    }
  }

  private func fits(_ term: Grammar.Term, _ depth: Int) -> Bool {
    Self.height(of: term, heights).map { $0 <= depth } ?? false
  }

  // MARK: Text

  /// What each kind of token may look like.
  static let samples: [String: [String]] = [
    "END": ["\n", "\n", ";", " ; # said\n", "\n\n  ", "\r\n", " # {\n# (\n"],
    "NAME": ["a", "v", "_x1", "Status", "in", "let", "sort"],
    "NUMBER": ["0", "42", "3.5", "1e9", "2.5e-3", "30m", "1h30m", "500ms", "1.5s", "2d", "10GiB", "64kB", "7B"],
    "RAW": ["''", "'raw text'", "'$x \"y\" \\ {'", "'two\nlines'", "'#'"],
    "CHARACTERS": [" plain ", "'", " # ", " | ) ", " line\nline ", " .é 漢 ", "-"],
    "ESCAPE": ["\\n", "\\t", "\\\"", "\\\\", "\\$", "\\u{1f600}", "\\u{A}"],
    "HOLE": ["$name", "$a.b", "$_x1.in.y2"],
    "VARIABLE": ["$x", "$live", "$_x1", "$in"],
    "ELEMENT": [".status", ".a", ".in"],
    "FIELD": [".id", "?.id", ".'odd key'", "?.\"odd\"", ".let"],
    "INDEX": ["["],
    "CALL": ["len(", "fails(", "until(", "f1("],
    "COMMAND": ["print", "version", "save-to", "x", "letter", "let-go", "null+1", "ü/漢", "~/x", "=x", "fails"],
    "BARE": ["x", "007", "true", "let", "gpt-oss-120b", "s3://b/k-*.json", "a=b", "-5", "-", "b#c", "@f,g", "漢", "!"],
    "FLAG": ["--wait", "-f", "--no-color", "--a1_b"],
    "SETTING": ["--alias=", "-f="],
    "DASHED": ["--force", "-f", "--", "--x=y", "-abc"],
  ]

  /// A text with these tokens, blanks between them only where they may stand.
  mutating func text(of tokens: [Grammar.Terminal]) -> String {
    var text = ""
    var last: Grammar.Terminal?
    // Brackets and quotes that are open.
    var open: [String] = []
    for token in tokens {
      let written: String
      switch token {
      case .word(let word): written = word
      // The names that are not reserved, which the page says in words.
      case .kind("NAME") where last == .word("def"): written = random.pick(["a", "v", "_x1", "in"])
      case .kind(let name): written = random.pick(Self.samples[name] ?? [])
      case .end: written = ""
      }
      if !isTight(token, behind: last, in: open.last), last != nil {
        text += random.pick([" ", " ", "  ", " \\\n", "\t"])
      }
      text += written
      last = token
      switch written.last {
      case "\"" where token == .word("\""):
        if open.last == "\"" { open.removeLast() } else { open.append("\"") }
      case "(", "[", "{":
        if Self.opens(token) { open.append(written) }
      case ")", "]", "}":
        if case .word = token { open.removeLast() }
      default: break
      }
    }
    return text
  }

  private static func opens(_ token: Grammar.Terminal) -> Bool {
    switch token {
    case .word, .kind("INDEX"), .kind("CALL"): true
    case .kind, .end: false
    }
  }

  private func isTight(_ token: Grammar.Terminal, behind last: Grammar.Terminal?, in open: String?) -> Bool {
    switch token {
    case .kind("FIELD"), .kind("INDEX"): true
    default: open == "\"" || open == "${" && last == .word("${") || last == .kind("SETTING")
    }
  }
}
