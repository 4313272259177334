import CBSCatalog
import CBSValues

/// Shows each attempt, its answer and the events of a stream, all redacted.
struct Tracing: Transport {
  let base: any Transport
  let redactor: Redactor
  let clock: any Clock<Duration>
  let trace: @Sendable (TraceEvent) -> Void

  /// Bytes of a body that are shown at most.
  private static let limit = 64 << 10

  func send(_ request: Request, within limit: Duration) async throws -> Response {
    trace(
      .sending(
        attempt: request.attempt, method: request.method, url: redactor.redact(request.url),
        headers: redactor.redact(request.headers), body: request.body.map { shown($0).text }))
    let elapsed = clock.stopwatch()
    do {
      var response = try await base.send(request, within: limit)
      let headers = redactor.redact(response.headers)
      if case .bytes(let body) = response.body, !response.streams(to: request) {
        let (text, isCut) = shown(body)
        trace(.answered(status: response.status, headers: headers, body: text, isCut: isCut, elapsed: elapsed()))
      } else {
        trace(.streaming(status: response.status, headers: headers, elapsed: elapsed()))
        response.body = .stream(BodyChunks(TracedChunks(base: response.body.chunks, tracing: self)))
      }
      return response
    } catch {
      let failure = TransportFailure(error)
      trace(.failed(message: redactor.redact(failure.message), elapsed: elapsed()))
      throw failure
    }
  }

  private func shown(_ body: [UInt8]) -> (text: String, isCut: Bool) {
    // Redacted whole and cut afterwards, so that no half of a secret is left at the edge.
    let text = redactor.redact(String(decoding: body, as: UTF8.self))
    guard text.utf8.count > Self.limit else { return (text, false) }
    return (String(decoding: text.utf8.prefix(Self.limit), as: UTF8.self), true)
  }
}

/// A stream of events, each of which is shown as it passes.
private struct TracedChunks: AsyncSequence {
  typealias Failure = any Error
  let base: BodyChunks
  let tracing: Tracing

  func makeAsyncIterator() -> Iterator { Iterator(base: base.makeAsyncIterator(), tracing: tracing) }

  struct Iterator: AsyncIteratorProtocol {
    var base: BodyChunks.Iterator
    let tracing: Tracing
    var events = EventStream()

    mutating func next(isolation actor: isolated (any Actor)?) async throws -> [UInt8]? {
      let chunk = try await base.next(isolation: actor)
      for event in chunk.map({ events.read($0) }) ?? events.finish() {
        tracing.trace(.event(tracing.redactor.redact(event.data)))
        if event.isDone { break }
      }
      return chunk
    }
  }
}

extension Redactor {
  /// Fields with secrets replaced; what proves who we are is hidden even when the redactor does not know it.
  func redact(_ headers: Headers) -> Headers {
    var shown = Headers()
    for (name, value) in headers {
      let redactedValue = redact(value)
      switch name.lowercased() {
      case "authorization", "proxy-authorization", "cookie", "set-cookie", "x-amz-security-token":
        shown.add(name, redactedValue.contains("<secret:") ? redactedValue : "<redacted>")
      default: shown.add(name, redactedValue)
      }
    }
    return shown
  }
}
