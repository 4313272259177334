import CEditLine
import Glibc

/// Painting, and giving the terminal to other programs and taking it back.
extension EditorCore {
  /// Paints the current state with one `write`.
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

  /// Stops the process with the terminal in its usual modes, until it is continued.
  ///
  /// Only this process is stopped: libedit's own function signals the whole group.
  func suspend() {
    write(Self.shielded(pending + painter.paint(frame()) + painter.leave()) + "\u{1B}[?2004l")
    pending = ""
    editLine.prepareTerminal(false)
    signal(SIGTSTP, SIG_DFL)
    // The signal goes to this thread, which then continues only when the process does; it may have inherited a blocked
    // signal.
    var stop = sigset_t()
    sigemptyset(&stop)
    sigaddset(&stop, SIGTSTP)
    pthread_sigmask(SIG_UNBLOCK, &stop, nil)
    raise(SIGTSTP)
    SignalThread.catchSignals([SIGTSTP])
    resume()
  }

  /// Takes the terminal again after another program had it.
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

  /// Wraps the output in a synchronized update with the cursor hidden, so that no partial frame is visible.
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
