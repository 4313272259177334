package import CBSCatalog
import CBSValues
import FoundationEssentials

/// Sends calls and answers with values.
package struct Client: Sendable {
  package let configuration: ClientConfiguration
  let transport: any Transport
  let clock: any Clock<Duration>
  /// Unix seconds.
  let now: @Sendable () -> Int64
  /// From 0 to 1.
  let chance: @Sendable () -> Double
  let redactor: Redactor

  /// Bytes of an answer that are read at most.
  static let bodyLimit = 64 << 20
  /// Bytes of a body that a trace shows at most.
  static let traceLimit = 64 << 10

  package init(
    configuration: ClientConfiguration, transport: any Transport,
    clock: any Clock<Duration> = ContinuousClock(),
    now: @escaping @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970) },
    chance: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
  ) {
    self.configuration = configuration
    self.transport = transport
    self.clock = clock
    self.now = now
    self.chance = chance
    redactor = configuration.redactor
  }

  /// Sends `call` and reads its answer. Only calls by GET and HEAD are tried again.
  package func send<E: Endpoint>(_ call: Call<E>) async throws(APIError) -> E.Output {
    let request = call.request(origin: configuration.origin)
    let answer = try await exchange(request, key: E.key, effect: E.effect)
    if let error = answer.error { throw error }
    do throws(UnreadableBody) {
      return E.narrow(try E.Output(body: answer.body), for: call)
    } catch {
      throw APIError(
        .unreadableAnswer, status: answer.status,
        message: message(error, body: answer.body),
        request: answer.facts, mayHaveHappened: E.effect != .reads, excerpt: excerpt(of: answer.body))
    }
  }

  /// Sends any request, as `api METHOD PATH` does. An answer with any status is an answer; `error` says what a bad one
  /// means.
  ///
  /// - Parameter request: its origin is filled in when it is empty.
  package func raw(_ request: Request, key: KeyKind) async throws(APIError) -> RawAnswer {
    var request = request
    if request.origin.isEmpty { request.origin = configuration.origin }
    let isSafe = request.method == .get || request.method == .head
    return try await exchange(request, key: key, effect: isSafe ? .reads : .writes)
  }

  /// What `request` is called in messages.
  func facts(_ request: Request) -> RequestFacts {
    RequestFacts(
      method: request.method, url: redactor.redact(request.url), target: redactor.redact(request.target))
  }

  /// The request with key and standard fields.
  func prepared(_ request: Request, key kind: KeyKind, accepting type: String) throws(APIError) -> Request {
    var request = request
    if request.headers["Accept"] == nil { request.headers["Accept"] = type }
    if request.headers["User-Agent"] == nil { request.headers["User-Agent"] = configuration.userAgent }
    guard kind != .none else { return request }
    guard let key = configuration.key(kind) else {
      throw APIError(
        .missingKey, message: "there is no \(kind.phrase) key", request: facts(request), missingKey: kind)
    }
    request.headers["Authorization"] = "Bearer \(key.reveal(for: .authorization))"
    return request
  }

  /// A function that tells the time since this call.
  func stopwatch() -> @Sendable () -> Duration { Self.stopwatch(clock) }

  private static func stopwatch<C: Clock>(_ clock: C) -> @Sendable () -> Duration where C.Duration == Duration {
    let start = clock.now
    return { start.duration(to: clock.now) }
  }
}

/// An answer with any status.
package struct RawAnswer: Sendable, Equatable {
  package let status: Int
  package let headers: Headers
  package let body: [UInt8]
  package let facts: RequestFacts
  /// What a status outside 200 to 299 means; nil for a good one.
  package let error: APIError?
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
