// For `sigset_t` only: an optimized build otherwise finds it only after this module's header.
import CEditLine
import Glibc
import Synchronization

/// Passes signals from a handler, where hardly anything is allowed, to a thread, where everything is.
///
/// The handler writes the signal's number to a pipe; one thread reads it and calls the registered actions.
enum SignalThread {
  private struct Table {
    var isRunning = false
    var interrupt: (@Sendable (Int32) -> Void)?
    var watchers: [Int: @Sendable (Int32) -> Void] = [:]
    var nextWatcher = 0
  }

  private static let table = Mutex(Table())
  /// The descriptor that the handler writes to; -1 until the thread runs.
  private static let descriptor = Atomic<Int32>(-1)

  /// Directs `signals` to the thread, which the first call starts.
  static func catchSignals(_ signals: [Int32]) {
    let isRunning = table.withLock { table in
      guard !table.isRunning, let (readEnd, writeEnd) = try? WakePipe.ends() else { return table.isRunning }
      descriptor.store(writeEnd, ordering: .sequentiallyConsistent)
      table.isRunning = (try? EditorThread.detach { deliver(from: readEnd) }) != nil
      return table.isRunning
    }
    // Without the thread, a caught signal would be lost.
    guard isRunning else { return }
    for signal in signals { install(signal) }
  }

  static func setInterruptAction(_ action: (@Sendable (Int32) -> Void)?) {
    table.withLock { $0.interrupt = action }
  }

  static func addWatcher(_ action: @escaping @Sendable (Int32) -> Void) -> Int {
    table.withLock { table in
      table.nextWatcher += 1
      table.watchers[table.nextWatcher] = action
      return table.nextWatcher
    }
  }

  static func removeWatcher(_ number: Int) {
    let isLast = table.withLock { table in
      table.watchers[number] = nil
      return table.watchers.isEmpty
    }
    // Without an editor, the terminal handles Ctrl-Z itself again.
    if isLast { signal(SIGTSTP, SIG_DFL) }
  }

  /// The corresponding C function is `sigaction`.
  private static func install(_ number: Int32) {
    var action = sigaction()
    action.sa_flags = SA_RESTART
    action.__sigaction_handler.sa_handler = { number in
      let saved = errno
      var byte = UInt8(truncatingIfNeeded: number)
      _ = write(SignalThread.descriptor.load(ordering: .relaxed), &byte, 1)
      errno = saved
    }
    sigaction(number, &action, nil)
  }

  private static func deliver(from readEnd: Int32) {
    // Dispatch's threads block signals, and threads they start inherit that: one thread must not block them.
    var none = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, nil)
    var byte: UInt8 = 0
    while true {
      let count = read(readEnd, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return }
      let number = Int32(byte)
      let isInterrupt = number == SIGINT || number == SIGTERM || number == SIGHUP
      let actions = table.withLock { table in
        if isInterrupt, let interrupt = table.interrupt { return [interrupt] }
        return Array(table.watchers.values)
      }
      for action in actions { action(number) }
      // With no action set, a request to terminate must still end the process; Ctrl-C never does.
      if actions.isEmpty, number == SIGTERM || number == SIGHUP {
        signal(number, SIG_DFL)
        kill(getpid(), number)
      }
    }
  }
}
