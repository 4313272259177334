import CBSCatalog
import CBSText

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
  private var backoff = Backoff.doubling(from: .milliseconds(500))

  init(limits: RetryLimits, isSafe: Bool) {
    self.limits = limits
    self.isSafe = isSafe
  }

  /// - Parameter chance: from 0 to 1, drawn at random.
  mutating func attemptFailed(_ failure: Failure, chance: Double) -> Action {
    attempts += 1
    guard isSafe, attempts < limits.attempts, Self.mayPass(failure) else { return .giveUp }
    let pause: Duration? = if case .answer(_, let pause, _) = failure { pause } else { nil }
    // A longer `Retry-After` wins.
    let delay = max(backoff.next(jitter: chance), pause ?? .zero)
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
}
