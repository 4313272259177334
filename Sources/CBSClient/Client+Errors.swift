import CBSCatalog
import CBSValues

extension Client {
  /// What an answer outside 200 to 299 means; nil for a good one.
  func error(
    status: Int, body: [UInt8], advice: RetryAdvice, facts: RequestFacts, effect: Effect
  ) -> APIError? {
    guard !(200...299).contains(status) else { return nil }
    let complaint = (try? JSON(parsing: body)).flatMap(ServerComplaint.init).map(redacted)
    let isBlank = body.allSatisfy { $0 <= 0x20 }
    let message: String
    if let said = complaint?.message, !said.isEmpty {
      message = said
    } else if isBlank || complaint != nil {
      message = "the server answered \(status)\(Self.meaning(of: status)) without a word"
    } else {
      message = "the server answered \(status)\(Self.meaning(of: status)) with \(Self.kind(of: body))"
    }
    return APIError(
      APIError.Code(status: status), status: status, message: message + plea(advice, status: status),
      complaint: complaint, request: facts,
      isRetryable: RetryMachine.mayPass(.answer(status: status, pause: nil, advice: advice.advice)),
      mayHaveHappened: effect != .reads && (status >= 500 || status == 408),
      excerpt: complaint == nil && !isBlank ? excerpt(of: body) : nil, retryAfter: advice.pause)
  }

  /// What a failure of the transport means for the call.
  func error(_ failure: TransportFailure, facts: RequestFacts, effect: Effect) -> APIError {
    let code: APIError.Code =
      switch failure.reason {
      case .unresolved: .unresolved
      case .refused: .refused
      case .timedOut: .timedOut
      case .insecure: .insecure
      case .closed: .closed
      case .cancelled: .cancelled
      case .tooLarge: .tooLarge
      case .badAddress: .badAddress
      case .other: .transport
      }
    return APIError(
      code, message: redactor.redact(failure.message) + attempts(facts, code), request: facts,
      isRetryable: RetryMachine.mayPass(.transport(failure)),
      mayHaveHappened: effect != .reads && failure.mayHaveHappened)
  }

  /// Why a good answer's body brought no value.
  func message(_ error: UnreadableBody, body: [UInt8]) -> String {
    if case .notJSON = error, body.allSatisfy({ $0 <= 0x20 }) { return "the answer is empty" }
    return "the answer cannot be read: \(redactor.redact(error.message))"
  }

  /// What the server wants waited when that is longer than we ever wait.
  private func plea(_ advice: RetryAdvice, status: Int) -> String {
    guard status == 429 || status == 503, let pause = advice.pause, pause > configuration.retries.longestPause else {
      return ""
    }
    return "; the server asks to wait \(pause.briefText)"
  }

  /// How often it was tried, where that was more than once.
  private func attempts(_ facts: RequestFacts, _ code: APIError.Code) -> String {
    facts.attempts > 1 && code != .cancelled ? " after \(facts.attempts) attempts" : ""
  }

  /// An error event of a stream.
  func error(_ complaint: ServerComplaint, facts: RequestFacts) -> APIError {
    let complaint = redacted(complaint)
    let status = complaint.status ?? 500
    return APIError(
      status < 300 ? .serverError : APIError.Code(status: status), status: status,
      message: complaint.message.isEmpty ? "the server ended the stream with an error" : complaint.message,
      complaint: complaint, request: facts,
      isRetryable: RetryMachine.mayPass(.answer(status: status, pause: nil, advice: nil)))
  }

  /// The first bytes of `body` as one printable line.
  func excerpt(of body: [UInt8]) -> String {
    // Redacted before it is cut, so that no half of a secret is left at the edge.
    let text = redactor.redact(String(decoding: body.prefix(4096), as: UTF8.self))
    var line = ""
    for scalar in text.unicodeScalars.prefix(160) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
        if line.last != " " { line += " " }
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line + (text.unicodeScalars.count > 160 || body.count > 4096 ? "…" : "")
  }

  private func redacted(_ complaint: ServerComplaint) -> ServerComplaint {
    var complaint = complaint
    complaint.message = redactor.redact(complaint.message)
    complaint.type = complaint.type.map(redactor.redact)
    complaint.code = complaint.code.map(redactor.redact)
    complaint.parameter = complaint.parameter.map(redactor.redact)
    complaint.problems = complaint.problems.map {
      .init(place: redactor.redact($0.place), message: redactor.redact($0.message), type: $0.type)
    }
    return complaint
  }

  private static func kind(of body: [UInt8]) -> String {
    let start = String(decoding: body.prefix(512), as: UTF8.self).lowercased()
    if start.contains("<html") || start.contains("<!doctype html") { return "a web page" }
    guard let first = body.first(where: { $0 > 0x20 }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      return "text that is not JSON"
    }
    return (try? JSON(parsing: body)) == nil ? "broken JSON" : "JSON of an unknown form"
  }

  private static func meaning(of status: Int) -> String {
    switch status {
    case 400: " (bad request)"
    case 401: " (the key is wrong)"
    case 402: " (payment required)"
    case 403: " (not allowed)"
    case 404: " (not found)"
    case 405: " (method not allowed)"
    case 408: " (request timeout)"
    case 409: " (conflict)"
    case 413: " (too large)"
    case 422: " (unprocessable)"
    case 429: " (too many requests)"
    case 500: " (internal error)"
    case 502: " (bad gateway)"
    case 503: " (unavailable)"
    case 504: " (gateway timeout)"
    default: ""
    }
  }
}

extension TransportFailure {
  /// Lower case, no full stop.
  package var message: String {
    switch reason {
    case .unresolved(let host): "the name '\(host)' cannot be resolved"
    case .refused(let text): text.isEmpty ? "the connection was refused" : "the connection was refused: \(text)"
    case .timedOut(let limit): "there was no answer within \(limit.secondsText)"
    case .insecure(let text): "no trusted connection could be made: \(text)"
    case .closed(let text): text.isEmpty ? "the connection was closed" : "the connection was closed: \(text)"
    case .cancelled: "cancelled"
    case .tooLarge(let limit): "the answer is larger than \(limit) bytes"
    case .badAddress(let text): "the address is not usable: \(text)"
    case .other(let text): text
    }
  }
}

extension Duration {
  /// `1.5 s`, `60 s`.
  fileprivate var secondsText: String {
    let seconds = Double(components.seconds) + Double(components.attoseconds) / 1e18
    return ((seconds * 1000).rounded() / 1000).plainText + " s"
  }

  /// In at most two units, whole seconds: `90s` is `1m30s`, an hour `1h`.
  fileprivate var briefText: String {
    let seconds = components.seconds + (components.attoseconds >= 500_000_000_000_000_000 ? 1 : 0)
    let units: [(name: String, seconds: Int64)] = [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)]
    let first = units.firstIndex { seconds >= $0.seconds } ?? 3
    let rest = first < 3 ? seconds % units[first].seconds / units[first + 1].seconds : 0
    return "\(seconds / units[first].seconds)\(units[first].name)" + (rest > 0 ? "\(rest)\(units[first + 1].name)" : "")
  }
}
