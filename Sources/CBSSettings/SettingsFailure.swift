/// Why settings or a key could not be read or written.
package struct SettingsFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// Lower case, no full stop; begins with the file and line where there is one.
  package let message: String
  /// What to do.
  package let hint: String?

  package init(_ message: String, at place: String? = nil, hint: String? = nil) {
    self.message = place.map { "\($0): \(message)" } ?? message
    self.hint = hint
  }

  package var description: String { hint.map { "\(message): \($0)" } ?? message }
}
