extension TranscriptPage.Step.Kind {
  /// What begins the input of a step.
  var prompt: String {
    switch self {
    case .line: "cbs>"
    case .program: "$"
    }
  }

  /// What begins a further line of it.
  var continuationPrompt: String {
    switch self {
    case .line: "...>"
    case .program: ">"
    }
  }

  /// The input on a line that begins a step, or nil when the line begins none.
  func input(of line: String) -> String? { line.behind(prompt) }

  /// The input on a line that continues a step, or nil when the line continues none.
  func continuation(of line: String) -> String? { line.behind(continuationPrompt) }
}

extension TranscriptPage.Step {
  /// Every line of the step.
  package var lines: Range<Int> { inputLines.lowerBound..<outputLines.upperBound }

  /// Whether `line` of the page means this step: it is one of its lines, or the one that opens its block.
  func isMeant(by line: Int) -> Bool { line == block || lines.contains(line) }

  /// Whether a page could show `output` here: no line of it would be read as input or as the end of the block.
  func canShow(_ output: [String]) -> Bool {
    let block = Fence(fence)
    let isRead = output.contains { kind.input(of: $0) != nil || block?.isClosed(by: $0) != false }
    return !isRead && output.first.flatMap { kind.continuation(of: $0) } == nil
  }

  /// The words after `cbs`, as a shell would pass them; nil when the input is not a line of the program, or asks
  /// for more of a shell than words, quotes and backslashes: holes, pipes, redirections, patterns.
  package var arguments: [String]? {
    guard kind == .program else { return nil }
    var words = ShellWords(input)
    return words.read().map { Array($0.dropFirst()) }
  }
}

extension String {
  /// What follows a prompt and its space; nil when the line does not begin with the prompt.
  fileprivate func behind(_ prompt: String) -> String? {
    guard hasPrefix(prompt) else { return nil }
    let rest = dropFirst(prompt.count)
    if rest.isEmpty { return "" }
    return rest.first == " " ? String(rest.dropFirst()) : nil
  }
}

/// Splits a command line into words as a POSIX shell does, so far as words, quotes and backslashes go.
private struct ShellWords {
  private var rest: Substring
  private var words: [String] = []
  /// The word being read; nil between words. An empty pair of quotes is a word.
  private var word: String?

  init(_ text: String) { rest = text[...] }

  /// The words, or nil when the line asks for anything else.
  mutating func read() -> [String]? {
    while let character = rest.popFirst() {
      switch character {
      case " ", "\t", "\n":
        endWord()
      case "'":
        guard let end = rest.firstIndex(of: "'") else { return nil }
        word = (word ?? "") + rest[..<end]
        rest = rest[end...].dropFirst()
      case "\"":
        guard let text = readQuoted() else { return nil }
        word = (word ?? "") + text
      case "\\":
        guard let next = rest.popFirst() else { return nil }
        if next != "\n" { word = (word ?? "") + String(next) }
      default:
        if "|&;<>()$`*?[#~".contains(character) { return nil }
        word = (word ?? "") + String(character)
      }
    }
    endWord()
    return words
  }

  private mutating func endWord() {
    if let word { words.append(word) }
    word = nil
  }

  /// Reads up to the closing double quote; nil without one, or where the shell would put something in.
  private mutating func readQuoted() -> String? {
    var text = ""
    while let character = rest.popFirst() {
      switch character {
      case "\"": return text
      case "$", "`": return nil
      case "\\":
        guard let next = rest.popFirst() else { return nil }
        if !"\\\"$`\n".contains(next) { text.append("\\") }
        if next != "\n" { text.append(next) }
      default: text.append(character)
      }
    }
    return nil
  }
}
