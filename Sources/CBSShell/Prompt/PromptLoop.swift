import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
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
        Source(name: session.directories.startScript, bytes: bytes), .init(scope: scope, isPrompt: true))
    }
    while true {
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
    let place =
      session.connection.sandbox != nil
      ? "on the local sandbox\(session.options.isSandbox ? "" : ", as no key is configured ('help keys')")"
      : "on profile '\(session.connection.name)'"
    session.notice("cbs \(Product.version), \(place). Tab completes, 'help' helps, Ctrl-D leaves.")
  }
}

extension Session {
  /// Runs a deed as the task that an interrupt cancels.
  func inForeground<Answer: Sendable>(_ deed: @escaping @Sendable () async -> Answer) async -> Answer {
    let task = Task { await deed() }
    state.withLock { $0.cancelForeground = { task.cancel() } }
    let answer = await task.value
    state.withLock { $0.cancelForeground = nil }
    return answer
  }

  /// Cancels what runs in the foreground; whether there was anything.
  @discardableResult
  package func interrupt() -> Bool {
    guard let cancel = state.withLock({ $0.cancelForeground }) else { return false }
    cancel()
    return true
  }
}
