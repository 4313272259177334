/// Where Up and Down are in the history, and the line that was being typed before the first Up. Pure.
struct HistoryWalk {
  private var index: Int?
  private var draft = ""
  /// The entry that was put on the line; while it stands there unchanged, a prefix search goes on from it.
  private var recalled: String?
  private var prefix = ""

  /// The entry before the one on the line, or nil when there is none.
  mutating func older(than current: String, in history: any EditorHistory) -> String? {
    move(from: current, in: history, by: -1, prefix: "")
  }

  /// The entry behind the one on the line, the draft behind the newest, or nil on the draft itself.
  mutating func newer(than current: String, in history: any EditorHistory) -> String? {
    move(from: current, in: history, by: 1, prefix: "")
  }

  /// The entry before or behind the one on the line that begins with what was typed.
  mutating func matching(_ current: String, in history: any EditorHistory, by step: Int) -> String? {
    if recalled == nil || current != recalled { prefix = current }
    return move(from: current, in: history, by: step, prefix: prefix)
  }

  /// The oldest entry, or nil when there is none.
  mutating func oldest(from current: String, in history: any EditorHistory) -> String? {
    guard history.count > 0 else { return nil }
    if index == nil { draft = current }
    return recall(0, in: history)
  }

  /// The draft, or nil when it stands on the line already.
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
