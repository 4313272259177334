import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSSettings
import Synchronization

/// Reads entries and runs them until the user leaves.
struct PromptLoop {
  let session: Session
  let lines: any LineSource

  /// - Returns: how the session ended: as `exit` said, else done.
  func run() async -> ExitStatus {
    session.lines = lines
    greet()
    session.refreshSnapshot()
    let scope = session.scope
    if session.options.readsRC, let bytes = session.contents(ofFile: session.directories.startScript) {
      _ = await session.run(
        Source(name: session.directories.startScript, bytes: bytes),
        .init(scope: scope, path: session.directories.startScript, isPrompt: true))
    }
    while true {
      session.history?.refresh()
      switch await lines.next(session.prompt) {
      case .end: return .done
      case .interrupted: continue
      case .line(let text):
        guard !text.allSatisfy(\.isWhitespace) else { continue }
        session.remember(text)
        if let status = await runEntry(text, scope: scope) { return status }
      }
    }
  }

  /// Runs one entry as the foreground task, which Ctrl-C cancels; the status when it was `exit`.
  private func runEntry(_ text: String, scope: Scope) async -> ExitStatus? {
    let line = session.state.withLock { state in
      state.counter += 1
      return state.counter
    }
    let source = Source(name: "input", text: text, firstLine: line)
    let result = await session.inForeground { [session] in
      await session.run(source, .init(scope: scope, isPrompt: true))
    }
    return result.hasExited ? result.status : nil
  }

  private func greet() {
    for warning in session.settings.warnings { session.notice("warning: \(warning)") }
    let place: String
    if session.connection.sandbox == nil {
      place = "on profile '\(session.connection.name)'"
    } else {
      place = "on the local sandbox" + (session.options.isSandbox ? "" : "; 'help keys' shows how to leave it")
    }
    session.notice("cbs \(Product.version) \(place). Tab completes, 'help' helps.")
  }
}

extension Session {
  /// Runs a deed as the task that an interrupt cancels.
  func inForeground<Answer: Sendable>(_ deed: @escaping @Sendable () async -> Answer) async -> Answer {
    let task = Task { await deed() }
    state.withLock { state in
      state.cancelForeground = { task.cancel() }
      state.signal = nil
    }
    takeSignals(self)
    let answer = await task.value
    takeSignals(nil)
    state.withLock { $0.cancelForeground = nil }
    return answer
  }

  /// Cancels what runs in the foreground, for the signal of that number.
  ///
  /// - Returns: whether it is the first one; a second says that the work does not end.
  package func interrupt(by signal: Int32) -> Bool {
    let (cancel, isFirst) = state.withLock { state in
      defer { state.signal = signal }
      return (state.cancelForeground, state.signal == nil)
    }
    cancel?()
    return isFirst
  }

  /// The signal that ended what ran last in the foreground.
  package var signal: Int32? { state.withLock { $0.signal } }
}
