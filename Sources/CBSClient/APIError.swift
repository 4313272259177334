import CBSCatalog
package import CBSDiagnostics
package import CBSValues

/// Why a call has no answer that can be used.
package struct APIError: Error, Sendable, Equatable {
  package let code: ErrorCode
  /// The server's words where it said some, else ours: lower case, no full stop, redacted.
  package let message: String
  package let complaint: ServerComplaint?
  /// What was sent and what came of it.
  package let exchange: Exchange
  /// Whether the same call may succeed later.
  package let isRetryable: Bool
  /// Whether the server may have done what was asked; false for a call that only reads.
  package let mayHaveHappened: Bool
  /// Which key there was none of.
  package let missingKey: KeyKind?
  /// The first bytes of a body that could not be read, printable and redacted.
  package let excerpt: String?
  /// What the server asked to wait.
  package let retryAfter: Duration?

  init(
    _ code: ErrorCode, status: Int? = nil, message: String, complaint: ServerComplaint? = nil, exchange: Exchange,
    isRetryable: Bool = false, mayHaveHappened: Bool = false, missingKey: KeyKind? = nil, excerpt: String? = nil,
    retryAfter: Duration? = nil
  ) {
    var exchange = exchange
    exchange.status = status
    self.code = code
    self.message = message
    self.complaint = complaint
    self.exchange = exchange
    self.isRetryable = isRetryable
    self.mayHaveHappened = mayHaveHappened
    self.missingKey = missingKey
    self.excerpt = excerpt
    self.retryAfter = retryAfter
  }

  /// HTTP status, nil where there was no answer. An error inside a stream brings its own.
  package var status: Int? { exchange.status }

  /// Whether nothing could be said to the server or it did not let us in: exit status 3 instead of 1.
  package var isCommunication: Bool {
    switch code {
    case .unauthorized, .rateLimited, .paymentRequired, .transportUnresolved, .transportRefused, .transportTimeout,
      .transportInsecure, .transportClosed, .transportTooLarge, .transportBadAddress, .transportFailure, .missingKey:
      true
    default:
      false
    }
  }
}

extension ErrorCode {
  /// What a status of 300 and more means.
  init(status: Int) {
    switch status {
    case 400, 413, 415, 422: self = .invalidRequest
    case 401: self = .unauthorized
    case 402: self = .paymentRequired
    case 403: self = .forbidden
    case 404: self = .notFound
    case 409: self = .conflict
    case 429: self = .rateLimited
    case 408: self = .serverError
    case 500...599: self = .serverError
    default: self = .unexpectedStatus
    }
  }
}
