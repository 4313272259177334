import CBSCatalog

/// Decides what follows an attempt. Sends nothing and sleeps nowhere.
///
/// Only a safe call is tried again: the API knows no idempotency key, and a second upload is a second version.
struct RetryMachine {
  enum Action: Equatable {
    case wait(Duration)
    case giveUp
  }

  /// Why an attempt brought no good answer.
  enum Failure: Equatable {
    case transport(TransportFailure)
    /// - Parameter pause: what the server asked for.
    /// - Parameter advice: the server's own word on whether to try again.
    case answer(status: Int, pause: Duration?, advice: Bool?)
  }

  let limits: RetryLimits
  /// Whether sending it twice changes nothing.
  let isSafe: Bool
  private(set) var attempts = 0

  init(limits: RetryLimits, isSafe: Bool) {
    self.limits = limits
    self.isSafe = isSafe
  }

  /// - Parameter chance: from 0 to 1, drawn at random.
  mutating func attemptFailed(_ failure: Failure, chance: Double) -> Action {
    attempts += 1
    guard isSafe, attempts < limits.attempts, Self.mayPass(failure) else { return .giveUp }
    let pause: Duration? = if case .answer(_, let pause, _) = failure { pause } else { nil }
    let delay = Self.delay(beforeAttempt: attempts, retryAfter: pause, chance: chance)
    return delay <= limits.longestPause ? .wait(delay) : .giveUp
  }

  /// Whether the same call may well succeed later.
  static func mayPass(_ failure: Failure) -> Bool {
    switch failure {
    case .answer(_, _, let advice?): advice
    case .answer(let status, _, nil): status == 408 || status == 429 || status >= 500
    case .transport(let failure):
      switch failure.reason {
      case .unresolved, .refused, .timedOut, .closed: true
      // The rest is the same every time: no HTTP, too many redirects, no address, a certificate that nobody trusts.
      case .insecure, .cancelled, .tooLarge, .badAddress, .other: false
      }
    }
  }

  /// How long to wait before attempt `number` (the first retry is 1).
  ///
  /// Doubles from 0.5 s up to 30 s, then adds up to a quarter at random, so that clients that failed
  /// together do not return together. A longer `Retry-After` wins.
  static func delay(beforeAttempt number: Int, retryAfter: Duration?, chance: Double) -> Duration {
    let doubled = 0.5 * Double(1 << min(max(number - 1, 0), 10))
    let own = Duration.seconds(min(doubled, 30) * (1 + 0.25 * min(max(chance, 0), 1)))
    guard let retryAfter, retryAfter > own else { return own }
    return retryAfter
  }
}
