/// How long `wait` pauses between two looks. Sleeps nowhere.
///
/// Without `every`: 2 s, then half as long again each time up to 30 s, and up to a quarter more at random, so that
/// clients that began together do not ask together. Source: the API's advice on polling.
struct WaitPace {
  private static let first: Int64 = 2_000_000_000
  private static let longest: Int64 = 30_000_000_000

  private let fixed: Int64?
  private var following = first

  /// - Parameter every: nanoseconds, where the script says so.
  init(every: Int64?) { fixed = every }

  /// Nanoseconds of the next pause. `jitter` goes from 0 up to 1.
  mutating func next(jitter: Double) -> Int64 {
    if let fixed { return fixed }
    defer { following = min(following / 2 * 3, Self.longest) }
    return following + Int64(Double(following) * jitter / 4)
  }
}
