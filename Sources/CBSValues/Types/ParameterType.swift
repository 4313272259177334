/// What a parameter accepts: the one description from which come conversion, checking, messages, usage and completion.
///
/// The parameter gives a bare word its type, not the word's shape.
package struct ParameterType: Sendable {
  /// How a value is converted before anything else looks at it. All but `reference` are types that scripts name.
  package enum Kind: String, Sendable, CaseIterable {
    case string, integer, number, boolean, duration, size, time, uri, list, record
    /// A name, a number, or a record that has them: `production`, 7, an answer of the API.
    case reference
    /// Whatever comes, unconverted; a bare word is text.
    case any
  }

  /// How usage lines write it: `ALIAS`, `DURATION`.
  package let label: String
  /// What messages call it, with its article: `an alias`.
  package let phrase: String
  package let kind: Kind
  package let completion: Completion

  /// - Parameter phrase: that of the kind unless it is something more particular.
  package init(
    _ label: String, _ kind: Kind = .string, phrase: String? = nil, completing completion: Completion = .none
  ) {
    self.label = label
    self.phrase = phrase ?? kind.phrase
    self.kind = kind
    self.completion = completion
  }

  /// The same with other candidates for Tab.
  package func completing(_ completion: Completion) -> Self {
    Self(label, kind, phrase: phrase, completing: completion)
  }

  /// The same under another name in usage lines.
  package func labeled(_ label: String) -> Self { Self(label, kind, phrase: phrase, completing: completion) }
}

extension ParameterType {
  package static let any = ParameterType("VALUE", .any)
  package static let file = ParameterType("FILE", completing: .files)
}

extension ParameterType.Kind {
  private static let synonyms: [String: Self] = [
    "int": .integer, "float": .number, "bool": .boolean, "url": .uri, "value": .any,
  ]

  /// The type that a script writes as `name`: after `param x:` and in a `def`.
  package init?(name: String) {
    guard let kind = Self(rawValue: name) ?? Self.synonyms[name], kind != .reference else { return nil }
    self = kind
  }

  /// The types that scripts name.
  package static let named = allCases.filter { $0 != .reference }

  /// Every name that a script may write.
  package static let names: [String] = named.map(\.rawValue) + synonyms.keys.sorted()

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

  /// Whether a literal may be the default of a `param` of the type.
  package func accepts(_ literal: Literal) -> Bool {
    switch (self, literal) {
    case (.any, _), (_, .null): true
    case (.integer, .integer), (.number, .integer), (.number, .float), (.boolean, .boolean), (.duration, .duration),
      (.size, .size):
      true
    default: false
    }
  }

  /// How messages call it: `an integer`.
  package var phrase: String {
    switch self {
    case .string: "a string"
    case .integer: "an integer"
    case .number: "a number"
    case .boolean: "true or false"
    case .duration: "a duration"
    case .size: "a size"
    case .time: "a time"
    case .uri: "an address"
    case .list: "a list"
    case .record: "a record"
    case .reference: "a name, a number or a record"
    case .any: "a value"
    }
  }

  /// What such a value looks like, for hints.
  package var specimen: String? {
    switch self {
    case .string, .reference, .any, .time, .uri, .list, .record: nil
    case .integer: "7"
    case .number: "0.5"
    case .boolean: "true"
    case .duration: "30s or 5m"
    case .size: "10GiB"
    }
  }

  /// What is known of a value that was converted.
  package var valueType: ValueType {
    switch self {
    case .string, .uri: .string
    case .integer: .integer
    case .number: .number
    case .boolean: .boolean
    case .duration: .duration
    case .size: .size
    case .time: .time
    case .list: .list(.any)
    case .record: .record(nil)
    case .reference, .any: .any
    }
  }
}
