import CBSCatalog
import NIOCore
import NIOHTTP1
import Synchronization

/// The open connections of a server, and which of them are idle.
final class Connections: Sendable {
  typealias Client = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>

  private struct State {
    var isStopping = false
    var idle: [ObjectIdentifier: any Channel] = [:]
  }

  private let state = Mutex(State())

  /// Closes idle connections; a connection that is handling a request is closed after its response.
  func closeIdle() {
    let idle = state.withLock { state in
      state.isStopping = true
      return Array(state.idle.values)
    }
    for channel in idle { channel.close(promise: nil) }
  }

  /// Handles the requests of one connection until either side closes it.
  func serve(_ client: Client, by transport: any Transport) async {
    let id = ObjectIdentifier(client.channel)
    guard wait(client.channel, id) else {
      client.channel.close(promise: nil)
      return
    }
    defer { state.withLock { _ = $0.idle.removeValue(forKey: id) } }
    // A broken connection is the client's problem; there is nobody to report it to.
    try? await client.executeThenClose { parts, writer in
      var reader = RequestReader(parts.makeAsyncIterator())
      while let (head, body) = try await reader.next(writer) {
        state.withLock { _ = $0.idle.removeValue(forKey: id) }
        let exchange = Exchange(head: head, writer: writer)
        guard let body else {
          try await exchange.write(.tooLarge, keepingAlive: false)
          return
        }
        guard try await exchange.answer(body, by: transport), wait(client.channel, id) else { return }
      }
    }
  }

  /// Marks a connection as idle; returns false once the server is stopping.
  private func wait(_ channel: any Channel, _ id: ObjectIdentifier) -> Bool {
    state.withLock { state in
      guard !state.isStopping else { return false }
      state.idle[id] = channel
      return true
    }
  }
}

/// Assembles requests from their parts.
struct RequestReader: ~Copyable {
  /// The largest accepted body, in bytes.
  static let limit = 10_000_000

  private var parts: NIOAsyncChannelInboundStream<HTTPServerRequestPart>.AsyncIterator

  init(_ parts: NIOAsyncChannelInboundStream<HTTPServerRequestPart>.AsyncIterator) { self.parts = parts }

  /// The next request, with a nil body if that is too large; nil at the end of the connection.
  mutating func next(
    _ writer: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>
  ) async throws -> (HTTPRequestHead, [UInt8]?)? {
    var head: HTTPRequestHead?
    var body: [UInt8] = []
    while let part = try await parts.next(isolation: #isolation) {
      switch part {
      case .head(let received):
        head = received
        let announced = received.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
        if announced > Self.limit { return (received, nil) }
        if received.headers[canonicalForm: "expect"].contains("100-continue") {
          try await writer.write(.head(HTTPResponseHead(version: .http1_1, status: .continue)))
        }
      case .body(let buffer):
        body.append(contentsOf: buffer.readableBytesView)
        if let head, body.count > Self.limit { return (head, nil) }
      case .end: return head.map { ($0, body) }
      }
    }
    return nil
  }
}
