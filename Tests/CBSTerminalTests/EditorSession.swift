import CBSTerminal
import Synchronization
import Testing
import TestSupport

/// All tests that need a running editor. They run one after the other: libedit uses terminfo, whose state is global,
/// and a process has one editor.
@Suite("LineEditor", .serialized) enum EditorSuite {}

/// An editor on a pseudo-terminal, and the entry being read at its prompt.
struct EditorSession {
  let terminal: PseudoTerminal
  let editor: LineEditor

  init(
    columns: Int = 40, rows: Int = 12, history: [String] = [], mode: EditingMode? = .emacs,
    readsUserSettings: Bool = false,
    isIncomplete: @escaping @Sendable (String) -> Bool = { _ in false },
    completions: @escaping @Sendable (String, Int) -> CompletionList = { _, cursor in .none(at: cursor) }
  ) throws {
    terminal = try PseudoTerminal(columns: columns, rows: rows)
    editor = try LineEditor(
      input: terminal.device, output: terminal.device,
      options: LineEditorOptions(
        isIncomplete: isIncomplete, completions: completions, history: ListedHistory(entries: history),
        readsUserSettings: readsUserSettings, editingMode: mode))
  }

  /// Begins an entry and waits for its prompt.
  func begin(_ text: String = "> ", continuation: String = ". ") async throws -> Task<EditorEvent, Never> {
    // The entry keeps the terminal open: a failed test does not end it, and its descriptor must not be reused.
    let turn = Task { [terminal, editor] in
      let event = await editor.read(EditorPrompt(text: text, continuation: continuation))
      return withExtendedLifetime(terminal) { event }
    }
    try await terminal.waitFor(String(text.prefix { $0 != " " }))
    return turn
  }

  /// Types and waits until the line has the expected text.
  @discardableResult
  func type(_ keys: String, until text: String) async throws -> Screen {
    terminal.send(keys)
    return try await terminal.waitFor(text)
  }

  /// Waits for the cursor to reach a row and column.
  func waitForCursor(_ row: Int, _ column: Int) async throws {
    try await terminal.waitFor("the cursor at \(row),\(column)") { $0.row == row && $0.column == column }
  }

  /// Waits until the screen shows exactly these rows.
  func waitForScreen(_ lines: [String]) async throws {
    try await terminal.waitFor("the screen \(lines)") { $0.lines == lines }
  }
}

struct ListedHistory: EditorHistory {
  let entries: [String]
  var count: Int { entries.count }
  func entry(at index: Int) -> String { entries[index] }
}

/// Keys as terminals send them.
enum Sent {
  static let up = "\u{1B}[A"
  static let down = "\u{1B}[B"
  static let right = "\u{1B}[C"
  static let left = "\u{1B}[D"
  static let home = "\u{1B}[H"
  static let end = "\u{1B}[F"
  static let delete = "\u{1B}[3~"
  static let wordLeft = "\u{1B}[1;5D"
  static let wordRight = "\u{1B}[1;5C"
  static func control(_ letter: Character) -> String {
    letter.asciiValue.map { String(UnicodeScalar($0 & 0x1F)) } ?? ""
  }
  static func paste(_ text: String) -> String { "\u{1B}[200~" + text + "\u{1B}[201~" }
}
