/// What a command does in a plan, where requests go to a copy and nothing that lasts is changed.
package struct Planning: Sendable {
  /// Why it cannot be planned with these arguments, or nil: the rest of a script cannot be known without it.
  package let refusal: @Sendable (Arguments) -> String?
  /// What it would change of this machine, beside requests; nil where it changes nothing.
  package let localChange: @Sendable (Arguments) -> LocalChange?

  /// A change that is listed instead of being lasting.
  package struct LocalChange: Sendable {
    package let effect: Effect
    /// What is changed: `the settings file`.
    package let what: String
    /// Whether it is a change of the sandbox, and so none where the sandbox itself goes with the plan.
    package let isOfSandbox: Bool

    package init(_ effect: Effect, _ what: String, isOfSandbox: Bool = false) {
      self.effect = effect
      self.what = what
      self.isOfSandbox = isOfSandbox
    }
  }

  /// It runs as ever: what it sends goes to the copy.
  package static let runs = Planning(refusal: { _ in nil }, localChange: { _ in nil })

  /// It is refused, whatever its arguments are.
  package static func refused(_ reason: String) -> Self { refused { _ in reason } }

  /// It is refused where `reason` finds one.
  package static func refused(_ reason: @escaping @Sendable (Arguments) -> String?) -> Self {
    Self(refusal: reason, localChange: { _ in nil })
  }

  /// It runs on the copy, and what it would change of this machine is listed.
  package static func changes(_ change: @escaping @Sendable (Arguments) -> LocalChange?) -> Self {
    Self(refusal: { _ in nil }, localChange: change)
  }
}
