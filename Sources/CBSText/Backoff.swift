/// How long to wait between attempts or polls. Decides only; sleeps nowhere.
///
/// Pauses grow up to 30 s, and up to a quarter is added at random, so that clients that failed or began together do not
/// return together. Source: the API's pages on rate limits and on polling.
package struct Backoff: Hashable, Sendable {
  private static let longest: Int64 = 30_000_000_000

  /// Nanoseconds of the next pause, without its random part.
  private var following: Int64
  /// What a pause is longer than the one before, in percent; nil for pauses that stay the same.
  private let growth: Int64?

  /// Pauses that double: for a server that is busy or cannot be reached.
  package static func doubling(from first: Duration) -> Backoff {
    Backoff(following: first.nanoseconds, growth: 100)
  }

  /// Pauses that grow by half: for work that goes on at a server.
  package static func growingByHalf(from first: Duration) -> Backoff {
    Backoff(following: first.nanoseconds, growth: 50)
  }

  /// The same pause each time, with nothing added at random: an interval that the user chose.
  package static func constant(_ pause: Duration) -> Backoff {
    Backoff(following: pause.nanoseconds, growth: nil)
  }

  /// The next pause.
  ///
  /// - Parameter jitter: from 0 to 1, drawn at random.
  package mutating func next(jitter: Double) -> Duration {
    guard let growth else { return .nanoseconds(following) }
    defer { following = min(following + following * growth / 100, Self.longest) }
    return .nanoseconds(following + Int64(Double(following) * min(max(jitter, 0), 1) / 4))
  }
}
