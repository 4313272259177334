import CBSCatalog
import Synchronization

/// A transport that responds with the result of a function and records the requests.
final class ScriptedTransport: Transport {
  private let answer: @Sendable (Request) throws -> Response
  private let log = Mutex<[Request]>([])

  init(_ answer: @escaping @Sendable (Request) throws -> Response) { self.answer = answer }

  var requests: [Request] { log.withLock { $0 } }

  func send(_ request: Request, within limit: Duration) async throws -> Response {
    log.withLock { $0.append(request) }
    return try answer(request)
  }
}
