/// What one token of look-ahead says: for every rule, which alternative each next token means.
///
/// Options, repetitions and inner choices become rules of their own, so that every decision is a choice among
/// alternatives. The token behind a decision predicts an alternative when the alternative can begin with it, or can be
/// empty and the token can follow. One token decides (the grammar is LL(1)) when no token predicts two.
struct Prediction {
  typealias Terminal = Grammar.Terminal

  enum Symbol: Hashable {
    case terminal(Terminal)
    case rule(String)
  }

  /// Two alternatives of one rule that the same token predicts.
  struct Conflict: CustomStringConvertible {
    let rule: String
    let tokens: Set<Terminal>
    var description: String { "\(rule): \(tokens.map(\.description).sorted().joined(separator: " "))" }
  }

  let start: String
  /// Each rule's alternatives.
  private(set) var rules: [String: [[Symbol]]] = [:]
  private(set) var nullable: Set<String> = []
  private(set) var first: [String: Set<Terminal>] = [:]
  private(set) var follow: [String: Set<Terminal>] = [:]
  /// For each rule and next token the alternative to go on with; the first of several.
  private var table: [String: [Terminal: [Symbol]]] = [:]

  init(_ grammar: Grammar) {
    start = grammar.rules.first?.name ?? ""
    for (name, term) in grammar.rules { rules[name] = alternatives(of: term, in: name) }
    findNullable()
    findFirst()
    findFollow()
    for (name, alternatives) in rules {
      for alternative in alternatives {
        for token in predictors(of: alternative, in: name) where table[name]?[token] == nil {
          table[name, default: [:]][token] = alternative
        }
      }
    }
  }

  // MARK: Plain rules

  private mutating func alternatives(of term: Grammar.Term, in name: String) -> [[Symbol]] {
    if case .choice(let choices) = term { return choices.map { symbols(of: $0, in: name) } }
    return [symbols(of: term, in: name)]
  }

  private mutating func symbols(of term: Grammar.Term, in name: String) -> [Symbol] {
    switch term {
    case .terminal(let terminal): return [.terminal(terminal)]
    case .rule(let name): return [.rule(name)]
    case .sequence(let terms): return terms.flatMap { symbols(of: $0, in: name) }
    case .choice: return [inner(in: name) { $0.alternatives(of: term, in: $1) }]
    case .option(let term): return [inner(in: name) { $0.alternatives(of: term, in: $1) + [[]] }]
    case .repetition(let term):
      return [inner(in: name) { made, own in made.alternatives(of: term, in: own).map { $0 + [.rule(own)] } + [[]] }]
    }
  }

  private mutating func inner(in name: String, _ make: (inout Self, String) -> [[Symbol]]) -> Symbol {
    let outer = name.prefix { $0.isLetter }
    let own = "\(outer)·\(rules.count)"
    rules[own] = []
    rules[own] = make(&self, own)
    return .rule(own)
  }

  // MARK: Sets

  private mutating func findNullable() {
    var hasGrown = true
    while hasGrown {
      hasGrown = false
      for (name, alternatives) in rules where !nullable.contains(name) {
        guard alternatives.contains(where: { isNullable($0[...]) }) else { continue }
        nullable.insert(name)
        hasGrown = true
      }
    }
  }

  private mutating func findFirst() {
    for name in rules.keys { first[name] = [] }
    var hasGrown = true
    while hasGrown {
      hasGrown = false
      for (name, alternatives) in rules {
        let found = alternatives.reduce(into: first[name, default: []]) { $0.formUnion(firsts(of: $1[...])) }
        if found.count > first[name, default: []].count { (first[name], hasGrown) = (found, true) }
      }
    }
  }

  private mutating func findFollow() {
    follow[start] = [.end]
    var hasGrown = true
    while hasGrown {
      hasGrown = false
      for (name, alternatives) in rules {
        for alternative in alternatives {
          for (index, symbol) in alternative.enumerated() {
            guard case .rule(let inner) = symbol else { continue }
            let rest = alternative[(index + 1)...]
            var found = follow[inner, default: []].union(firsts(of: rest))
            if isNullable(rest) { found.formUnion(follow[name, default: []]) }
            if found.count > follow[inner, default: []].count { (follow[inner], hasGrown) = (found, true) }
          }
        }
      }
    }
  }

  private func isNullable(_ symbols: ArraySlice<Symbol>) -> Bool {
    symbols.allSatisfy { if case .rule(let name) = $0 { nullable.contains(name) } else { false } }
  }

  private func firsts(of symbols: ArraySlice<Symbol>) -> Set<Terminal> {
    var found: Set<Terminal> = []
    for symbol in symbols {
      switch symbol {
      case .terminal(let terminal):
        found.insert(terminal)
        return found
      case .rule(let name):
        found.formUnion(first[name, default: []])
        guard nullable.contains(name) else { return found }
      }
    }
    return found
  }

  // MARK: What it decides

  /// The tokens that predict an alternative of `rule`.
  func predictors(of alternative: [Symbol], in rule: String) -> Set<Terminal> {
    let own = firsts(of: alternative[...])
    return isNullable(alternative[...]) ? own.union(follow[rule, default: []]) : own
  }

  /// Where one token does not decide.
  var conflicts: [Conflict] {
    rules.sorted { $0.key < $1.key }.compactMap { rule, alternatives in
      var seen: Set<Terminal> = []
      var twice: Set<Terminal> = []
      for alternative in alternatives {
        let predictors = predictors(of: alternative, in: rule)
        twice.formUnion(predictors.intersection(seen))
        seen.formUnion(predictors)
      }
      return twice.isEmpty ? nil : Conflict(rule: rule, tokens: twice)
    }
  }

  /// Rules that can begin with themselves, so that reading them would never end.
  var leftRecursive: Set<String> {
    var begins: [String: Set<String>] = [:]
    for (name, alternatives) in rules {
      for alternative in alternatives {
        for (index, symbol) in alternative.enumerated() where isNullable(alternative[..<index]) {
          if case .rule(let inner) = symbol { begins[name, default: []].insert(inner) }
        }
      }
    }
    var hasGrown = true
    while hasGrown {
      hasGrown = false
      for (name, inner) in begins {
        let all = inner.reduce(into: inner) { $0.formUnion(begins[$1, default: []]) }
        if all.count > inner.count { (begins[name], hasGrown) = (all, true) }
      }
    }
    return Set(begins.filter { $0.value.contains($0.key) }.keys)
  }

  /// Reads `tokens` with one token of look-ahead and never goes back. Answers how many it took: all of them when they
  /// are a sentence, else the place of the first that does not fit.
  func read(_ tokens: [Terminal]) -> (count: Int, isSentence: Bool) {
    var place = 0
    var pending: [Symbol] = [.rule(start)]
    while let symbol = pending.popLast() {
      let next = place < tokens.count ? tokens[place] : .end
      switch symbol {
      case .terminal(let terminal):
        guard terminal == next else { return (place, false) }
        place += 1
      case .rule(let name):
        guard let chosen = table[name]?[next] else { return (place, false) }
        pending += chosen.reversed()
      }
    }
    return (place, place == tokens.count)
  }
}
