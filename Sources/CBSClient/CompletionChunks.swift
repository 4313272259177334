package import CBSCatalog
import CBSDiagnostics

/// The chunks of a streamed answer, for one reader. Bytes are fetched when a chunk is asked for.
///
/// It ends well after `[DONE]`, or at the end of the body once some choice has said why it ended; some servers leave
/// the mark out. It ends with an `APIError` when the server says so in an event, when the connection breaks, and when
/// nothing comes for the idle limit. Ending the iteration ends the exchange; a cancelled one ends without an error.
package struct CompletionChunks: AsyncSequence, Sendable {
  package typealias Element = CompletionChunk
  package typealias Failure = any Error

  private let body: BodyChunks?
  private let reader: ChunkReader
  private let elapsed: @Sendable () -> Duration

  init(_ body: BodyChunks, reader: ChunkReader, elapsed: @escaping @Sendable () -> Duration) {
    self.body = body
    self.reader = reader
    self.elapsed = elapsed
  }

  /// A stream of one chunk.
  init(_ chunk: CompletionChunk, reader: ChunkReader) {
    body = nil
    var reader = reader
    reader.ready = [chunk]
    self.reader = reader
    elapsed = { .zero }
  }

  package func makeAsyncIterator() -> Iterator {
    Iterator(body: body?.makeAsyncIterator(), reader: reader, elapsed: elapsed)
  }

  package struct Iterator: AsyncIteratorProtocol {
    /// Nil once nothing more is to be read.
    fileprivate var body: BodyChunks.Iterator?
    fileprivate var reader: ChunkReader
    fileprivate let elapsed: @Sendable () -> Duration

    package mutating func next(isolation actor: isolated (any Actor)?) async throws -> CompletionChunk? {
      while true {
        if let chunk = reader.ready.popFirst() { return chunk }
        if reader.isDone { body = nil }
        guard body != nil else { return try reader.end() }
        do {
          if let bytes = try await body?.next(isolation: actor) {
            reader.read(bytes)
          } else {
            body = nil
            if Task.isCancelled { return nil }
            reader.finish()
          }
        } catch {
          body = nil
          if Task.isCancelled { return nil }
          reader.exchange.elapsed = elapsed()
          reader.fail(TransportFailure(error))
        }
      }
    }

    package mutating func next() async throws -> CompletionChunk? { try await next(isolation: #isolation) }
  }
}
