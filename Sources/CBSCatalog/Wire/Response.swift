/// An HTTP answer whose body may still be arriving.
package struct Response: Sendable {
  package let status: Int
  package let headers: Headers
  package let body: ResponseBody

  package init(status: Int, headers: Headers = [:], body: ResponseBody = .bytes([])) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// A body: whole, or chunk after chunk as it arrives.
package enum ResponseBody: Sendable {
  case bytes([UInt8])
  /// Ends with an error (a `TransportFailure`) when the connection broke before the body was whole.
  case stream(AsyncThrowingStream<[UInt8], any Error>)

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
  package var chunks: AsyncThrowingStream<[UInt8], any Error> {
    switch self {
    case .stream(let chunks): chunks
    case .bytes(let bytes):
      AsyncThrowingStream { continuation in
        if !bytes.isEmpty { continuation.yield(bytes) }
        continuation.finish()
      }
    }
  }
}
