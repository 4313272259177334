import CBSCatalog

/// A body that ends with `.timedOut` when a chunk is asked for and none comes within the limit.
///
/// A chunk is fetched when the reader asks for it, never before. The time a reader takes is not counted.
struct WatchedChunks: AsyncSequence {
  typealias Failure = any Error
  let base: BodyChunks
  let limit: Duration
  let clock: any Clock<Duration>

  func makeAsyncIterator() -> Iterator { Iterator(fetching: Fetching(base, within: limit, clock)) }

  struct Iterator: AsyncIteratorProtocol {
    fileprivate let fetching: Fetching

    mutating func next(isolation actor: isolated (any Actor)?) async throws -> [UInt8]? { try await fetching.next() }
  }
}

/// The task that fetches chunks; it ends with the iterator that owns it, or when the reader is cancelled.
private final class Fetching: Sendable {
  private let handoff: Handoff<[UInt8]>
  private let task: Task<Void, Never>

  init(_ body: BodyChunks, within limit: Duration, _ clock: any Clock<Duration>) {
    let handoff = Handoff<[UInt8]>()
    self.handoff = handoff
    task = Task {
      do {
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { try await Self.fetch(body, for: handoff) }
          group.addTask { try await Self.watch(handoff, limit, clock) }
          defer { group.cancelAll() }
          try await group.next()
        }
        handoff.finish(.success(()))
      } catch {
        handoff.finish(.failure(error))
      }
    }
  }

  deinit { end() }

  func next() async throws -> [UInt8]? {
    try await withTaskCancellationHandler {
      try await handoff.take()
    } onCancel: {
      end()
    }
  }

  private func end() {
    task.cancel()
    handoff.finish(.success(()))
  }

  private static func fetch(_ body: BodyChunks, for handoff: Handoff<[UInt8]>) async throws {
    var chunks = body.makeAsyncIterator()
    while await handoff.isAsked(), let chunk = try await chunks.next() { handoff.give(chunk) }
  }

  private static func watch(
    _ handoff: Handoff<[UInt8]>, _ limit: Duration, _ clock: any Clock<Duration>
  ) async throws {
    var seen: Int?
    while true {
      let waiting = handoff.waiting
      if let waiting, waiting == seen { throw TransportFailure(.timedOut(after: limit)) }
      seen = waiting
      try await clock.sleep(for: limit)
    }
  }
}
