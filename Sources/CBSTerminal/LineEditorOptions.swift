/// What the prompt asks of whoever owns it.
///
/// All closures are called on the editor's thread, between two keys, and must not block.
package struct LineEditorOptions: Sendable {
  /// Whether the text needs another line: Enter then inserts a line break instead of submitting.
  package var isIncomplete: @Sendable (String) -> Bool
  /// What Tab may insert into the text, given the cursor as a UTF-8 offset.
  package var completions: @Sendable (String, Int) -> CompletionList
  package var history: any EditorHistory
  /// Whether `.editrc` is read: the file that `EDITRC` names, or the one in the home directory.
  package var readsUserSettings: Bool
  /// The key map; nil leaves it to `.editrc`, and to emacs where that says nothing.
  package var editingMode: EditingMode?

  package init(
    isIncomplete: @escaping @Sendable (String) -> Bool = { _ in false },
    completions: @escaping @Sendable (String, Int) -> CompletionList = { _, cursor in .none(at: cursor) },
    history: any EditorHistory = NoHistory(), readsUserSettings: Bool = false, editingMode: EditingMode? = nil
  ) {
    self.isIncomplete = isIncomplete
    self.completions = completions
    self.history = history
    self.readsUserSettings = readsUserSettings
    self.editingMode = editingMode
  }
}

/// Which of libedit's two families of key maps is in use.
package enum EditingMode: String, Sendable, CaseIterable { case emacs, vi }

/// What Tab may insert at one place of a text.
package struct CompletionList: Sendable, Equatable {
  package struct Candidate: Sendable, Equatable {
    /// What replaces the range, already quoted for its place.
    package var insertion: String
    /// What the list shows.
    package var display: String
    /// What the list shows beside it; may be empty.
    package var detail: String
    /// Whether nothing can follow without a blank, which is then inserted too.
    package var isFinal: Bool

    package init(insertion: String, display: String, detail: String = "", isFinal: Bool = true) {
      self.insertion = insertion
      self.display = display
      self.detail = detail
      self.isFinal = isFinal
    }
  }

  /// UTF-8 offsets of what a candidate replaces.
  package var replacing: Range<Int>
  package var candidates: [Candidate]

  package init(replacing: Range<Int>, candidates: [Candidate]) {
    self.replacing = replacing
    self.candidates = candidates
  }

  /// The list of a place where nothing fits.
  package static func none(at cursor: Int) -> Self { Self(replacing: cursor..<cursor, candidates: []) }
}

/// The lines entered before, newest last; index 0 is the oldest.
///
/// Asked only when the user goes back, never at the start.
package protocol EditorHistory: Sendable {
  var count: Int { get }
  func entry(at index: Int) -> String
}

/// A history without entries.
package struct NoHistory: EditorHistory {
  package init() {}
  package var count: Int { 0 }
  package func entry(at index: Int) -> String { "" }
}

/// What stands before the text. Both parts may hold colour sequences (`CSI … m`) and line breaks.
package struct EditorPrompt: Sendable, Equatable {
  package var text: String
  /// Stands before the second and each later line of an entry.
  package var continuation: String

  package init(text: String, continuation: String = "") {
    self.text = text
    self.continuation = continuation
  }
}

/// How one turn at the prompt ended.
package enum EditorEvent: Sendable, Equatable {
  /// Enter on a complete entry. Line breaks inside are kept; there is none at the end.
  case line(String)
  /// Ctrl-C on the line, or the task that reads was cancelled.
  case interrupted
  /// Ctrl-D on an empty line, a request to end, or the terminal is gone.
  case end
}

/// Why there is no line editor; the caller reads plain lines instead.
package enum LineEditorError: Error, Equatable {
  /// Input or output is not a terminal.
  case notATerminal
  /// The user's `.editrc` says `edit off`.
  case switchedOff
  /// The system gave no pipe, thread or memory; holds `errno`.
  case systemRefused(Int32)
}
