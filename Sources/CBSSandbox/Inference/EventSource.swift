import CBSValues
import Synchronization

/// The events of a stream, each made when it is asked for, so that a slow reader holds nothing up and a reader who
/// leaves ends it.
final class EventSource: Sendable {
  private let documents: [JSON]
  private let interval: Duration
  private let pause: @Sendable (Duration) async throws -> Void
  private let position = Mutex(0)

  init(
    _ documents: [JSON], every interval: Duration, pause: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.documents = documents
    self.interval = interval
    self.pause = pause
  }

  var stream: AsyncThrowingStream<[UInt8], any Error> {
    AsyncThrowingStream { try await self.next() }
  }

  /// The next event as bytes; `[DONE]` behind the last.
  private func next() async throws -> [UInt8]? {
    let index = position.withLock { position in
      defer { position += 1 }
      return position
    }
    guard index <= documents.count else { return nil }
    try Task.checkCancellation()
    if index > 0, interval > .zero { try await pause(interval) }
    let data = index < documents.count ? documents[index].text : "[DONE]"
    return Array("data: \(data)\n\n".utf8)
  }
}
