/// What a command or a call may change.
package enum Effect: String, Sendable, Hashable, CaseIterable {
  /// Touches nothing outside the shell itself.
  case none
  case reads, writes
  /// Removes what cannot be recovered.
  case destroys

  /// Whether something is different afterwards.
  package var isChange: Bool {
    switch self {
    case .none, .reads: false
    case .writes, .destroys: true
    }
  }
}

/// Which of the keys a request carries.
package enum KeyKind: String, Sendable, Hashable, CaseIterable {
  case management, inference, none
}
