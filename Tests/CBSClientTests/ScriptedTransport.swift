import CBSCatalog
import Synchronization

/// Answers requests with what a test wrote down, in order, and keeps them.
final class ScriptedTransport: Transport {
  enum Step: Sendable {
    case answer(Int, Headers = [:], String = "")
    case failure(TransportFailure)
    /// Pieces of a body; then its end, a failure, or silence.
    case stream(Headers, [String], End)
    /// No answer until the task is cancelled.
    case silence
  }

  enum End: Sendable {
    case whole
    case broken(TransportFailure)
    case silent
  }

  private let state: Mutex<(steps: [Step], requests: [Request])>

  init(_ steps: [Step]) { state = Mutex((steps, [])) }

  var requests: [Request] { state.withLock { $0.requests } }

  func send(_ request: Request, within limit: Duration) async throws -> Response {
    let step = state.withLock { state -> Step? in
      state.requests.append(request)
      return state.steps.isEmpty ? nil : state.steps.removeFirst()
    }
    switch step {
    case nil: throw TransportFailure(.other("the script has no further step"), mayHaveHappened: false)
    case .answer(let status, let headers, let body)?:
      return Response(status: status, headers: headers, body: .bytes(Array(body.utf8)))
    case .failure(let failure)?: throw failure
    case .silence?:
      for await _ in AsyncStream<Never>(unfolding: nil) {}
      throw TransportFailure(.cancelled)
    case .stream(let headers, let pieces, let end)?:
      return Response(
        status: 200, headers: headers,
        body: .stream(
          BodyChunks(
            AsyncThrowingStream { continuation in
              for piece in pieces { continuation.yield(Array(piece.utf8)) }
              switch end {
              case .whole: continuation.finish()
              case .broken(let failure): continuation.finish(throwing: failure)
              case .silent: break
              }
            })))
    }
  }
}
