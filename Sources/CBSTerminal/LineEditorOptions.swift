/// What the owner of the prompt provides.
///
/// All closures are called on the editor's thread, between two keys, and must not block.
package struct LineEditorOptions: Sendable {
  /// Whether the text needs another line: Enter then inserts a line break instead of submitting.
  package var isIncomplete: @Sendable (String) -> Bool
  /// The completions at a cursor, which is a UTF-8 offset.
  package var completions: @Sendable (String, Int) -> CompletionList
  package var history: any EditorHistory
  /// Whether `.editrc` is read: the file that `EDITRC` names, or the one in the home directory.
  package var readsUserSettings: Bool
  /// The key map; nil means the one that `.editrc` sets, or emacs.
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

/// libedit's two families of key maps.
package enum EditingMode: String, Sendable, CaseIterable { case emacs, vi }

/// The completions at one place of a text.
package struct CompletionList: Sendable, Equatable {
  package struct Candidate: Sendable, Equatable {
    /// The text that replaces the range, already quoted for its place.
    package var insertion: String
    /// The name in the list.
    package var display: String
    /// The description in the list; may be empty.
    package var detail: String
    /// Whether a space must follow, which is then inserted as well.
    package var isFinal: Bool

    package init(insertion: String, display: String, detail: String = "", isFinal: Bool = true) {
      self.insertion = insertion
      self.display = display
      self.detail = detail
      self.isFinal = isFinal
    }
  }

  /// The UTF-8 offsets of the text that a candidate replaces.
  package var replacing: Range<Int>
  package var candidates: [Candidate]

  package init(replacing: Range<Int>, candidates: [Candidate]) {
    self.replacing = replacing
    self.candidates = candidates
  }

  /// The empty list, for a place without completions.
  package static func none(at cursor: Int) -> Self { Self(replacing: cursor..<cursor, candidates: []) }
}

/// The lines entered before, newest last; index 0 is the oldest.
///
/// It is read only when the user goes back, never at the start.
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

/// The text before the input. Both parts may contain color sequences (`CSI … m`) and line breaks.
package struct EditorPrompt: Sendable, Equatable {
  package var text: String
  /// Precedes the second and each later line of an entry.
  package var continuation: String

  package init(text: String, continuation: String = "") {
    self.text = text
    self.continuation = continuation
  }
}

/// How an entry ended.
package enum EditorEvent: Sendable, Equatable {
  /// Enter on a complete entry. Inner line breaks are kept; there is no final one.
  case line(String)
  /// Ctrl-C on the line, or cancellation of the reading task.
  case interrupted
  /// Ctrl-D on an empty line, a request to terminate, or a terminal that is gone.
  case end
}

/// Why there is no line editor; the caller reads plain lines instead.
package enum LineEditorError: Error, Equatable {
  /// Input or output is not a terminal.
  case notATerminal
  /// The user's `.editrc` says `edit off`.
  case switchedOff
  /// The system provided no pipe, thread or memory; contains `errno`.
  case systemRefused(Int32)
}
