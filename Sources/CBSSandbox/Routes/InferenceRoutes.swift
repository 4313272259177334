import CBSCatalog
import CBSValues

/// Chat and text completions.
enum InferenceRoutes {
  static let all: [Route] = [
    Route(answering: ChatCompletion.self) { visit in
      try await answer(visit) { bytes, file, options in
        let request = try ChatRequest(bytes, status: options.validationStatus)
        return try await file.write { store in
          try store.answer(to: request.model, prefix: "chatcmpl-", isStreamed: request.isStreamed) { model, id in
            let generator = Generator(model: model)
            try generator.checkLength(prompt: request.promptTokens, answer: request.maximum)
            let turns = generator.turns(for: request)
            let accounting = Accounting(prompt: request.promptTokens, turns: turns, now: store.now)
            let answer = ChatAnswer(id: id, request: request, served: model, turns: turns, accounting: accounting)
            return (accounting, request.isStreamed ? answer.events : [answer.whole])
          }
        }
      }
    },
    Route(answering: TextCompletion.self) { visit in
      try await answer(visit) { bytes, file, options in
        let request = try CompletionRequest(bytes, status: options.validationStatus)
        return try await file.write { store in
          try store.answer(to: request.model, prefix: "cmpl-", isStreamed: request.isStreamed) { model, id in
            let generator = Generator(model: model)
            try generator.checkLength(prompt: request.promptTokens, answer: request.maximum)
            let turns = generator.turns(for: request)
            let accounting = Accounting(prompt: request.promptTokens, turns: turns, now: store.now)
            let answer = CompletionAnswer(
              id: id, request: request, served: model, turns: turns, accounting: accounting)
            return (accounting, request.isStreamed ? answer.events : [answer.whole])
          }
        }
      }
    },
  ]

  /// Reads the body, lets `work` or the upstream server answer, and counts what was refused.
  private static func answer(
    _ visit: Visit,
    _ work: @Sendable ([UInt8], StoreFile, SandboxOptions) async throws -> InferenceAnswer
  ) async throws -> Response {
    try checkEncoding(of: visit.request)
    if let upstream = visit.options.upstream { return try await upstream.answer(visit) }
    do {
      let answer = try await work(visit.request.body ?? [], visit.file, visit.options)
      return answer.response(every: visit.options.tokenTime, pause: visit.pause)
    } catch let refusal as Refusal {
      // Failures of a known endpoint show up in its metrics.
      let model = (try? JSON(parsing: visit.request.body ?? []))?["model"]?.string ?? ""
      try await visit.file.write { store in
        guard try store.endpoint(model) != nil else { return }
        try store.count(ExchangeRecord(endpoint: model, status: refusal.status))
      }
      throw refusal
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

/// The data of an answer, and the headers that go with it.
struct InferenceAnswer: Sendable {
  let id: String
  let isStreamed: Bool
  /// The one document, or the events.
  let documents: [JSON]
  let limits: Headers

  func response(every tokenTime: Duration, pause: @escaping @Sendable (Duration) async throws -> Void) -> Response {
    var headers = limits
    headers["inference-id"] = id
    guard isStreamed else {
      headers["content-type"] = "application/json"
      return Response(status: 200, headers: headers, body: .bytes(Array((documents.first ?? .null).text.utf8)))
    }
    headers["content-type"] = "text/event-stream; charset=utf-8"
    return Response(
      status: 200, headers: headers, body: .stream(EventSource(documents, every: tokenTime * 4, pause: pause).stream))
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
