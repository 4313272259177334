package import CBSValues

/// A fault that the sandbox is asked for.
package struct FaultOrder: Sendable {
  /// A status, or the name of a kind.
  package var kind: String
  /// What the kind takes: milliseconds, bytes, a reason.
  package var argument: JSON
  package var method: String?
  /// The paths it hits, `*` for any run of characters; for sync and rollout faults the architecture or endpoint.
  package var pattern: String?
  /// How often it happens; nil: until it is cleared.
  package var count: Int?
  package var retryAfterSeconds: Int64?

  package init(
    kind: String, argument: JSON, method: String?, pattern: String?, count: Int?, retryAfterSeconds: Int64?
  ) {
    self.kind = kind
    self.argument = argument
    self.method = method
    self.pattern = pattern
    self.count = count
    self.retryAfterSeconds = retryAfterSeconds
  }
}

/// Why the sandbox has no such fault.
package struct FaultRefusal: Error, Sendable {
  package let message: String
  package let hint: String

  package init(message: String, hint: String) {
    self.message = message
    self.hint = hint
  }
}
