import CBSText
import Synchronization

/// The one line on standard error that shows how far a long work is.
///
/// On a terminal the line is replaced in place and cleared before anything else is printed; elsewhere a line is
/// printed whenever the state in it, without the time, changes.
package final class ProgressLine: Sendable {
  /// What was shown since it was cleared; of several the last ones, for works that go on side by side take turns.
  private let shown = Mutex<[String]>([])
  private let surroundings: Surroundings
  private let isQuiet: Bool

  init(surroundings: Surroundings, isQuiet: Bool) {
    self.surroundings = surroundings
    self.isQuiet = isQuiet
  }

  package func show(_ text: String?) {
    guard let text else { return clear() }
    guard !isQuiet else { return }
    shown.withLock { shown in
      if surroundings.errorIsTerminal {
        surroundings.write(.error, "\r\u{1B}[K" + text.truncated(toWidth: surroundings.pageWidth - 1))
      } else if !shown.contains(text.progressState) {
        surroundings.write(.error, text.progressState + "\n")
      } else {
        return
      }
      shown = shown.suffix(15) + [text.progressState]
    }
  }

  package func clear() {
    shown.withLock { shown in
      if !shown.isEmpty, surroundings.errorIsTerminal { surroundings.write(.error, "\r\u{1B}[K") }
      shown = []
    }
  }
}

extension String {
  /// What stands before ` · `: the part of a progress text without the time.
  fileprivate var progressState: String { split(separator: " · ").first.map(String.init) ?? self }
}
