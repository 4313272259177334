import Glibc
import Synchronization

/// An executor with one thread of its own, on which an actor may block.
///
/// The thread ends when the executor is released.
final class EditorThread: SerialExecutor {
  private let queue: Queue

  /// - Throws: `LineEditorError.systemRefused` if no thread can be created.
  init() throws {
    queue = try Queue()
    try Self.detach(queue.run)
  }

  deinit { queue.stop() }

  func enqueue(_ job: consuming ExecutorJob) {
    queue.add(UnownedJob(job), for: asUnownedSerialExecutor())
  }

  /// Runs `body` on a new thread.
  ///
  /// The corresponding C functions are `pthread_create` and `pthread_detach`.
  static func detach(_ body: @escaping @Sendable () -> Void) throws {
    let box = Unmanaged.passRetained(ThreadBody(run: body))
    var thread = pthread_t()
    let refused = pthread_create(
      &thread, nil,
      { raw in
        guard let raw else { return nil }
        Unmanaged<ThreadBody>.fromOpaque(raw).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    guard refused == 0 else {
      box.release()
      throw LineEditorError.systemRefused(refused)
    }
    pthread_detach(thread)
  }
}

private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void
  init(run: @escaping @Sendable () -> Void) { self.run = run }
}

/// The jobs of one thread. The thread owns it, so it survives if the executor is released on that thread.
private final class Queue: Sendable {
  private struct State {
    var jobs: [(UnownedJob, UnownedSerialExecutor)] = []
    var isStopped = false
  }

  private let state = Mutex(State())
  private let pipe: WakePipe

  init() throws { pipe = try WakePipe(blocking: true) }

  func add(_ job: UnownedJob, for executor: UnownedSerialExecutor) {
    state.withLock { $0.jobs.append((job, executor)) }
    pipe.wake()
  }

  func stop() {
    state.withLock { $0.isStopped = true }
    pipe.wake()
  }

  @Sendable func run() {
    while true {
      pipe.wait()
      let (jobs, isStopped) = state.withLock { state in
        defer { state.jobs = [] }
        return (state.jobs, state.isStopped)
      }
      for (job, executor) in jobs { job.runSynchronously(on: executor) }
      if isStopped { return }
    }
  }
}
