import CBSText

/// A moment of the sandbox's clock, in whole milliseconds since 1970.
///
/// The management API shows whole seconds; the state of a sync or a rollout follows the milliseconds.
package struct Moment: Hashable, Comparable, Sendable {
  package var milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  package init(seconds: Int64) { milliseconds = seconds * 1000 }

  /// Whole seconds since 1970, rounded down.
  package var seconds: Int64 { milliseconds / 1000 }

  package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

  package static func + (moment: Self, duration: Duration) -> Self {
    Moment(milliseconds: moment.milliseconds + duration.boundedMilliseconds)
  }
}

extension Duration {
  /// Whole milliseconds, at most a quarter of what 64 bits hold, so that a moment can be added to them.
  var boundedMilliseconds: Int64 { min(max(milliseconds, .min / 4), .max / 4) }
}
