package import CBSValues


extension InjectedFault.Kind {
  /// A kind as a user types it.
  package enum Name: String, Sendable, CaseIterable {
    case latency, status, cut, html
    case halfJSON = "half-json"
    case empty, silent
    case syncFailure = "sync-failure"
    case rolloutFailure = "rollout-failure"
    case silentRollback = "silent-rollback"
  }

  package var name: Name {
    switch self {
    case .latency: .latency
    case .status: .status
    case .cut: .cut
    case .html: .html
    case .halfJSON: .halfJSON
    case .emptyBody: .empty
    case .silent: .silent
    case .syncFailure: .syncFailure
    case .rolloutFailure: .rolloutFailure
    case .silentRollback: .silentRollback
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
    guard let name = Name(rawValue: name) else { return nil }
    let number = argument.integer.flatMap { Int(exactly: $0) }
    switch name {
    case .latency:
      guard let number, number >= 0 else { return nil }
      self = .latency(.milliseconds(number))
    case .status:
      let seconds = argument["retry_after"]?.integer.flatMap { Int(exactly: $0) }
      guard let code = number ?? argument["status"]?.integer.flatMap({ Int(exactly: $0) }), (100...599).contains(code)
      else { return nil }
      self = .status(code, retryAfterSeconds: seconds)
    case .cut:
      guard argument.isNull || number ?? -1 >= 0 else { return nil }
      self = .cut(afterBytes: number)
    case .html: self = .html
    case .halfJSON: self = .halfJSON
    case .empty: self = .emptyBody
    case .silent: self = .silent
    case .syncFailure: self = .syncFailure(argument.string)
    case .rolloutFailure: self = .rolloutFailure
    case .silentRollback: self = .silentRollback
    }
  }
}
