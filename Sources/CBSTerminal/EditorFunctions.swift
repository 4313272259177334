import CEditLine

/// The functions that keys are bound to, in addition to libedit's own; `.editrc` can name them, too.
enum EditorFunctions {
  struct Entry {
    let name: String
    let help: String
    let body: EditLine.Function
  }

  // Computed, because C function pointers are not known to be Sendable; the list is read once for each editor.
  static var all: [Entry] {
    [
      Entry(name: "cbs-enter", help: "Submit a complete entry, or break the line") { handle, _ in
        EditorFunctions.end(handle) { $0.enter() }
      },
      Entry(name: "cbs-newline", help: "Break the line") { handle, _ in
        EditorFunctions.run(handle) { $0.editLine.insert("\n") }
      },
      Entry(name: "cbs-interrupt", help: "Give up the line") { handle, _ in
        EditorFunctions.end(handle) { $0.interrupt() }
      },
      Entry(name: "cbs-delete-or-end", help: "Delete the character, or end on an empty line") { handle, _ in
        EditorFunctions.end(handle) { $0.deleteOrEnd() }
      },
      Entry(name: "cbs-suspend", help: "Stop the process until it is continued") { handle, _ in
        EditorFunctions.run(handle) { $0.suspend() }
      },
      Entry(name: "cbs-paste", help: "Insert what was pasted") { handle, _ in
        EditorFunctions.run(handle) { $0.insertPaste() }
      },
      Entry(name: "cbs-up", help: "Go a line up, or to the entry before") { handle, _ in
        EditorFunctions.run(handle) { $0.up(recalledCursor: .end) }
      },
      Entry(name: "cbs-down", help: "Go a line down, or to the next entry") { handle, _ in
        EditorFunctions.run(handle) { $0.down(recalledCursor: .end) }
      },
      Entry(name: "cbs-vi-up", help: "Go a line up, or to the start of the entry before") { handle, _ in
        EditorFunctions.run(handle) { $0.up(recalledCursor: .start) }
      },
      Entry(name: "cbs-vi-down", help: "Go a line down, or to the start of the next entry") { handle, _ in
        EditorFunctions.run(handle) { $0.down(recalledCursor: .start) }
      },
      Entry(name: "cbs-older-match", help: "Go to the entry before that begins like this") { handle, _ in
        EditorFunctions.run(handle) { $0.recallMatch(step: -1) }
      },
      Entry(name: "cbs-newer-match", help: "Go to the next entry that begins like this") { handle, _ in
        EditorFunctions.run(handle) { $0.recallMatch(step: 1) }
      },
      Entry(name: "cbs-oldest", help: "Go to the oldest entry") { handle, _ in
        EditorFunctions.run(handle) { $0.recallOldest() }
      },
      Entry(name: "cbs-search", help: "Search the history while typing") { handle, _ in
        EditorFunctions.end(handle) { $0.searchHistory() }
      },
      Entry(name: "cbs-home", help: "Go to the start of the line") { handle, _ in
        EditorFunctions.run(handle) { $0.moveToLineStart() }
      },
      Entry(name: "cbs-end", help: "Go to the end of the line") { handle, _ in
        EditorFunctions.run(handle) { $0.moveToLineEnd() }
      },
      Entry(name: "cbs-end-or-next", help: "Go to the end of the line, from there to the next") { handle, _ in
        EditorFunctions.run(handle) { $0.moveToLineEndOrNext() }
      },
      Entry(name: "cbs-right", help: "Go right, also past the last character") { handle, _ in
        EditorFunctions.run(handle) { $0.moveRight() }
      },
      Entry(name: "cbs-backspace", help: "Delete the character before the cursor") { handle, _ in
        EditorFunctions.run(handle) { $0.deleteBackwards() }
      },
      Entry(name: "cbs-delete", help: "Delete the character at the cursor") { handle, _ in
        EditorFunctions.run(handle) { $0.deleteForwards() }
      },
      Entry(name: "cbs-clear", help: "Clear the screen") { handle, _ in
        EditorFunctions.run(handle) { $0.clearScreen() }
      },
      Entry(name: "cbs-undo", help: "Undo the last change") { handle, _ in
        EditorFunctions.run(handle) { $0.undoChange() }
      },
      Entry(name: "cbs-redo", help: "Do again what was undone") { handle, _ in
        EditorFunctions.run(handle) { $0.redoChange() }
      },
      Entry(name: "cbs-complete", help: "Complete the word") { handle, _ in
        EditorFunctions.run(handle) { $0.complete() }
      },
    ]
  }

  /// Runs a function that does not end the line. The library draws nothing, so it needs no redraw.
  private static func run(_ handle: OpaquePointer?, _ body: (EditorCore) -> Void) -> UInt8 {
    if let core = EditorCore.owner(of: handle) { body(core) }
    return UInt8(CC_NORM)
  }

  /// Runs a function that returns whether the entry has ended.
  private static func end(_ handle: OpaquePointer?, _ body: (EditorCore) -> Bool) -> UInt8 {
    guard let core = EditorCore.owner(of: handle) else { return UInt8(CC_EOF) }
    return UInt8(body(core) ? CC_NEWLINE : CC_NORM)
  }
}
