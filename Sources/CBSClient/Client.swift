package import CBSCatalog
package import CBSDiagnostics
package import CBSValues
import FoundationEssentials

/// Prepares calls, sends them along their path, and turns answers into values and errors.
package struct Client: Sendable {
  package let configuration: ClientConfiguration
  /// All that is between a call and its answer.
  let transport: any Transport
  let circumstances: Circumstances
  let redactor: Redactor

  package init(
    configuration: ClientConfiguration, path: CallPath,
    clock: any Clock<Duration> = ContinuousClock(),
    now: @escaping @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970) },
    chance: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
  ) {
    self.configuration = configuration
    circumstances = Circumstances(clock: clock, now: now, chance: chance)
    redactor = configuration.redactor
    transport = path.composed(for: configuration, circumstances, redactor: redactor)
  }

  /// Sends `call` and reads its answer. Only calls by GET and HEAD are tried again.
  package func send<E: Endpoint>(_ call: Call<E>) async throws(APIError) -> E.Output {
    try await answer(to: call).value
  }

  /// As `send`, with the exchange that brought the value.
  package func answer<E: Endpoint>(
    to call: Call<E>
  ) async throws(APIError) -> (value: E.Output, exchange: Exchange) {
    let request = call.request(origin: configuration.origin)
    let answer = try await judged(request, key: E.signature.key, effect: E.signature.effect)
    if let error = answer.error { throw error }
    do throws(UnreadableBody) {
      return (E.narrow(try E.Output(body: answer.body), for: call), answer.exchange)
    } catch {
      throw unreadable(error, body: answer.body, exchange: answer.exchange, effect: E.signature.effect)
    }
  }

  /// Sends any request, as `api METHOD PATH` does. An answer with any status is an answer; `error` says what a bad one
  /// means.
  ///
  /// - Parameter request: its origin is filled in when it is empty.
  package func raw(_ request: Request, key: KeyKind) async throws(APIError) -> RawAnswer {
    var request = request
    if request.origin.isEmpty { request.origin = configuration.origin }
    return try await judged(request, key: key, effect: request.method.isSafe ? .reads : .writes)
  }

  /// Sends a request and says what its answer means.
  private func judged(_ request: Request, key: KeyKind, effect: Effect) async throws(APIError) -> RawAnswer {
    let prepared = try prepared(request, key: key, accepting: "application/json")
    let (response, exchange) = try await respond(to: prepared, effect: effect)
    return try await whole(response, exchange: exchange, effect: effect)
  }

  /// Sends a prepared request along the path.
  func respond(to request: Request, effect: Effect) async throws(APIError) -> (Response, Exchange) {
    var exchange = exchange(request)
    let elapsed = circumstances.clock.stopwatch()
    do {
      let response = try await transport.send(request, within: configuration.limits.head)
      (exchange.status, exchange.attempts, exchange.elapsed) = (response.status, response.attempts, elapsed())
      return (response, exchange)
    } catch {
      let failure = TransportFailure(error)
      (exchange.attempts, exchange.elapsed) = (failure.attempts, elapsed())
      throw self.error(failure, exchange: exchange, effect: effect)
    }
  }

  /// The answer with what its status means. Its body is there already, unless it is a stream.
  func whole(_ response: Response, exchange: Exchange, effect: Effect) async throws(APIError) -> RawAnswer {
    let body: [UInt8]
    do { body = try await response.body.collect(upTo: .max) } catch {
      throw self.error(TransportFailure(error), exchange: exchange, effect: effect)
    }
    let error = error(
      status: response.status, body: body, advice: RetryAdvice(response.headers, now: circumstances.now()),
      exchange: exchange, effect: effect)
    return RawAnswer(
      status: response.status, headers: response.headers, body: body, exchange: exchange, error: error)
  }

  /// What `request` is called in messages.
  private func exchange(_ request: Request) -> Exchange {
    Exchange(method: request.method.rawValue, path: redactor.redact(request.target))
  }

  /// The request with key and standard fields.
  func prepared(_ request: Request, key kind: KeyKind, accepting type: String) throws(APIError) -> Request {
    var request = request
    if request.headers["Accept"] == nil { request.headers["Accept"] = type }
    if request.headers["User-Agent"] == nil { request.headers["User-Agent"] = configuration.userAgent }
    guard kind != .none else { return request }
    guard let key = configuration.key(kind) else {
      throw APIError(
        .missingKey, message: "there is no \(kind.phrase) key", exchange: exchange(request), missingKey: kind)
    }
    request.headers["Authorization"] = "Bearer \(key.reveal(for: .authorization))"
    return request
  }
}

/// An answer with any status.
package struct RawAnswer: Sendable, Equatable {
  package let status: Int
  package let headers: Headers
  package let body: [UInt8]
  package let exchange: Exchange
  /// What a status outside 200 to 299 means; nil for a good one.
  package let error: APIError?
}

extension Method {
  /// Whether sending it twice changes nothing.
  var isSafe: Bool { self == .get || self == .head }
}

extension Clock<Duration> {
  /// A function that returns the time since this call.
  func stopwatch() -> @Sendable () -> Duration {
    let start = now
    return { start.duration(to: now) }
  }
}

extension KeyKind {
  package var phrase: String {
    switch self {
    case .management: "Management API"
    case .inference: "inference API"
    case .none: "API"
    }
  }
}
