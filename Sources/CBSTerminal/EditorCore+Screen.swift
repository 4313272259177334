import CEditLine
import Glibc

/// What the editor shows, and how it gives the terminal to others and takes it back.
extension EditorCore {
  /// Paints the present state with one `write`.
  func paint() {
    guard outcome == nil else { return }
    let body = pending + painter.paint(frame())
    pending = ""
    if !body.isEmpty { write(Self.shielded(body)) }
  }

  func frame() -> Frame {
    let buffer = search?.buffer ?? editLine.buffer
    var prompt = prompt
    if let search { prompt.text = search.prompt }
    let layout = Layout(prompt: prompt, text: buffer.text, cursor: buffer.cursorOffset, width: size.columns)
    let (frame, top) = layout.window(height: size.rows, top: topRow)
    topRow = top
    return frame
  }

  /// Stops the process with the terminal as others expect it, until it is continued.
  ///
  /// Only this process: libedit's own way signals the whole group.
  func suspend() {
    write(Self.shielded(pending + painter.paint(frame()) + painter.leave()) + "\u{1B}[?2004l")
    pending = ""
    editLine.prepareTerminal(false)
    signal(SIGTSTP, SIG_DFL)
    // To this thread, which then goes on only when the process does; it may have inherited that the signal is blocked.
    var stop = sigset_t()
    sigemptyset(&stop)
    sigaddset(&stop, SIGTSTP)
    pthread_sigmask(SIG_UNBLOCK, &stop, nil)
    raise(SIGTSTP)
    SignalThread.catchSignals([SIGTSTP])
    resume()
  }

  /// Takes the terminal again after somebody else had it.
  func resume() {
    editLine.prepareTerminal(false)
    editLine.prepareTerminal(true)
    el_resize(editLine.handle)
    measure()
    pending += painter.erase() + "\u{1B}[?2004h"
  }

  func measure() {
    size = Terminal.size(of: output) ?? Terminal.size(of: input) ?? Terminal.Size(columns: 80, rows: 24)
  }

  func write(_ text: String) {
    if Descriptor.write(text, to: output) != 0 { hasLostTerminal = true }
  }

  /// The text inside a synchronized update with the cursor hidden, so that no half of it is seen.
  static func shielded(_ text: String) -> String {
    "\u{1B}[?2026h\u{1B}[?25l" + text + "\u{1B}[?25h\u{1B}[?2026l"
  }

  /// Whole lines for the space above the prompt.
  static func lines(_ text: String) -> String {
    var text = text
    if text.hasSuffix("\n") { text.removeLast() }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { $0 + "\r\n" }.joined()
  }
}
