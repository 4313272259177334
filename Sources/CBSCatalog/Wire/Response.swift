/// An HTTP answer whose body may still be arriving.
package struct Response: Sendable {
  package let status: Int
  package let headers: Headers
  package var body: ResponseBody
  /// How often the request was sent until this answer came.
  package var attempts = 1

  package init(status: Int, headers: Headers = [:], body: ResponseBody = .bytes([])) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// Whether the status says that what was asked is done: 200 to 299.
  package var isGood: Bool { (200...299).contains(status) }

  /// Whether the body is a stream of server-sent events.
  package var isEventStream: Bool {
    headers["content-type"]?.lowercased().hasPrefix("text/event-stream") ?? false
  }
}

/// A body: whole, or chunk after chunk as it arrives.
package enum ResponseBody: Sendable {
  case bytes([UInt8])
  case stream(BodyChunks)

  /// The whole body.
  ///
  /// - Parameter limit: bytes after which reading stops with `TransportFailure.tooLarge`.
  package func collect(upTo limit: Int) async throws -> [UInt8] {
    switch self {
    case .bytes(let bytes): return bytes
    case .stream(let chunks):
      var bytes: [UInt8] = []
      for try await chunk in chunks {
        bytes += chunk
        if bytes.count > limit { throw TransportFailure(.tooLarge(limit: limit)) }
      }
      return bytes
    }
  }

  /// The chunks, one where the body is whole.
  package var chunks: BodyChunks {
    switch self {
    case .stream(let chunks): chunks
    case .bytes(let bytes): BodyChunks(OneChunk(bytes: bytes))
    }
  }
}

/// A body that is there already.
private struct OneChunk: AsyncSequence {
  typealias Failure = any Error
  let bytes: [UInt8]

  func makeAsyncIterator() -> Iterator { Iterator(rest: bytes.isEmpty ? nil : bytes) }

  struct Iterator: AsyncIteratorProtocol {
    var rest: [UInt8]?

    mutating func next(isolation actor: isolated (any Actor)?) async throws(any Error) -> [UInt8]? { rest.take() }
  }
}
