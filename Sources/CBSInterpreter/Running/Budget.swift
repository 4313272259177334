/// How much a run may do before it is stopped, so that no script runs for ever by mistake.
package struct Budget: Sendable {
  /// Turns of loops and calls of `def`s.
  package var steps: Int
  /// Calls of `def`s within calls.
  package var depth: Int
  /// Real time, of the whole run.
  package var time: Duration

  package init(steps: Int = 100_000_000_000, depth: Int = 10_000, time: Duration = .seconds(86_400)) {
    self.steps = steps
    self.depth = depth
    self.time = time
  }
}
