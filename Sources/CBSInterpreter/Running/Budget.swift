/// How much a run may do before it is stopped, so that no script runs for ever by mistake.
package struct Budget: Sendable {
  /// Statements and turns of loops.
  package var steps: Int
  /// Blocks within blocks while running.
  package var depth: Int

  package init(steps: Int = 2_000_000_000, depth: Int = 10_000) {
    self.steps = steps
    self.depth = depth
  }
}
