import CBSCatalog
import CBSText
import CBSValues

extension Sandbox {
  /// The answer to a request, with the fault that stands in its way.
  func respond(to request: Request, within limit: Duration) async throws -> Response {
    let file = try await file()
    let answer: () async throws -> Response = { [self] in
      try await self.answer(request, within: limit, in: file)
    }
    guard let fault = try await fault(for: request, in: file) else { return try await answer() }
    switch fault.kind {
    case .latency(let duration):
      try await pause(for: min(duration, limit))
      if duration >= limit { throw TransportFailure(.timedOut(after: limit), mayHaveHappened: false) }
      return try await answer()
    case .silent:
      try await pause(for: limit)
      throw TransportFailure(.timedOut(after: limit))
    case .cut(afterBytes: nil):
      throw TransportFailure(.closed("the connection was closed before an answer"))
    case .status(let status, let seconds): return Self.answer(of: status, retryAfterSeconds: seconds)
    case .cut(.some(let count)): return try await answer().cut(after: count)
    case .html: return .page
    case .halfJSON:
      let response = try await answer()
      let bytes = try await response.body.collect(upTo: .max)
      return Response(
        status: response.status, headers: response.headers, body: .bytes(Array(bytes.prefix(bytes.count / 2))))
    case .emptyBody:
      let response = try await answer()
      return Response(status: response.status, headers: response.headers)
    case .syncFailure, .rolloutFailure, .silentRollback: return try await answer()
    }
  }

  /// The answer that routes give, refusals included.
  func answer(_ request: Request, within limit: Duration, in file: StoreFile) async throws -> Response {
    do {
      let (route, names) = try Routes.route(request)
      let visit = Visit(
        request: request, limit: limit, names: names, file: file, options: options,
        pause: { [self] in try await pause(for: $0) })
      try await admit(visit, to: route)
      try await settle(in: file)
      return try await route.answer(visit)
    } catch let refusal as Refusal {
      return refusal.response
    }
  }

  private func fault(for request: Request, in file: StoreFile) async throws -> InjectedFault? {
    let (method, path) = (request.method, request.path.percentDecoded ?? request.path)
    // Most sandboxes have no fault; only one that is met costs a write.
    guard try await file.read({ try $0.faults().contains { $0.matches(method: method, path: path) } }) else {
      return nil
    }
    return try await file.write { try $0.takeFault(method: method, path: path) }
  }

  /// Checks the key, the preview and the organization, in the order in which the service does (items 38 to 40).
  private func admit(_ visit: Visit, to route: Route) async throws {
    guard let wanted = SandboxKeys.standard.key(route.key) else { return }
    let words = visit.request.headers["authorization"]?.split(separator: " ", maxSplits: 1) ?? []
    guard words.count == 2, words[0].lowercased() == "bearer" else { throw Refusal.noKey }
    guard words[1] == wanted.reveal(for: .sandboxKeys) else { throw Refusal.wrongKey }
    guard route.key == .management else { return }
    guard options.isPreviewEnabled else { throw Refusal.previewNotEnabled }
    if let organization = visit.names["org_name"], organization != options.organization {
      throw Refusal.otherOrganization
    }
  }

  /// What the service sends with a status on demand.
  private static func answer(of status: Int, retryAfterSeconds: Int?) -> Response {
    var refusal: Refusal
    switch status {
    case 429:
      refusal = .flat(
        429, "Requests per minute limit exceeded - too many requests sent.", type: "too_many_requests_error",
        param: "quota", code: "request_quota_exceeded")
    case 402:
      refusal = .flat(
        402, "Payment required to access this resource. Visit your billing tab.", type: "payment_required_error",
        param: "quota", code: "payment_required")
    case 408: refusal = .detail(408, "Request Timeout")
    case 500: refusal = .detail(500, "Internal Server Error")
    case 502: refusal = .detail(502, "Bad Gateway")
    case 503: refusal = .detail(503, "Service Unavailable")
    default: refusal = .detail(status, "A fault of the sandbox with status \(status)")
    }
    if let retryAfterSeconds { refusal.headers["Retry-After"] = String(retryAfterSeconds) }
    return refusal.response
  }
}

extension Response {
  /// What stands in for a proxy between the client and the service.
  fileprivate static var page: Response {
    let text = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Sign in to go on.</body></html>\n"
    return Response(
      status: 200, headers: ["content-type": "text/html; charset=utf-8"], body: .bytes(Array(text.utf8)))
  }

  /// The same answer whose connection breaks after `count` bytes of the body.
  fileprivate func cut(after count: Int) -> Response {
    Response(status: status, headers: headers, body: .stream(body.chunks.cut(after: count)))
  }
}

extension BodyChunks {
  fileprivate func cut(after count: Int) -> BodyChunks { BodyChunks(CutChunks(base: self, count: count)) }
}

/// The first `count` bytes of a body whose connection breaks then.
private struct CutChunks: AsyncSequence {
  typealias Failure = any Error
  let base: BodyChunks
  let count: Int

  func makeAsyncIterator() -> Iterator { Iterator(base: base.makeAsyncIterator(), rest: count) }

  struct Iterator: AsyncIteratorProtocol {
    var base: BodyChunks.Iterator
    var rest: Int

    mutating func next(isolation actor: isolated (any Actor)?) async throws -> [UInt8]? {
      while rest > 0, let chunk = try await base.next(isolation: actor) {
        let kept = Array(chunk.prefix(rest))
        rest -= kept.count
        if !kept.isEmpty { return kept }
      }
      throw TransportFailure(.closed("the connection was closed in the middle of the answer"))
    }
  }
}
