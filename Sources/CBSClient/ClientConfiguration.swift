import CBSCatalog
package import CBSValues

/// Whom a client talks to, with which keys, and how patiently.
package struct ClientConfiguration: Sendable {
  /// Scheme, host and port, without a slash at the end.
  package var origin: String
  package var managementKey: Secret?
  package var inferenceKey: Secret?
  package var retries: RetryLimits
  package var limits: TimeLimits
  package var userAgent: String
  /// Gets every exchange, redacted.
  package var trace: (@Sendable (TraceEvent) -> Void)?

  package init(
    origin: String = Catalog.publicOrigin, managementKey: Secret? = nil, inferenceKey: Secret? = nil,
    retries: RetryLimits = RetryLimits(), limits: TimeLimits = TimeLimits(),
    userAgent: String = "cbs", trace: (@Sendable (TraceEvent) -> Void)? = nil
  ) {
    self.origin = String(origin.reversed().drop { $0 == "/" }.reversed())
    self.managementKey = managementKey
    self.inferenceKey = inferenceKey
    self.retries = retries
    self.limits = limits
    self.userAgent = userAgent
    self.trace = trace
  }

  /// The key for `kind`, nil where there is none or an empty one.
  package func key(_ kind: KeyKind) -> Secret? {
    let key: Secret? =
      switch kind {
      case .management: managementKey
      case .inference: inferenceKey
      case .none: nil
      }
    return key?.isEmpty == true ? nil : key
  }

  var redactor: Redactor { Redactor([managementKey, inferenceKey].compactMap { $0 }) }
}

/// How long a client waits for an answer.
package struct TimeLimits: Sendable, Hashable {
  /// Until the head of an answer is there.
  package var head: Duration
  /// Until all of a whole answer is there, counted from the sending.
  package var whole: Duration
  /// Between two pieces of a stream.
  package var idle: Duration

  package init(head: Duration = .seconds(60), whole: Duration = .seconds(120), idle: Duration = .seconds(60)) {
    self.head = head
    self.whole = whole
    self.idle = idle
  }
}

/// How often and how long a safe call is tried again.
package struct RetryLimits: Sendable, Hashable {
  /// The first one included.
  package var attempts: Int
  /// The longest single pause; a server that asks for more gets no further attempt.
  package var longestPause: Duration

  package init(attempts: Int = 4, longestPause: Duration = .seconds(60)) {
    self.attempts = attempts
    self.longestPause = longestPause
  }

  package static let none = RetryLimits(attempts: 1)
}
