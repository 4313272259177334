import CBSValues
import Glibc

/// Lines from standard input without an editor: where the terminal is dumb.
///
/// The prompt goes to standard error, so that standard output holds data alone. Reading waits on a thread of its own.
package final class PlainLines: LineSource {
  private let surroundings: Surroundings
  private let entries: EntryParser
  private let reader: LineReader

  package init(surroundings: Surroundings, entries: EntryParser, input: Int32 = STDIN_FILENO) {
    self.surroundings = surroundings
    self.entries = entries
    reader = LineReader(input)
  }

  package func next(_ prompt: PromptLine) async -> LineEvent {
    var text = ""
    surroundings.write(.error, prompt.first)
    while true {
      switch await reader.next() {
      case .line(let line):
        text += (text.isEmpty ? "" : "\n") + line
        guard entries.isIncomplete(text) else { return .line(text) }
        surroundings.write(.error, prompt.continuation)
      case .end: return text.isEmpty ? .end : .line(text)
      case .interrupted: return .interrupted
      }
    }
  }

  package func nextSecret(_ prompt: String) async -> String? {
    guard isatty(reader.input) == 1 else { return nil }
    let echo = TerminalEcho(off: reader.input)
    defer { echo.restore() }
    surroundings.write(.error, prompt)
    defer { surroundings.write(.error, "\n") }
    guard case .line(let line) = await reader.next() else { return nil }
    return line
  }

  package func setPrompt(_ prompt: PromptLine) {}
  package func close() async {}
}

/// The terminal's echo, for what is typed and must not be seen.
struct TerminalEcho {
  private let descriptor: Int32
  private var before: termios?

  /// Turns the echo of `descriptor` off, where it is a terminal.
  init(off descriptor: Int32) {
    self.descriptor = descriptor
    var state = termios()
    guard tcgetattr(descriptor, &state) == 0 else { return }
    before = state
    state.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(descriptor, TCSAFLUSH, &state)
  }

  /// Puts it back as it was.
  func restore() {
    guard var before else { return }
    tcsetattr(descriptor, TCSAFLUSH, &before)
  }
}
