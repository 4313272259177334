import CBSSettings
import CBSShell
import CBSTerminal
import Glibc

/// The line editor as a source of lines; a plain reader where the terminal cannot be edited on.
struct EditedLines: LineSource {
  let editor: LineEditor
  let plain: PlainLines

  static func make(for session: Session) -> any LineSource {
    let surroundings = session.surroundings
    let plain = PlainLines(surroundings: surroundings, entries: session.entries)
    // The line is painted where a person looks: standard output holds data alone when it goes elsewhere.
    let outputs = [STDOUT_FILENO, STDERR_FILENO]
    guard
      let output = outputs.first(where: {
        Terminal.canEdit(input: STDIN_FILENO, output: $0, environment: surroundings.environment)
      })
    else { return plain }
    let options = LineEditorOptions(
      isIncomplete: { session.entries.isIncomplete($0) },
      completions: { text, cursor in session.completions(text, cursor: cursor).editorList },
      history: session.history.map { ShownHistory(store: $0) as any EditorHistory } ?? NoHistory(),
      readsUserSettings: true,
      editingMode: session.settings.editingMode.flatMap(EditingMode.init(rawValue:)))
    guard let editor = try? LineEditor(input: STDIN_FILENO, output: output, options: options) else { return plain }
    return EditedLines(editor: editor, plain: plain)
  }

  func next(_ prompt: PromptLine) async -> LineEvent {
    switch await editor.read(prompt.editorPrompt) {
    case .line(let text): .line(text)
    case .interrupted: .interrupted
    case .end: .end
    }
  }

  func nextSecret(_ prompt: String) async -> String? { await plain.nextSecret(prompt) }
  func setPrompt(_ prompt: PromptLine) { editor.setPrompt(prompt.editorPrompt) }
  func close() async { await editor.close() }
}

/// The stored history as the editor walks it.
private struct ShownHistory: EditorHistory {
  let store: HistoryStore
  var count: Int { store.count }
  func entry(at index: Int) -> String { store.entry(at: index) ?? "" }
}

extension PromptLine {
  fileprivate var editorPrompt: EditorPrompt { EditorPrompt(text: first, continuation: continuation) }
}

extension CompletionResult {
  fileprivate var editorList: CompletionList {
    CompletionList(
      replacing: replacing,
      candidates: candidates.map {
        CompletionList.Candidate(
          insertion: $0.insertion, display: $0.display, detail: $0.detail, isFinal: $0.isFinal)
      })
  }
}
