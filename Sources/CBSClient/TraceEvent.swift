package import CBSCatalog

/// One step of an exchange, for `--trace`. Every text is redacted.
package enum TraceEvent: Sendable, Equatable {
  /// - Parameter attempt: from 1.
  case sending(attempt: Int, method: Method, url: String, headers: Headers, body: String?)
  /// A whole answer.
  /// - Parameter isCut: whether `body` shows only the beginning.
  case answered(status: Int, headers: Headers, body: String, isCut: Bool, elapsed: Duration)
  /// The head of an answer whose events follow.
  case streaming(status: Int, headers: Headers, elapsed: Duration)
  /// The data of one event.
  case event(String)
  case failed(message: String, elapsed: Duration)
  /// A pause before the next attempt.
  case waiting(Duration)
}
