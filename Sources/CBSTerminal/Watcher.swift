import Glibc

/// Watches for a new window size, suspension and continuation while it exists.
///
/// It also receives the signals of `Interrupts` while those have no action of their own. The action runs on a separate
/// thread. A watched SIGTSTP no longer stops the process: the watcher must do so.
package final class Watcher: Sendable {
  private let number: Int

  package init(_ action: @escaping @Sendable (Int32) -> Void) {
    number = SignalThread.addWatcher(action)
    SignalThread.catchSignals([SIGWINCH, SIGCONT, SIGTSTP])
  }

  deinit { SignalThread.removeWatcher(number) }
}
