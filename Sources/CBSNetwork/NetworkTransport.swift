import AsyncHTTPClient
package import CBSCatalog
import CBSText
import NIOCore
import NIOHTTP1
import Synchronization

/// Sends requests over HTTP/1.1 and HTTP/2, with TLS, redirects and the proxies of the environment.
///
/// The first request creates the HTTP client, so that it costs no time at start-up. Call `shutdown` when no request is
/// running any more. Redirects are followed as AsyncHTTPClient does by default: at most five, no cycles, and
/// `Authorization` is never sent to another origin.
package final class NetworkTransport: Transport {
  private struct State {
    /// One client for each proxy, because the proxy is a property of the client.
    var clients: [Proxy?: HTTPClient] = [:]
    var isShutDown = false
  }

  private let state = Mutex(State())
  private let proxies: ProxySettings
  private let connectLimit: Duration

  /// - Parameter environment: where `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` are read from.
  package init(environment: [String: String], connectLimit: Duration = .seconds(10)) {
    proxies = ProxySettings(environment: environment)
    self.connectLimit = connectLimit
  }

  package func send(_ request: Request, within limit: Duration) async throws -> Response {
    guard let target = Origin(request.origin) else {
      throw TransportFailure(
        .badAddress("'\(request.origin)' is not http://HOST or https://HOST"), mayHaveHappened: false)
    }
    let client = try client(for: proxies.proxy(for: target))
    var message = HTTPClientRequest(url: request.url)
    message.method = HTTPMethod(rawValue: request.method.rawValue)
    for (name, value) in request.headers { message.headers.add(name: name, value: value) }
    if let body = request.body { message.body = .bytes(ByteBuffer(bytes: body)) }
    do {
      let answer = try await client.execute(message, timeout: TimeAmount(limit))
      var headers = Headers()
      for (name, value) in answer.headers { headers.add(name, value) }
      return Response(
        status: Int(answer.status.code), headers: headers, body: .stream(BodyChunks(Pieces(body: answer.body))))
    } catch {
      throw TransportFailure(translating: error, to: target, within: limit)
    }
  }

  /// Closes the connections. Requests sent later fail.
  package func shutdown() async {
    let clients = state.withLock { state in
      state.isShutDown = true
      defer { state.clients = [:] }
      return Array(state.clients.values)
    }
    for client in clients {
      // Nothing can be done about a connection that fails to close, and the program is about to exit.
      try? await client.shutdown()
    }
  }

  private func client(for proxy: Proxy?) throws(TransportFailure) -> HTTPClient {
    let client = state.withLock { state -> HTTPClient? in
      if state.isShutDown { return nil }
      if let known = state.clients[proxy] { return known }
      let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration(proxy))
      state.clients[proxy] = client
      return client
    }
    guard let client else { throw TransportFailure(.other("the transport is shut down"), mayHaveHappened: false) }
    return client
  }

  private func configuration(_ proxy: Proxy?) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      timeout: .init(connect: TimeAmount(connectLimit)), proxy: proxy?.configuration)
    // A refused connection is reported at once; only the caller knows whether a retry is safe.
    configuration.connectionPool.retryConnectionEstablishment = false
    // Shorter than servers keep idle connections, so that a request is not written to a connection that is being
    // closed.
    configuration.connectionPool.idleTimeout = .seconds(15)
    return configuration
  }
}

/// A body as it comes from the connection, which is read no faster than the body is.
private struct Pieces: AsyncSequence {
  typealias Failure = any Error
  let body: HTTPClientResponse.Body

  func makeAsyncIterator() -> Iterator { Iterator(base: body.makeAsyncIterator()) }

  struct Iterator: AsyncIteratorProtocol {
    var base: HTTPClientResponse.Body.AsyncIterator

    mutating func next(isolation actor: isolated (any Actor)?) async throws -> [UInt8]? {
      do { return try await base.next(isolation: actor).map { Array($0.readableBytesView) } } catch {
        throw TransportFailure(breaking: error)
      }
    }
  }
}

extension TimeAmount {
  /// At most a year, so that nothing overflows.
  fileprivate init(_ duration: Duration) {
    self = .nanoseconds(min(max(duration, .zero), .seconds(31_536_000)).nanoseconds)
  }
}

extension Proxy {
  fileprivate var configuration: HTTPClient.Configuration.Proxy {
    switch kind {
    case .socks: .socksServer(host: host, port: port)
    case .http:
      .server(
        host: host, port: port,
        authorization: credentials.map { .basic(username: $0.user, password: $0.password) })
    }
  }
}
