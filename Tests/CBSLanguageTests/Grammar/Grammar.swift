/// A grammar written as on the page `reference/grammar.md`: `name = … .`, `|`, `[ … ]`, `{ … }`, `( … )`.
struct Grammar {
  indirect enum Term: Hashable {
    /// A quoted text, or a kind of token in capitals.
    case terminal(Terminal)
    case rule(String)
    case sequence([Term])
    case choice([Term])
    case option(Term)
    case repetition(Term)
  }

  enum Terminal: Hashable, CustomStringConvertible {
    case word(String)
    case kind(String)
    /// What follows the last token.
    case end

    var description: String {
      switch self {
      case .word(let text): "\"\(text)\""
      case .kind(let name): name
      case .end: "the end"
      }
    }
  }

  struct Malformed: Error { let reason: String }

  /// Every rule with its name, in the order of the page; the first one is where sentences begin.
  private(set) var rules: [(name: String, term: Term)] = []

  subscript(name: String) -> Term? { rules.first { $0.name == name }?.term }

  init(_ text: String) throws {
    var reader = try Reader(text)
    while !reader.isAtEnd {
      let (name, term) = try reader.rule()
      guard self[name] == nil else { throw Malformed(reason: "'\(name)' is defined twice") }
      rules.append((name, term))
    }
  }

  /// Every terminal that the rules mention.
  var terminals: Set<Terminal> {
    var found: Set<Terminal> = []
    for rule in rules { rule.term.visit { if case .terminal(let terminal) = $0 { found.insert(terminal) } } }
    return found
  }

  /// What is mentioned and has no rule.
  var undefined: Set<String> { references(in: rules.map(\.term)).subtracting(rules.map(\.name)) }

  /// What has a rule and cannot be reached from the first one.
  var unreachable: Set<String> {
    guard let first = rules.first?.name else { return [] }
    var reached: Set<String> = [first]
    var fresh = reached
    while !fresh.isEmpty {
      fresh = references(in: fresh.compactMap { self[$0] }).subtracting(reached)
      reached.formUnion(fresh)
    }
    return Set(rules.map(\.name)).subtracting(reached)
  }

  private func references(in terms: [Term]) -> Set<String> {
    var found: Set<String> = []
    for term in terms { term.visit { if case .rule(let name) = $0 { found.insert(name) } } }
    return found
  }
}

extension Grammar.Term {
  /// Calls `body` with this term and all within it.
  func visit(_ body: (Self) -> Void) {
    body(self)
    switch self {
    case .terminal, .rule: break
    case .sequence(let terms), .choice(let terms): for term in terms { term.visit(body) }
    case .option(let term), .repetition(let term): term.visit(body)
    }
  }
}

/// Reads the notation.
private struct Reader {
  private var pieces: [Substring] = []
  private var place = 0

  init(_ text: String) throws {
    var rest = text[...]
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
      } else if first == "\"" || first == "'" {
        guard let close = rest.dropFirst().firstIndex(of: first) else {
          throw Grammar.Malformed(reason: "a quote is not closed: \(rest.prefix(20))")
        }
        pieces.append(rest[...close])
        rest = rest[rest.index(after: close)...]
      } else if first.isLetter {
        let name = rest.prefix { $0.isLetter }
        pieces.append(name)
        rest = rest.dropFirst(name.count)
      } else {
        pieces.append(rest.prefix(1))
        rest.removeFirst()
      }
    }
  }

  var isAtEnd: Bool { place >= pieces.count }
  private var next: Substring { isAtEnd ? "" : pieces[place] }

  private mutating func expect(_ piece: String) throws {
    guard next == piece else { throw Grammar.Malformed(reason: "'\(piece)' is wanted, not '\(next)', at \(place)") }
    place += 1
  }

  mutating func rule() throws -> (String, Grammar.Term) {
    let name = String(next)
    guard name.first?.isLowercase == true else { throw Grammar.Malformed(reason: "'\(name)' cannot name a rule") }
    place += 1
    try expect("=")
    let term = try choice()
    try expect(".")
    return (name, term)
  }

  private mutating func choice() throws -> Grammar.Term {
    var choices = [try sequence()]
    while next == "|" {
      place += 1
      choices.append(try sequence())
    }
    return choices.count == 1 ? choices[0] : .choice(choices)
  }

  private mutating func sequence() throws -> Grammar.Term {
    var terms: [Grammar.Term] = []
    while let term = try term() { terms.append(term) }
    guard !terms.isEmpty else { throw Grammar.Malformed(reason: "nothing stands before '\(next)', at \(place)") }
    return terms.count == 1 ? terms[0] : .sequence(terms)
  }

  private mutating func term() throws -> Grammar.Term? {
    let piece = next
    guard let first = piece.first else { return nil }
    switch first {
    case "[", "{", "(":
      place += 1
      let inner = try choice()
      try expect(first == "[" ? "]" : first == "{" ? "}" : ")")
      return first == "[" ? .option(inner) : first == "{" ? .repetition(inner) : inner
    case "\"", "'":
      place += 1
      return .terminal(.word(String(piece.dropFirst().dropLast())))
    case _ where first.isUppercase:
      place += 1
      return .terminal(.kind(String(piece)))
    case _ where first.isLowercase:
      place += 1
      return .rule(String(piece))
    default: return nil
    }
  }
}
