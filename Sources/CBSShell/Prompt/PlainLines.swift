import CBSDiagnostics
import CBSLanguage
import CBSValues
import Glibc

/// Lines from standard input without an editor: where the terminal is dumb.
///
/// The prompt goes to standard error, so that standard output holds data alone.
package final class PlainLines: LineSource {
  private let surroundings: Surroundings

  package init(surroundings: Surroundings) { self.surroundings = surroundings }

  package func next(_ prompt: PromptLine) async -> LineEvent {
    var text = ""
    surroundings.write(.error, prompt.first)
    while let line = readLine(strippingNewline: true) {
      text += (text.isEmpty ? "" : "\n") + line
      guard Parser.parse(Source(name: "input", text: text + "\n")).isIncomplete else { return .line(text) }
      surroundings.write(.error, prompt.continuation)
    }
    return text.isEmpty ? .end : .line(text)
  }

  package func nextSecret(_ prompt: String) async -> String? {
    guard isatty(STDIN_FILENO) == 1 else { return nil }
    return TerminalEcho.withoutEcho(STDIN_FILENO) {
      surroundings.write(.error, prompt)
      defer { surroundings.write(.error, "\n") }
      // A read cannot be cancelled, a look whether there is something to read can be given up.
      var wait = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      while !Task.isCancelled {
        if poll(&wait, 1, 50) > 0 { return readLine(strippingNewline: true) }
      }
      return nil
    }
  }

  package func announce(_ text: String) { surroundings.write(.error, text + "\n") }
  package func setPrompt(_ prompt: PromptLine) {}
  package func close() async {}
}

/// The terminal's echo, for what is typed and must not be seen.
package enum TerminalEcho {
  /// Runs `body` with the echo of `descriptor` off, and puts it back as it was.
  package static func withoutEcho<Answer>(_ descriptor: Int32, _ body: () -> Answer) -> Answer {
    var before = termios()
    guard tcgetattr(descriptor, &before) == 0 else { return body() }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(descriptor, TCSAFLUSH, &silent)
    defer { tcsetattr(descriptor, TCSAFLUSH, &before) }
    return body()
  }
}
