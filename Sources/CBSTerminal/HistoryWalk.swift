/// The position of Up and Down in the history, and the draft: the line that was being typed before the first Up.
struct HistoryWalk {
  private var index: Int?
  private var draft = ""
  /// The entry last put on the line; as long as the line is unchanged, a prefix search continues from it.
  private var recalled: String?
  private var prefix = ""

  /// The entry before the current one, or nil if there is none.
  mutating func older(than current: String, in history: any EditorHistory) -> String? {
    move(from: current, in: history, by: -1, prefix: "")
  }

  /// The entry after the current one, the draft after the newest entry, or nil if the line is the draft.
  mutating func newer(than current: String, in history: any EditorHistory) -> String? {
    move(from: current, in: history, by: 1, prefix: "")
  }

  /// The entry before or after the current one that begins with the typed text.
  mutating func matching(_ current: String, in history: any EditorHistory, by step: Int) -> String? {
    if recalled == nil || current != recalled { prefix = current }
    return move(from: current, in: history, by: step, prefix: prefix)
  }

  /// The oldest entry, or nil if there is none.
  mutating func oldest(from current: String, in history: any EditorHistory) -> String? {
    guard history.count > 0 else { return nil }
    if index == nil { draft = current }
    return recall(0, in: history)
  }

  /// The draft, or nil if the line is the draft already.
  mutating func newest() -> String? {
    guard index != nil else { return nil }
    index = nil
    recalled = nil
    return draft
  }

  private mutating func move(
    from current: String, in history: any EditorHistory, by step: Int, prefix: String
  ) -> String? {
    let count = history.count
    var next = min(index ?? count, count) + step
    while next >= 0, next < count {
      let entry = history.entry(at: next)
      if entry != current, prefix.isEmpty || entry.hasPrefix(prefix) {
        if index == nil { draft = current }
        return recall(next, in: history)
      }
      next += step
    }
    return step > 0 ? newest() : nil
  }

  private mutating func recall(_ next: Int, in history: any EditorHistory) -> String {
    index = next
    let entry = history.entry(at: next)
    recalled = entry
    return entry
  }
}
