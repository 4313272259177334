/// The keys that recall earlier entries.
extension EditorCore {
  /// The position of the cursor in an entry from the history.
  enum RecalledCursor { case start, end }

  func up(recalledCursor: RecalledCursor) {
    let buffer = editLine.buffer
    if let above = buffer.cursorAbove() {
      editLine.move(to: above)
    } else {
      recall(walk.older(than: buffer.text, in: options.history), cursor: recalledCursor)
    }
  }

  func down(recalledCursor: RecalledCursor) {
    let buffer = editLine.buffer
    if let below = buffer.cursorBelow() {
      editLine.move(to: below)
    } else {
      recall(walk.newer(than: buffer.text, in: options.history), cursor: recalledCursor)
    }
  }

  func recallMatch(step: Int) {
    recall(walk.matching(editLine.buffer.text, in: options.history, by: step), cursor: .end)
  }

  func recallOldest() {
    recall(walk.oldest(from: editLine.buffer.text, in: options.history), cursor: .start)
  }

  private func recall(_ text: String?, cursor: RecalledCursor) {
    guard let text else { return ring() }
    settle()
    var buffer = TextBuffer(text: text)
    if cursor == .start { buffer.cursor = 0 }
    editLine.replace(with: buffer)
  }

  /// Searches with every key until one accepts or cancels; returns whether the entry has ended.
  ///
  /// Enter accepts the match into the line, where the user can see and change it before it runs. A key that is not part
  /// of a search also accepts the match, and then has its usual effect.
  func searchHistory() -> Bool {
    settle()
    search = HistorySearch(original: editLine.buffer)
    while let key = editLine.readKey() {
      switch key {
      case "\u{12}": search?.older(in: options.history)
      case "\u{7F}", "\u{8}": search?.erase(in: options.history)
      case "\u{7}", "\u{1B}":
        search = nil
        return false
      case "\u{3}":
        search = nil
        return interrupt()
      case "\n", "\r":
        acceptMatch()
        return false
      default:
        if key.value >= 0x20, !(0x80...0x9F).contains(key.value) {
          search?.type(key, in: options.history)
          continue
        }
        acceptMatch()
        editLine.push([key])
        return false
      }
    }
    search = nil
    return false
  }

  private func acceptMatch() {
    if let search, search.match != nil { editLine.replace(with: search.buffer) }
    search = nil
  }
}
