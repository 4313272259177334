package import CBSValues


extension Fault.Kind {
  /// Every kind as a user types it, with what its argument is.
  package static let names: [(name: String, argument: String?, summary: String)] = [
    ("latency", "DURATION", "answer later"),
    ("status", "CODE", "answer with this status"),
    ("cut", "BYTES", "break the connection after so many bytes; without a number before any answer"),
    ("html", nil, "answer with a web page"),
    ("half-json", nil, "answer with half a JSON document"),
    ("empty", nil, "answer with an empty body"),
    ("silent", nil, "do not answer"),
    ("sync-failure", "REASON", "fail the next sync of an architecture"),
    ("rollout-failure", nil, "fail the next rollout to an endpoint"),
    ("silent-rollback", nil, "replace the next rollout by the version before, without a word"),
  ]

  package var name: String {
    switch self {
    case .latency: "latency"
    case .status: "status"
    case .cut: "cut"
    case .html: "html"
    case .halfJSON: "half-json"
    case .emptyBody: "empty"
    case .silent: "silent"
    case .syncFailure: "sync-failure"
    case .rolloutFailure: "rollout-failure"
    case .silentRollback: "silent-rollback"
    }
  }

  /// The argument: milliseconds, a status (or `{status, retry_after}`), bytes, a reason.
  package var argument: JSON {
    switch self {
    case .latency(let duration): .integer(duration.milliseconds)
    case .status(let code, retryAfterSeconds: nil): .integer(Int64(code))
    case .status(let code, retryAfterSeconds: .some(let seconds)):
      ["status": .integer(Int64(code)), "retry_after": .integer(Int64(seconds))]
    case .cut(let bytes): bytes.map { .integer(Int64($0)) } ?? .null
    case .syncFailure(let reason): reason.map(JSON.string) ?? .null
    case .html, .halfJSON, .emptyBody, .silent, .rolloutFailure, .silentRollback: .null
    }
  }

  /// The kind called `name` with `argument` in the form in which `argument` gives it; nil where they do not fit.
  package init?(name: String, argument: JSON = .null) {
    let number = argument.integer.flatMap { Int(exactly: $0) }
    switch (name, number) {
    case ("latency", .some(let number)) where number >= 0: self = .latency(.milliseconds(number))
    case ("status", _):
      let seconds = argument["retry_after"]?.integer.flatMap { Int(exactly: $0) }
      guard let code = number ?? argument["status"]?.integer.flatMap({ Int(exactly: $0) }), (100...599).contains(code)
      else { return nil }
      self = .status(code, retryAfterSeconds: seconds)
    case ("cut", .some(let number)) where number >= 0: self = .cut(afterBytes: number)
    case ("cut", nil) where argument.isNull: self = .cut(afterBytes: nil)
    case ("html", _): self = .html
    case ("half-json", _): self = .halfJSON
    case ("empty", _): self = .emptyBody
    case ("silent", _): self = .silent
    case ("sync-failure", _): self = .syncFailure(argument.string)
    case ("rollout-failure", _): self = .rolloutFailure
    case ("silent-rollback", _): self = .silentRollback
    default: return nil
    }
  }
}
