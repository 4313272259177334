import CBSText

extension ParameterType {
  /// The value as the kind the parameter is of. Data stays data: whatever a text holds, it is one argument.
  package func converted(_ value: Value) throws(ArgumentMismatch) -> Value {
    switch (kind, value) {
    case (.any, _), (.reference, .string), (.reference, .integer), (.reference, .record), (.reference, .secret),
      (.string, .string), (.string, .secret), (.integer, .integer), (.number, .integer), (.number, .float),
      (.boolean, .boolean), (.duration, .duration), (.size, .size), (.time, .time), (.list, .list),
      (.record, .record):
      return value
    case (.string, .boolean), (.string, .integer), (.string, .float), (.string, .digits), (.string, .duration),
      (.string, .size),
      (.string, .time):
      return .string(value.description)
    // The API counts bytes in plain integers.
    case (.size, .integer(let bytes)) where bytes >= 0: return .size(bytes)
    case (.uri, .string(let text)):
      guard text.contains("://") else { throw ArgumentMismatch(value, rule: "an address is wanted") }
      return value
    case (.uri, .secret): return value
    case (.list, .string), (.record, .string): throw ArgumentMismatch(value, wanted: self)
    case (.time, .string(let text)):
      guard let seconds = CalendarTime.seconds(iso: text) else {
        throw ArgumentMismatch(value, rule: "a time is wanted")
      }
      return .time(seconds)
    case (_, .string(let text)):
      guard let literal = Literal(reading: text, as: kind) else {
        throw ArgumentMismatch(value, rule: "\(kind.phrase) is wanted")
      }
      return Value(literal: literal)
    default: throw ArgumentMismatch(value, wanted: self)
    }
  }
}

/// Why a value cannot be what its place wants.
package struct ArgumentMismatch: Error, Sendable, Hashable {
  /// What was given.
  package let value: Value
  /// What is wrong with it or what is wanted, lowercase, no full stop.
  package let rule: String
  /// Whether a value of another kind was given, rather than one that breaks the rule.
  package let isOtherKind: Bool

  package init(_ value: Value, rule: String) {
    self.value = value
    self.rule = rule
    isOtherKind = false
  }

  /// A value of another kind than `type` takes.
  package init(_ value: Value, wanted type: ParameterType) {
    self.value = value
    rule = "\(type.kind.phrase) is wanted"
    isOtherKind = true
  }
}
