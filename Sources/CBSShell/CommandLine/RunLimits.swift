import CBSInterpreter
import CBSLanguage
import CBSSettings
import CBSValues

/// What a run may use up, as far as somebody has said: the command line, else the settings. The rest is the
/// interpreter's own budget, which is generous.
package struct RunLimits: Sendable, Hashable {
  /// Turns of loops and calls of defs.
  package var steps: Int?
  /// Calls of defs within calls.
  package var depth: Int?
  package var nanoseconds: Int64?

  package init() {}

  /// The limits that the settings name.
  init(_ settings: Settings) {
    steps = settings.values["max_steps"].flatMap { Int($0) }
    depth = settings.values["max_depth"].flatMap { Int($0) }
    nanoseconds = settings.values["max_time"].flatMap(Self.nanoseconds)
  }

  /// Nanoseconds of `30s`, `10m`; nil where the text is no duration.
  static func nanoseconds(of text: String) -> Int64? {
    guard case .duration(let nanoseconds)? = Literal(reading: text, as: .duration) else { return nil }
    return nanoseconds
  }

  /// The limits with others beneath them.
  func over(_ others: RunLimits) -> RunLimits {
    var limits = self
    limits.steps = steps ?? others.steps
    limits.depth = depth ?? others.depth
    limits.nanoseconds = nanoseconds ?? others.nanoseconds
    return limits
  }

  /// The budget of a run.
  var budget: Budget {
    var budget = Budget()
    if let steps { budget.steps = steps }
    if let depth { budget.depth = depth }
    if let nanoseconds { budget.time = .nanoseconds(nanoseconds) }
    return budget
  }
}
