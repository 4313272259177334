import CBSInterpreter
import CBSValues
import Synchronization

/// A host that keeps what it is told and whose clock moves only when something sleeps.
final class TestHost: Host {
  struct State {
    /// Standard output, as text.
    var output = ""
    /// What was shown, value by value.
    var shown: [Output] = []
    var notices: [String] = []
    var progress: [String?] = []
    var sleeps: [Int64] = []
    var now: Int64 = 0
    var environment: [String: String] = [:]
    var files: [String: String] = [:]
    var typed: String?
  }

  let state = Mutex(State())
  /// Called in the task that sleeps, before the clock moves.
  let whileSleeping: @Sendable () -> Void

  init(whileSleeping: @escaping @Sendable () -> Void = {}) { self.whileSleeping = whileSleeping }

  func show(_ output: Output) async throws {
    state.withLock { state in
      state.shown.append(output)
      state.output += output.value.description + "\n"
    }
  }

  func write(_ text: String) async { state.withLock { $0.output += text } }
  func notice(_ text: String) async { state.withLock { $0.notices.append(text) } }
  func progress(_ text: String?) async { state.withLock { $0.progress.append(text) } }

  func sleep(nanoseconds: Int64) async throws {
    whileSleeping()
    try Task.checkCancellation()
    state.withLock { state in
      state.sleeps.append(nanoseconds)
      state.now += nanoseconds
    }
  }

  func now() async -> Int64 { state.withLock { $0.now } }
  func environment(_ name: String) -> String? { state.withLock { $0.environment[name] } }
  func fileContents(_ path: String) -> [UInt8]? { state.withLock { $0.files[path].map { Array($0.utf8) } } }
  func askSecret(_ prompt: String) async -> String? { state.withLock { $0.typed } }
  var clock: Int64 { 1_772_359_200 }
}
