import CBSInterpreter
package import CBSLanguage
package import CBSValues

/// Finds what Tab may insert. It reads what is in memory and, for files, one folder; it runs nothing and asks nobody.
package struct Completer: Sendable {
  /// The variables of a session.
  package struct Variables: Sendable {
    package let names: @Sendable () -> [String]
    package let value: @Sendable (String) -> Value?

    package init(names: @escaping @Sendable () -> [String], value: @escaping @Sendable (String) -> Value?) {
      self.names = names
      self.value = value
    }

    package static let none = Variables(names: { [] }, value: { _ in nil })
  }

  /// What the session knows at the moment of the key.
  package struct Surroundings: Sendable {
    package var snapshot = CompletionSnapshot()
    /// The architecture that bare version ids refer to.
    package var architecture: String?
    package var profiles: [String] = []
    package var topics: [String] = []
    /// Relative paths begin here.
    package var workingDirectory = "."
    package var home: String?

    package init(
      snapshot: CompletionSnapshot = CompletionSnapshot(), architecture: String? = nil, profiles: [String] = [],
      topics: [String] = [], workingDirectory: String = ".", home: String? = nil
    ) {
      self.snapshot = snapshot
      self.architecture = architecture
      self.profiles = profiles
      self.topics = topics
      self.workingDirectory = workingDirectory
      self.home = home
    }
  }

  let table: CommandTable
  let functions: [FunctionSignature]
  let variables: Variables
  /// What the script at a path takes, as a signature; nil where there is none.
  let script: @Sendable (String) -> Signature?
  private let surroundings: @Sendable () -> Surroundings

  package init(
    table: CommandTable, functions: [FunctionSignature], variables: Variables = .none,
    script: @escaping @Sendable (String) -> Signature? = { _ in nil },
    surroundings: @escaping @Sendable () -> Surroundings
  ) {
    self.table = table
    self.functions = functions
    self.variables = variables
    self.script = script
    self.surroundings = surroundings
  }

  /// What may stand at the UTF-8 offset `cursor` of `text`, best first; what follows the cursor is not looked at.
  package func complete(_ text: String, cursor: Int) -> CompletionResult {
    let place = CompletionPlace(text, cursor: cursor)
    let suggestions = suggestions(at: place, in: text).matching(place.partial)
    return CompletionResult(
      replacing: place.replacing, candidates: suggestions.map { $0.candidate(at: place) })
  }

  private func suggestions(at place: CompletionPlace, in text: String) -> [Suggestion] {
    switch place.target {
    case .head(let isStatement): return heads(isStatement: isStatement, isBegun: !place.partial.isEmpty)
    case .stage: return stages()
    case .argument(let pieces):
      return ArgumentCandidates(completer: self, surroundings: surroundings())
        .suggestions(behind: pieces, partial: place.partial, isQuoted: place.quote != .bare)
    case .flagValue(let pieces, let flag):
      return ArgumentCandidates(completer: self, surroundings: surroundings())
        .suggestions(forFlag: flag, behind: pieces, partial: place.partial)
    case .variable: return variableNames(in: text, upTo: place.replacing.lowerBound)
    case .field(let path): return fields(path: path, in: text, upTo: place.replacing.lowerBound)
    case .element(let path, let words): return fields(ofCommand: words, path: path)
    case .operand: return operands(isBegun: !place.partial.isEmpty)
    case .nothing: return []
    }
  }

  // MARK: Words of the language

  /// First words of commands; keywords where a statement may begin; functions once a letter is there.
  private func heads(isStatement: Bool, isBegun: Bool) -> [Suggestion] {
    var heads: [String: String] = [:]
    for name in table.names {
      guard let signature = table[name], !signature.isStage else { continue }
      let words = name.split(separator: " ", maxSplits: 1).map(String.init)
      if words.count == 1 {
        heads[name] = signature.summary
      } else if heads[words[0]] == nil {
        heads[words[0]] = table.subcommands(of: words[0]).joined(separator: ", ")
      }
    }
    var list = heads.sorted { $0.key < $1.key }.map { Suggestion($0.key, detail: $0.value) }
    if isStatement {
      let keywords = Parser.reservedWords.filter {
        !["elif", "else", "catch", "finally", "true", "false", "null", "not", "and", "or", "include?"].contains($0)
      }
      list += keywords.sorted().filter { heads[$0] == nil }.map { Suggestion($0, detail: "keyword") }
    }
    return isBegun ? list + functionNames() : list
  }

  private func stages() -> [Suggestion] {
    let own = StageDeclaration.overElements.map { Suggestion($0.word, detail: $0.summary) }
    let commands = table.names.compactMap { name in
      table[name].flatMap { $0.isStage && !name.contains(" ") ? Suggestion(name, detail: $0.summary) : nil }
    }
    return own + commands.sorted { $0.text < $1.text }
  }

  private func operands(isBegun: Bool) -> [Suggestion] {
    guard isBegun else { return [] }
    return functionNames() + ["true", "false", "null", "not", "and", "or", "in"].map { Suggestion($0) }
  }

  private func functionNames() -> [Suggestion] {
    functions.sorted { $0.name < $1.name }
      .map { Suggestion($0.name + "(", display: $0.name, detail: $0.usage, isFinal: false) }
  }
}

extension Suggestion {
  /// The suggestion as it is written at a place: in the quotes that are open there, else quoted where it must be.
  func candidate(at place: CompletionPlace) -> CompletionResult.Candidate {
    CompletionResult.Candidate(insertion: insertion(at: place), display: display, detail: detail, isFinal: isFinal)
  }

  private func insertion(at place: CompletionPlace) -> String {
    switch place.target {
    case .head, .stage, .variable, .field, .element, .operand, .nothing: return text
    case .argument, .flagValue: break
    }
    if place.quote == .bare, isPlain || text.hasPrefix("--") || Quoting.quote(text) == text { return text }
    if place.quote != .string, Quoting.quoteAlways(text).hasPrefix("'") {
      return isFinal ? "'\(text)'" : "'\(text)"
    }
    return "\"\(Quoting.escape(text))" + (isFinal ? "\"" : "")
  }

  /// Whether nobody needs to think about quotes: for the thousands of names that Tab may offer at once.
  private var isPlain: Bool {
    guard let first = text.utf8.first, first != UInt8(ascii: "-"), text != "until" else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D...0x2F, 0x5F: true
      default: false
      }
    }
  }
}
