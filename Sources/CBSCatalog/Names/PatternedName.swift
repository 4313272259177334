package import CBSValues

/// A name that is sent as text and follows a pattern.
package protocol PatternedName: FieldValue, CustomStringConvertible {
  var text: String { get }
  /// Nil where `text` does not follow the pattern.
  init?(_ text: String)
  /// The regular expression, for reports on answers.
  static var pattern: String { get }
  /// The pattern in words, for who types the name.
  static var rule: String { get }
  /// Fields of a record that name it, the first that is there.
  static var recordFields: [String] { get }
}

extension PatternedName {
  package static var recordFields: [String] { [] }

  package init(wire: JSON) throws(WireMismatch) {
    guard let name = Self(try String(wire: wire)) else { throw WireMismatch(.pattern(Self.pattern)) }
    self = name
  }

  package var wire: JSON { .string(text) }

  package init(argument: Value) throws(ArgumentMismatch) {
    guard let name = Self(argument.name(of: Self.recordFields)) else {
      throw ArgumentMismatch(argument, rule: Self.rule)
    }
    self = name
  }

  package var description: String { text }
}
