import Glibc

/// Handles Ctrl-C and requests to terminate while a command runs.
///
/// While a line is edited, Ctrl-C is a key and arrives as `EditorEvent.interrupted`.
package enum Interrupts {
  /// Catches SIGINT, SIGTERM and SIGHUP from now on; call it once, at the start.
  ///
  /// If no action is set, signals go to the editor that is reading: SIGINT clears its line, the others end it. Without
  /// an editor, SIGINT does nothing, and SIGTERM and SIGHUP end the process as usual.
  package static func install() { SignalThread.catchSignals([SIGINT, SIGTERM, SIGHUP]) }

  /// Sets the action for a signal, which receives its number on a separate thread; nil if no command runs.
  package static func onInterrupt(_ action: (@Sendable (Int32) -> Void)?) {
    SignalThread.setInterruptAction(action)
  }
}
