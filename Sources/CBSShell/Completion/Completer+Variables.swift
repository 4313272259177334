import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSRendering
import CBSText
import CBSValues
import OrderedCollections

extension Completer {
  /// Names of the session and of the text before the cursor; the latest first.
  func variableNames(in text: String, upTo offset: Int) -> [Suggestion] {
    var names = OrderedSet(assignments(in: text, upTo: offset).keys)
    for name in variables.names().reversed() { names.append(name) }
    return names.map { name in
      Suggestion(name, detail: variables.value(name).map(\.preview) ?? "", isFinal: false)
    }
  }

  /// Fields of what `path` leads to: `[v, live]` for `$v.live.`.
  func fields(path: [String], in text: String, upTo offset: Int) -> [Suggestion] {
    guard let name = path.first else { return [] }
    if let words = assignments(in: text, upTo: offset)[name] {
      return fields(ofCommand: words, path: Array(path.dropFirst()))
    }
    guard var value = variables.value(name) else { return [] }
    for step in path.dropFirst() {
      switch value {
      case .record(let fields): value = fields[step] ?? .null
      case .list(let elements) where step == "[]": value = elements.first ?? .null
      case .list, .null, .boolean, .integer, .float, .digits, .string, .duration, .size, .time, .secret: return []
      }
    }
    guard case .record(let fields) = value else { return [] }
    return fields.map { name, value in
      let isOpen = if case .record = value { true } else { false }
      return Suggestion(name, detail: value.preview, isFinal: !isOpen)
    }
  }

  /// Fields of the records that a command answers, as far as they are declared.
  func fields(ofCommand words: [String], path: [String]) -> [Suggestion] {
    guard var shapes = table.match(words)?.signature.fields else { return [] }
    for step in path where step != "[]" {
      guard let inner = shapes.first(where: { $0.name == step })?.fields else { return [] }
      shapes = inner
    }
    return shapes.map { Suggestion($0.name, detail: $0.summary, isFinal: $0.fields == nil) }
  }

  /// What `let` and `for` name in the text before the cursor, the latest first, and the words of the command whose
  /// answer each gets; no words where it is something else.
  private func assignments(in text: String, upTo offset: Int) -> OrderedDictionary<String, [String]> {
    guard text.utf8.count > 4 else { return [:] }
    let source = Source(name: "", bytes: Array(text.utf8.prefix(offset)))
    let tokens = Parser.parse(source).tokens.filter { !$0.kind.isTrivia }
    var found: OrderedDictionary<String, [String]> = [:]
    for (index, token) in tokens.enumerated() where token.kind == .keyword && index + 1 < tokens.count {
      let word = source.text(token.span)
      guard word == "let" || word == "for", tokens[index + 1].kind == .name else { continue }
      let rest = tokens[(index + 2)...].drop { $0.kind == .symbol }.prefix { $0.kind == .command || $0.kind == .bare }
      let name = source.text(tokens[index + 1].span)
      found.removeValue(forKey: name)
      found.updateValue(rest.map { source.text($0.span) }, forKey: name, insertingAt: 0)
    }
    return found
  }
}

extension Value {
  /// A short look at the value, for the list beside its name.
  fileprivate var preview: String {
    switch self {
    case .record(let fields): return "record of " + fields.keys.prefix(4).joined(separator: ", ")
    case .list(let elements): return "list of \(elements.count)"
    case .null, .boolean, .integer, .float, .digits, .string, .duration, .size, .time, .secret: break
    }
    return humaneText.visible.truncated(toWidth: 40)
  }
}
