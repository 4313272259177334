/// Whatever carries a request to an answer: the network, the sandbox in the process, or a transport that wraps another
/// and adds something to it.
package protocol Transport: Sendable {
  /// Sends a request and returns its answer. Cancelling the task returns within 50 ms with `.cancelled`.
  ///
  /// - Parameter limit: time until the head of the answer must be there.
  /// - Throws: `TransportFailure` only. An answer with any status is an answer, not a failure.
  func send(_ request: Request, within limit: Duration) async throws -> Response
}

/// Why there is no (whole) answer.
package struct TransportFailure: Error, Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    /// The name of the host is unknown.
    case unresolved(host: String)
    case refused(String)
    case timedOut(after: Duration)
    /// No certificate that is trusted, or no common protocol.
    case insecure(String)
    case closed(String)
    case cancelled
    case tooLarge(limit: Int)
    case badAddress(String)
    case other(String)
  }

  package let reason: Reason
  /// Whether the server may have acted on the request: false only where it surely did not get it.
  package let mayHaveHappened: Bool
  /// How often the request was sent until it was given up.
  package var attempts = 1

  package init(_ reason: Reason, mayHaveHappened: Bool = true) {
    self.reason = reason
    self.mayHaveHappened = mayHaveHappened
  }
}
