import CBSCatalog
import CBSValues

extension Upstream {
  /// Fields that belong to one connection or are set anew on the next.
  private static let perConnection: Set<String> = [
    "authorization", "connection", "content-length", "host", "keep-alive", "transfer-encoding", "content-encoding",
    "accept-encoding",
  ]

  /// Hands the request on as it is, model name included, and passes the answer through as it comes.
  func answer(_ visit: Visit) async throws -> Response {
    var request = visit.request
    request.origin = origin
    request.headers = Self.handedOn(visit.request.headers)
    if let key { request.headers["Authorization"] = "Bearer " + key.reveal(for: .authorization) }
    let model = (try? JSON(parsing: request.body ?? []))?["model"]?.string ?? ""
    let answer: Response
    do { answer = try await transport.send(request, within: visit.limit) } catch let failure as TransportFailure {
      if failure.reason == .cancelled { throw failure }
      throw Refusal.flat(
        502, "The upstream server at \(origin) did not answer", type: "server_error", param: "upstream",
        code: "upstream_unreachable")
    }
    let (status, usage) = (answer.status, Self.usage(in: answer))
    try await visit.file.write { store in
      try store.count(ExchangeRecord(endpoint: model, status: status, input: usage.input, output: usage.output))
    }
    return Response(status: answer.status, headers: Self.handedOn(answer.headers), body: answer.body)
  }

  private static func handedOn(_ headers: Headers) -> Headers {
    var kept = Headers()
    for (name, value) in headers where !perConnection.contains(name.lowercased()) { kept.add(name, value) }
    return kept
  }

  /// The tokens that a whole answer says it used; a stream is passed through unread and counts none.
  private static func usage(in answer: Response) -> (input: Int, output: Int) {
    guard case .bytes(let bytes) = answer.body, let usage = (try? JSON(parsing: bytes))?["usage"] else { return (0, 0) }
    return (
      Int(clamping: usage["prompt_tokens"]?.integer ?? 0), Int(clamping: usage["completion_tokens"]?.integer ?? 0)
    )
  }
}
