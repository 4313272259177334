import CBSInterpreter
import CBSValues
import Synchronization

/// A host that keeps nothing of what it is told, and whose clock moves only when something sleeps.
final class DeafHost: Host {
  private struct State {
    var now: Int64 = 0
    var sleepCount = 0
    var callCount = 0
  }

  private let state = Mutex(State())

  /// How many commands said that they were called.
  var callCount: Int { state.withLock { $0.callCount } }

  func show(_ output: Output) async throws { _ = output.value.description.utf8.count }
  func write(_ text: String) async {}
  func notice(_ text: String) async { state.withLock { $0.callCount += 1 } }
  func progress(_ text: String?) async {}

  /// Loses its patience after a thousand sleeps: a 'wait' without an end is nothing wrong.
  func sleep(nanoseconds: Int64) async throws {
    try state.withLock { state in
      state.sleepCount += 1
      state.now = state.now.addingReportingOverflow(max(0, nanoseconds)).partialValue
      if state.sleepCount > 1000 { throw CancellationError() }
    }
  }

  func now() async -> Int64 { state.withLock { $0.now } }
  func environment(_ name: String) -> String? { name == "KEY" ? "hush-hush" : nil }
  func fileContents(_ path: String) -> [UInt8]? { path == "key.txt" ? Array("hush-hush".utf8) : nil }
  func askSecret(_ prompt: String) async -> String? { nil }
  var clock: Int64 { 1_772_359_200 }
}
