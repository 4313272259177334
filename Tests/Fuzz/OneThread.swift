import Synchronization

/// Runs tasks on the thread that asks for them.
///
/// libFuzzer calls with an input and wants it done when the call returns, and the same input must take the same way
/// again: so nothing hops to a pool of threads, and nobody waits for one.
final class OneThread: TaskExecutor {
  static let shared = OneThread()

  private let jobs = Mutex<[UnownedJob]>([])

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
  }

  /// Runs `body`, with all that it waits for, and gives its answer.
  func run<Answer: Sendable>(_ body: @escaping @Sendable () async -> Answer) -> Answer {
    let pending = Pending<Answer>()
    Task(executorPreference: self) {
      let answer = await body()
      pending.answer.withLock { $0 = answer }
    }
    // Nothing here waits for another thread, so where there is no answer there is a job.
    while true {
      if let answer = pending.answer.withLock({ $0 }) { return answer }
      if let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
        job.runSynchronously(on: asUnownedTaskExecutor())
      }
    }
  }
}

/// An answer that is not there yet.
private final class Pending<Answer: Sendable>: Sendable {
  let answer = Mutex<Answer?>(nil)
}
