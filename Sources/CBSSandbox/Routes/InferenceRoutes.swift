import CBSCatalog
import CBSValues

/// Chat and text completions.
enum InferenceRoutes {
  static let all: [Route] = [route(ChatRequest.self), route(TextRequest.self)]

  /// Lets the simulated model or the upstream server answer, and counts what was refused.
  private static func route<Asked: InferenceRequest>(_: Asked.Type) -> Route {
    Route(answering: Asked.Called.self) { visit in
      try checkEncoding(of: visit.request)
      if let upstream = visit.options.upstream { return try await upstream.answer(visit) }
      do {
        let request = try Asked(reading: visit.request, status: visit.options.validationStatus)
        let (reply, limits) = try await visit.file.write { try $0.answer(request) }
        return reply.response(
          isStreamed: request.isStreamed, headers: limits, every: visit.options.tokenTime, pause: visit.pause)
      } catch let refusal as Refusal {
        // Failures of a known endpoint show up in its metrics.
        if let endpoint = visit.request.namedEndpoint {
          try await visit.file.write { store in
            guard try store.endpoint(endpoint) != nil else { return }
            try store.count(ExchangeRecord(endpoint: endpoint, status: refusal.status))
          }
        }
        throw refusal
      }
    }
  }

  /// The sandbox reads plain JSON only; the real service reads gzip and msgpack, too.
  private static func checkEncoding(of request: Request) throws(Refusal) {
    let encoding = request.headers["content-encoding"]?.lowercased() ?? "identity"
    let type = request.headers["content-type"]?.lowercased() ?? "application/json"
    guard encoding == "identity", !type.contains("msgpack") else {
      throw .flat(
        415, "The sandbox reads plain JSON only, not \(encoding == "identity" ? type : encoding)",
        type: "invalid_request_error", param: "validation_error", code: "unsupported_media_type")
    }
  }
}

extension Request {
  /// The endpoint that an inference body names, also where the rest of it breaks a rule.
  var namedEndpoint: EndpointID? {
    (try? JSON(parsing: body ?? []))?["model"]?.string.flatMap { EndpointID($0) }
  }
}

extension Reply {
  fileprivate func response(
    isStreamed: Bool, headers: Headers, every tokenTime: Duration,
    pause: @escaping @Sendable (Duration) async throws -> Void
  ) -> Response {
    var headers = headers
    headers["inference-id"] = id
    guard isStreamed else {
      headers["content-type"] = CompletionAnswer.contentType
      return Response(status: 200, headers: headers, body: .bytes(whole.body))
    }
    headers["content-type"] = "text/event-stream; charset=utf-8"
    let source = EventSource(chunks, every: tokenTime * Self.tokensPerChunk, pause: pause)
    return Response(status: 200, headers: headers, body: .stream(source.stream))
  }
}

extension Generator {
  func checkLength(prompt: Int, answer: Int?) throws(Refusal) {
    let length = prompt + min(answer ?? 0, Self.outputLimit)
    guard length <= Self.contextLimit else {
      throw .flat(
        400,
        "Please reduce the length of the messages or completion. Current length is \(length) while limit is "
          + "\(Self.contextLimit)",
        type: "invalid_request_error", param: "messages", code: "context_length_exceeded")
    }
  }
}
