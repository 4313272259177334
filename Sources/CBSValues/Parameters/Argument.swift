/// What one word of a line, or one value of a script, is read as: a name, a number, any value.
package protocol Argument: ParameterValue, Hashable where Single == Self {
  /// What accepts it.
  static var type: ParameterType { get }
  /// Reads it. A bare word comes as text, every other value as it is; what hides a secret is no name.
  init(argument: Value) throws(ArgumentMismatch)
}

/// What a parameter holds for a run of its command: one argument, an optional one, or all that were given.
package protocol ParameterValue: Sendable {
  associatedtype Single: Argument
  /// Whether something must be given.
  static var isRequired: Bool { get }
  /// Whether several may be given.
  static var isRepeated: Bool { get }
  /// Puts it together from what was given, in order; nothing was where it may be left out.
  ///
  /// - Throws: an `ArgumentMismatch` where something must be given and was not, or the arguments do not go together.
  init(elements: [Single]) throws(ArgumentMismatch)
}

extension Argument {
  package static var isRequired: Bool { true }
  package static var isRepeated: Bool { false }

  package init(elements: [Self]) throws(ArgumentMismatch) {
    guard let first = elements.first else { throw ArgumentMismatch(.null, wanted: Self.type) }
    self = first
  }
}

extension Optional: ParameterValue where Wrapped: Argument {
  package static var isRequired: Bool { false }
  package static var isRepeated: Bool { false }
  package init(elements: [Wrapped]) { self = elements.first }
}

extension Array: ParameterValue where Element: Argument {
  package static var isRequired: Bool { true }
  package static var isRepeated: Bool { true }
  package init(elements: [Element]) { self = elements }
}
