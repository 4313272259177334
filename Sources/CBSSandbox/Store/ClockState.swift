/// How the sandbox tells the time; kept in the store, so that every process agrees.
package struct ClockState: Hashable, Sendable {
  package enum Mode: String, Sendable, CaseIterable {
    /// Follows the machine's clock, shifted by what was advanced.
    case real
    /// Stands still until it is advanced.
    case virtual
  }

  package private(set) var mode: Mode
  /// The moment itself under a virtual clock; the shift against the machine's clock under a real one.
  private(set) var milliseconds: Int64

  init(mode: Mode, milliseconds: Int64) {
    self.mode = mode
    self.milliseconds = milliseconds
  }

  /// What the clock shows when the machine's clock shows `wall`.
  func now(wall: Moment) -> Moment {
    switch mode {
    case .real: Moment(milliseconds: wall.milliseconds + milliseconds)
    case .virtual: Moment(milliseconds: milliseconds)
    }
  }

  /// Changes the mode without a jump of the time: what was reached stays reached.
  mutating func change(to mode: Mode, wall: Moment) {
    let now = now(wall: wall)
    self.mode = mode
    switch mode {
    case .real: milliseconds = now.milliseconds - wall.milliseconds
    case .virtual: milliseconds = now.milliseconds
    }
  }

  /// Moves the time forward; a negative duration changes nothing, for no state may be undone.
  mutating func advance(by duration: Duration) {
    let (sum, overflow) = milliseconds.addingReportingOverflow(max(0, duration.boundedMilliseconds))
    if !overflow { milliseconds = sum }
  }
}
