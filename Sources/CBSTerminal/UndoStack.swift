/// The earlier states of the text being edited.
///
/// Consecutive characters typed within a word count as one change.
struct UndoStack {
  private var past: [TextBuffer] = []
  private var future: [TextBuffer] = []
  private var present = TextBuffer()
  private var isTyping = false

  /// Discards everything and begins with `buffer`.
  mutating func begin(with buffer: TextBuffer) {
    self = UndoStack()
    present = buffer
  }

  /// Records the state after a key. Moving the cursor ends a run of typing.
  mutating func note(_ buffer: TextBuffer) {
    guard buffer.scalars != present.scalars else {
      if buffer.cursor != present.cursor { isTyping = false }
      present.cursor = buffer.cursor
      return
    }
    let typed = Self.typedScalar(from: present, to: buffer)
    let continuesWord = typed.map { !$0.properties.isWhitespace } ?? false
    if !(isTyping && continuesWord) {
      past.append(present)
      if past.count > 1000 { past.removeFirst() }
    }
    isTyping = typed != nil
    future = []
    present = buffer
  }

  /// The state before the last change, or nil if there is none.
  mutating func undo() -> TextBuffer? {
    guard let state = past.popLast() else { return nil }
    future.append(present)
    present = state
    isTyping = false
    return state
  }

  /// The state that `undo` left, or nil if there is none.
  mutating func redo() -> TextBuffer? {
    guard let state = future.popLast() else { return nil }
    past.append(present)
    present = state
    isTyping = false
    return state
  }

  /// The scalar that was inserted before the cursor, if nothing else changed.
  private static func typedScalar(from old: TextBuffer, to new: TextBuffer) -> Unicode.Scalar? {
    guard new.scalars.count == old.scalars.count + 1, new.cursor == old.cursor + 1 else { return nil }
    guard new.scalars[..<old.cursor] == old.scalars[..<old.cursor],
      new.scalars[new.cursor...] == old.scalars[old.cursor...]
    else { return nil }
    return new.scalars[old.cursor]
  }
}
