extension Value: Argument {
  package static var type: ParameterType { .any }
  package init(argument: Value) { self = argument }
}

extension String: Argument {
  package static var type: ParameterType { ParameterType("TEXT") }

  package init(argument: Value) throws(ArgumentMismatch) {
    self = try Self.type.converted(argument).description
  }
}

extension Int64: Argument {
  package static var type: ParameterType { ParameterType("N", .integer) }

  package init(argument: Value) throws(ArgumentMismatch) {
    self = try Self.content(of: argument, \.integer)
  }
}

extension Double: Argument {
  package static var type: ParameterType { ParameterType("X", .number) }

  package init(argument: Value) throws(ArgumentMismatch) {
    self = try Self.content(of: argument, \.double)
  }
}

extension Bool: Argument {
  package static var type: ParameterType {
    ParameterType("true|false", .boolean, completing: .values(["true", "false"]))
  }

  package init(argument: Value) throws(ArgumentMismatch) {
    self = try Self.content(of: argument, \.boolean)
  }
}

/// A length of time, to the nanosecond.
extension Duration: Argument {
  package static var type: ParameterType { ParameterType("DURATION", .duration) }

  package init(argument: Value) throws(ArgumentMismatch) {
    self = .nanoseconds(try Self.content(of: argument, \.nanoseconds))
  }
}

extension Argument {
  /// What the value holds once it is converted, where that is of the kind that `read` looks for.
  fileprivate static func content<Content>(
    of argument: Value, _ read: (Value) -> Content?
  ) throws(ArgumentMismatch) -> Content {
    guard let content = read(try type.converted(argument)) else { throw ArgumentMismatch(argument, wanted: type) }
    return content
  }
}

/// One word of a closed list.
package protocol Choice: Argument, RawRepresentable, CaseIterable where RawValue == String {}

extension Choice {
  package static var words: [String] { allCases.map(\.rawValue) }

  package static var type: ParameterType {
    ParameterType(
      words.joined(separator: "|"), phrase: "one of \(words.joined(separator: ", "))", completing: .values(words))
  }

  package init(argument: Value) throws(ArgumentMismatch) {
    guard let choice = Self(rawValue: try ParameterType("").converted(argument).description) else {
      throw ArgumentMismatch(argument, rule: "one of \(Self.words.joined(separator: ", ")) is wanted")
    }
    self = choice
  }
}

extension KeyKind: Choice {}
