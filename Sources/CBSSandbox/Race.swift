import CBSCatalog
import Synchronization

/// One piece of work against a time limit and the cancellation of who waits for it.
///
/// Whoever waits goes on at once; the work is cancelled and ends in its own time, for a transaction cannot be
/// left half done.
enum Race<Value: Sendable> {
  private struct State {
    var continuation: CheckedContinuation<Value, any Error>?
    var result: Result<Value, any Error>?
  }

  /// Runs `work` for at most `limit`.
  static func run(
    within limit: Duration, _ work: @escaping @Sendable @concurrent () async throws -> Value
  ) async throws -> Value {
    let box = Box()
    let task = Task { await box.finish(Result { try await work() }) }
    let timer = Task {
      try await Task.sleep(for: limit)
      box.finish(.failure(TransportFailure(.timedOut(after: limit))))
    }
    defer {
      timer.cancel()
      task.cancel()
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { box.wait($0) }
    } onCancel: {
      box.finish(.failure(TransportFailure(.cancelled)))
    }
  }

  /// Where the first result goes.
  private final class Box: Sendable {
    private let state = Mutex(State())

    func wait(_ continuation: CheckedContinuation<Value, any Error>) {
      let result = state.withLock { state in
        if state.result == nil { state.continuation = continuation }
        return state.result
      }
      if let result { continuation.resume(with: result) }
    }

    func finish(_ result: Result<Value, any Error>) {
      let continuation = state.withLock { state -> CheckedContinuation<Value, any Error>? in
        guard state.result == nil else { return nil }
        state.result = result
        defer { state.continuation = nil }
        return state.continuation
      }
      continuation?.resume(with: result)
    }
  }
}

extension Result where Failure == any Error {
  /// What `work` returns or throws.
  fileprivate init(_ work: @concurrent () async throws -> Success) async where Success: Sendable {
    do { self = .success(try await work()) } catch { self = .failure(error) }
  }
}
