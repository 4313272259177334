import Glibc

/// The keys that change the text.
extension EditorCore {
  /// Submits a complete entry; returns whether it did.
  func enter() -> Bool {
    let text = editLine.buffer.text
    guard !options.isIncomplete(text) else {
      editLine.insert("\n")
      return false
    }
    finish(.line(text))
    return true
  }

  func interrupt() -> Bool {
    finish(.interrupted, tail: "^C")
    return true
  }

  func deleteOrEnd() -> Bool {
    guard editLine.buffer.scalars.isEmpty else {
      deleteForwards()
      return false
    }
    finish(.end)
    return true
  }

  /// Inserts a paste as one change. Trailing line breaks are removed if they would only begin an empty line.
  func insertPaste() {
    guard !pastes.isEmpty else { return }
    var text = pastes.removeFirst()
    let buffer = editLine.buffer
    if buffer.cursor == buffer.scalars.count {
      while text.hasSuffix("\n") { text.removeLast() }
    }
    settle()
    editLine.insert(text)
  }

  // MARK: Moving and deleting

  func moveToLineStart() { editLine.move(to: editLine.buffer.lineStart) }

  func moveToLineEnd() { editLine.move(to: editLine.buffer.lineEnd) }

  func moveToLineEndOrNext() {
    let buffer = editLine.buffer
    editLine.move(to: buffer.cursor == buffer.lineEnd ? buffer.cursor + 1 : buffer.lineEnd)
  }

  func moveRight() { editLine.move(to: editLine.buffer.cursor + 1) }

  /// Deletes a whole character, and does not change what yank inserts (see `EditLine.replace`).
  func deleteBackwards() {
    let count = editLine.buffer.scalarsBeforeCursor
    if count > 0 { editLine.push(Array(repeating: Key.deleteBefore, count: count)) }
  }

  func deleteForwards() {
    let buffer = editLine.buffer
    guard buffer.cursor < buffer.scalars.count else { return }
    let end = buffer.cluster(around: buffer.cursor + 1)
    editLine.move(to: end.isEmpty ? buffer.cursor + 1 : end.upperBound)
    deleteBackwards()
  }

  func undoChange() {
    settle()
    if let state = undo.undo() { editLine.replace(with: state) }
  }

  func redoChange() {
    settle()
    if let state = undo.redo() { editLine.replace(with: state) }
  }

  func clearScreen() {
    painter.forget()
    pending += "\u{1B}[H\u{1B}[2J"
  }

  func ring() { pending += "\u{7}" }
}
