/// The search that Ctrl-R begins: the pattern and the newest entry that contains it.
///
/// A lowercase pattern ignores case.
struct HistorySearch {
  private(set) var pattern = ""
  private(set) var match: (index: Int, text: String)?
  private(set) var hasFailed = false
  /// The line before the search, restored if the search is cancelled.
  let original: TextBuffer

  init(original: TextBuffer) { self.original = original }

  /// Extends the pattern; keeps the current match as long as it still matches.
  mutating func type(_ scalar: Unicode.Scalar, in history: any EditorHistory) {
    pattern.unicodeScalars.append(scalar)
    find(from: match?.index ?? history.count - 1, in: history)
  }

  /// Removes the last character of the pattern and searches from the newest entry again.
  mutating func erase(in history: any EditorHistory) {
    guard !pattern.isEmpty else { return }
    pattern.removeLast()
    match = nil
    hasFailed = false
    if !pattern.isEmpty { find(from: history.count - 1, in: history) }
  }

  /// Moves to the next older match that differs from the current one.
  mutating func older(in history: any EditorHistory) {
    guard !pattern.isEmpty else { return }
    find(from: (match?.index ?? history.count) - 1, in: history, except: match?.text)
  }

  /// The displayed line: the match with the cursor in it, or the line before the search.
  var buffer: TextBuffer {
    guard let match else { return original }
    let line = Array(match.text.unicodeScalars)
    return TextBuffer(scalars: line, cursor: Self.position(of: pattern, in: match.text) ?? line.count)
  }

  /// The text shown before the line during the search.
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

  /// The index of the scalar at which `pattern` begins in `text`.
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
