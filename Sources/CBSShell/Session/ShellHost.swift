import CBSCatalog
import CBSInterpreter
import CBSRendering
import CBSValues
import FoundationEssentials

/// What a run of the language meets: the session's output, clock and environment.
struct ShellHost: Host {
  let session: Session

  func show(_ output: Output) async {
    guard !output.isShown else { return }
    session.write(.output, session.renderer().render(output))
  }

  func write(_ text: String) async {
    session.write(.output, text)
  }

  func notice(_ text: String) async { session.notice(text) }

  func ended(_ signature: Signature) async {
    if signature.makesStale { session.refreshSnapshot() }
  }

  func progress(_ text: String?) async { session.progress.show(text) }

  func sleep(nanoseconds: Int64) async throws {
    if let sandbox = session.connection.timekeeper {
      try await sandbox.pause(for: .nanoseconds(nanoseconds))
    } else {
      try await Task.sleep(for: .nanoseconds(nanoseconds))
    }
  }

  func now() async -> Int64 {
    if let sandbox = session.connection.timekeeper {
      return (try? await sandbox.time()) ?? session.monotonicNanoseconds
    }
    return session.monotonicNanoseconds
  }

  var runsLanesInOrder: Bool { session.plan != nil }

  func environment(_ name: String) -> String? { session.surroundings.environment[name] }

  func fileContents(_ path: String) -> [UInt8]? { session.contents(ofFile: path) }

  func askSecret(_ prompt: String) async -> String? { await (session.lines ?? session.plan?.lines)?.nextSecret(prompt) }
}
