import CBSCatalog
import CBSValues
import Synchronization

/// The events of a stream, each made when it is asked for, so that a slow reader holds nothing up and a reader who
/// leaves ends it.
final class EventSource: Sendable {
  private let chunks: [CompletionChunk]
  private let interval: Duration
  private let pause: @Sendable (Duration) async throws -> Void
  private let position = Mutex(0)

  init(
    _ chunks: [CompletionChunk], every interval: Duration, pause: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.chunks = chunks
    self.interval = interval
    self.pause = pause
  }

  var stream: AsyncThrowingStream<[UInt8], any Error> {
    AsyncThrowingStream { try await self.next() }
  }

  /// The next event as bytes; `[DONE]` after the last.
  private func next() async throws -> [UInt8]? {
    let index = position.withLock { position in
      defer { position += 1 }
      return position
    }
    guard index <= chunks.count else { return nil }
    try Task.checkCancellation()
    if index > 0, interval > .zero { try await pause(interval) }
    let data = index < chunks.count ? chunks[index].wire.text : "[DONE]"
    return Array("data: \(data)\n\n".utf8)
  }
}
