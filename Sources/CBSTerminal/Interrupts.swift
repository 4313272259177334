import Glibc

/// Ctrl-C and the requests to end, while a command runs.
///
/// While a line is edited, Ctrl-C is a key and comes as `EditorEvent.interrupted`.
package enum Interrupts {
  /// Catches SIGINT, SIGTERM and SIGHUP from now on; call once, at the start.
  ///
  /// Without an action they go to the editor that reads: SIGINT clears its line, the others end it. With
  /// neither, SIGINT does nothing, and SIGTERM and SIGHUP end the process as they would have.
  package static func install() { SignalThread.catchSignals([SIGINT, SIGTERM, SIGHUP]) }

  /// Sets what a signal does, given its number, on a thread of its own; nil when no command runs.
  package static func onInterrupt(_ action: (@Sendable (Int32) -> Void)?) {
    SignalThread.setInterruptAction(action)
  }
}
