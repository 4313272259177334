import CBSText
package import CBSValues
import Synchronization
import Glibc

/// The inputs of all sessions, in one file that they share.
///
/// Opening reads nothing. Entries are read backwards from the end as far as somebody looks, so that a session with
/// 100,000 entries after it starts as fast as the first one. What other sessions add shows after `refresh()`.
package final class HistoryStore: Sendable {
  private let path: String
  private let state: Mutex<HistoryTail>

  /// Uses the file at `path`, which is made with its folders at the first entry. Never fails: without a file that can
  /// be written, the session's own entries are kept in memory, and `append` says why.
  package init(path: String) {
    self.path = path
    state = Mutex(HistoryTail())
  }

  /// Keeps `input`, as far as it may be kept; false where nothing of it may.
  @discardableResult
  package func append(
    _ input: String, directory: String? = nil, profile: String? = nil, redactor: Redactor
  ) throws(HistoryFailure) -> Bool {
    guard let text = HistoryText.kept(of: input, redactor: redactor) else { return false }
    let entry = HistoryEntry(line: text, time: Int64(time(nil)), directory: directory, profile: profile)
    try state.withLock { (tail) throws(HistoryFailure) in
      do throws(HistoryFailure) {
        let file = try tail.openedFile(at: path, isCreated: true)
        tail.add(entry, at: try file?.append(entry.record))
      } catch {
        tail.add(entry, at: nil)
        throw error
      }
    }
    return true
  }

  /// Takes in what other sessions have added (or that they have cleared everything).
  package func refresh() {
    state.withLock { tail in
      _ = try? tail.openedFile(at: path, isCreated: false)
      tail.refresh()
    }
  }

  /// How many lines there are to go back through; costs a look at every byte of the file, once, and no parsing.
  ///
  /// Equal neighbours count each: whoever goes through them skips what is on the line already.
  package var count: Int { withTail { $0.count() } }

  /// The line at `index`, 0 being the oldest and `count - 1` the newest; nil outside. Reads back as far as needed.
  ///
  /// A damaged line of the file shows the entry that follows it.
  package func entry(at index: Int) -> String? {
    withTail { tail in
      let back = tail.count() - 1 - index
      return back < 0 || index < 0 ? nil : tail.entry(back: back)?.line
    }
  }

  /// The newest `count` entries, oldest first, equal neighbours once.
  package func last(_ count: Int) -> [HistoryEntry] {
    var entries = found(limit: count) { _ in true }
    entries.reverse()
    return entries
  }

  /// The newest entries that hold `text`, newest first; small letters in `text` find capitals too.
  package func search(_ text: String, limit: Int = 100) -> [HistoryEntry] {
    let ignoresCase = text == text.lowercased()
    let wanted = text.foldedBytes
    return found(limit: limit) { entry in
      entry.line.holds(folded: wanted) && (ignoresCase || entry.line.contains(text))
    }
  }

  private func found(limit: Int, _ isWanted: (HistoryEntry) -> Bool) -> [HistoryEntry] {
    guard limit > 0 else { return [] }
    return withTail { tail in
      var found: [HistoryEntry] = []
      tail.forEachBackwards { entry in
        if isWanted(entry) { found.append(entry) }
        return found.count < limit
      }
      return found
    }
  }

  /// Forgets everything, for all sessions.
  package func clear() throws(HistoryFailure) {
    try state.withLock { (tail) throws(HistoryFailure) in
      try tail.openedFile(at: path, isCreated: false)?.clear()
      tail.forget()
    }
  }

  private func withTail<Result: Sendable>(_ body: (inout HistoryTail) -> Result) -> Result {
    state.withLock { tail in
      tail.openExisting(at: path)
      return body(&tail)
    }
  }
}
