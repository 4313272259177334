import Synchronization

/// A clock that stands still. Sleeping at most `patience` moves it forward at once; longer sleeps end only by
/// cancellation.
final class TestClock: Clock {
  struct Instant: InstantProtocol {
    let offset: Duration
    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private let state = Mutex((now: Duration.zero, naps: [Duration]()))
  private let patience: Duration

  init(patience: Duration) { self.patience = patience }

  var now: Instant { state.withLock { Instant(offset: $0.now) } }
  var minimumResolution: Duration { .nanoseconds(1) }
  /// The sleeps that passed at once.
  var naps: [Duration] { state.withLock { $0.naps } }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    let passes = state.withLock { state in
      let nap = deadline.offset - state.now
      guard nap <= patience else { return false }
      state.now = max(state.now, deadline.offset)
      state.naps.append(nap)
      return true
    }
    if passes {
      await Task.yield()
      return try Task.checkCancellation()
    }
    for await _ in AsyncStream<Never>(unfolding: nil) {}
    throw CancellationError()
  }
}

extension AsyncStream where Element == Never {
  /// A stream that brings nothing and ends when its reader is cancelled.
  init(unfolding _: Never?) {
    self.init { _ in }
  }
}
