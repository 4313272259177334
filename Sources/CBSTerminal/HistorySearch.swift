/// The search that Ctrl-R begins: what was typed and the newest entry that contains it. Pure.
///
/// A pattern in lower case finds either case.
struct HistorySearch {
  private(set) var pattern = ""
  private(set) var match: (index: Int, text: String)?
  private(set) var hasFailed = false
  /// The line before the search, which comes back when it is given up.
  let original: TextBuffer

  init(original: TextBuffer) { self.original = original }

  /// Adds to the pattern; stays on the entry that is shown while it still fits.
  mutating func type(_ scalar: Unicode.Scalar, in history: any EditorHistory) {
    pattern.unicodeScalars.append(scalar)
    find(from: match?.index ?? history.count - 1, in: history)
  }

  /// Takes the last character from the pattern and searches from the newest entry again.
  mutating func erase(in history: any EditorHistory) {
    guard !pattern.isEmpty else { return }
    pattern.removeLast()
    match = nil
    hasFailed = false
    if !pattern.isEmpty { find(from: history.count - 1, in: history) }
  }

  /// Goes to the next older entry that is not the one shown.
  mutating func older(in history: any EditorHistory) {
    guard !pattern.isEmpty else { return }
    find(from: (match?.index ?? history.count) - 1, in: history, except: match?.text)
  }

  /// What the line shows: the entry with the cursor at the match, or the line before the search.
  var buffer: TextBuffer {
    guard let match else { return original }
    let line = Array(match.text.unicodeScalars)
    return TextBuffer(scalars: line, cursor: Self.position(of: pattern, in: match.text) ?? line.count)
  }

  /// What stands before the line while the search goes on.
  var prompt: String { (hasFailed ? "no match" : "search") + " '\(pattern)': " }

  private mutating func find(from start: Int, in history: any EditorHistory, except shown: String? = nil) {
    var index = min(start, history.count - 1)
    while index >= 0 {
      let entry = history.entry(at: index)
      if entry != shown, Self.position(of: pattern, in: entry) != nil {
        match = (index, entry)
        hasFailed = false
        return
      }
      index -= 1
    }
    hasFailed = true
  }

  /// Index of the scalar where `pattern` begins in `text`.
  private static func position(of pattern: String, in text: String) -> Int? {
    let ignoresCase = pattern == pattern.lowercased()
    let wanted = Array(pattern.unicodeScalars)
    let scalars = Array(text.unicodeScalars)
    guard wanted.count <= scalars.count else { return nil }
    func equal(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Bool {
      a == b || (ignoresCase && a.properties.lowercaseMapping == b.properties.lowercaseMapping)
    }
    return (0...(scalars.count - wanted.count)).first { start in
      wanted.indices.allSatisfy { equal(wanted[$0], scalars[start + $0]) }
    }
  }
}
