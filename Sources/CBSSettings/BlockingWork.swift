import Glibc

/// Work that waits for something outside, on a thread of its own: the threads that tasks share are as few as the
/// processors, and a task on a blocked one keeps all others waiting.
package enum BlockingWork {
  /// Runs `work` on a new thread; on this one where the system has no more.
  ///
  /// The corresponding C functions are `pthread_create` and `pthread_detach`.
  package static func run<Answer: Sendable>(_ work: @escaping @Sendable () -> Answer) async -> Answer {
    await withCheckedContinuation { continuation in
      let body = Unmanaged.passRetained(Body { continuation.resume(returning: work()) })
      var thread = pthread_t()
      let refused = pthread_create(
        &thread, nil,
        { context in
          if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
          return nil
        }, body.toOpaque())
      if refused == 0 { pthread_detach(thread) } else { body.takeRetainedValue().run() }
    }
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
}
