/// A type that `param` and `def` may name.
package enum ValueType: String, Sendable, CaseIterable {
  case text, integer, number, boolean, duration, size, time, uri, list, record, any

  private static let synonyms: [String: ValueType] = [
    "string": .text, "int": .integer, "float": .number, "bool": .boolean, "url": .uri, "value": .any,
  ]

  /// The type a script writes as `name`.
  package init?(name: String) {
    guard let type = Self(rawValue: name) ?? Self.synonyms[name] else { return nil }
    self = type
  }

  /// Every name that is understood.
  package static let names: [String] = allCases.map(\.rawValue) + synonyms.keys.sorted()

  /// The type of a `param` without one, from its default.
  package init(of literal: Literal) {
    switch literal {
    case .null: self = .any
    case .boolean: self = .boolean
    case .integer: self = .integer
    case .float: self = .number
    case .duration: self = .duration
    case .size: self = .size
    }
  }

  /// The kind whose texts it reads; nil where a text is more than one literal.
  package var kind: ParameterType.Kind? {
    switch self {
    case .text, .uri: .text
    case .integer: .integer
    case .number: .number
    case .boolean: .boolean
    case .duration: .duration
    case .size: .size
    case .any: .any
    case .time, .list, .record: nil
    }
  }

  /// Whether a literal may be its default.
  func accepts(_ literal: Literal) -> Bool {
    switch (self, literal) {
    case (.any, _), (_, .null): true
    case (.integer, .integer), (.number, .integer), (.number, .float), (.boolean, .boolean), (.duration, .duration),
      (.size, .size):
      true
    default: false
    }
  }
}
