package import CBSValues


/// What a field of a request may hold.
package protocol FieldValue: Sendable, Hashable {
  static var kind: ValueKind { get }
  /// Reads it from a body.
  init(wire: JSON) throws(WireMismatch)
  /// As it stands in a body.
  var wire: JSON { get }
  /// Reads it from one word of a line.
  init(argument: String, in context: ArgumentContext) throws(ArgumentMismatch)
  /// Reads it from all that a script gave for the field: words as text, other values as they are. Never empty.
  init(values: [JSON], in context: ArgumentContext) throws(ArgumentMismatch)
  /// Reads it from path segments or a query value, decoded; as many as the field has names.
  init(parts: [String]) throws(WireMismatch)
  /// As path segments or a query value, not encoded yet.
  var parts: [String] { get }
  /// What the session knows of it when the line does not say it, else nil.
  static func inferred(from context: ArgumentContext) -> Self?
}

extension FieldValue {
  package init(argument: String) throws(ArgumentMismatch) {
    try self.init(argument: argument, in: ArgumentContext())
  }

  package init(values: [JSON], in context: ArgumentContext) throws(ArgumentMismatch) {
    guard let value = values.first else { throw ArgumentMismatch("", is: Self.kind, rule: "a value is missing") }
    guard values.count == 1 else {
      throw ArgumentMismatch(values[1].argumentText, is: Self.kind, rule: "it is given twice")
    }
    try self.init(scalar: value, in: context)
  }

  /// Reads it from text, a number or a boolean, each by its word.
  init(scalar value: JSON, in context: ArgumentContext) throws(ArgumentMismatch) {
    switch value {
    case .string, .integer, .float, .digits, .boolean:
      try self.init(argument: value.argumentText, in: context)
    case .null, .array, .object:
      throw ArgumentMismatch(value.argumentText, is: Self.kind, rule: "\(value.kindName) cannot stand here")
    }
  }

  package init(parts: [String]) throws(WireMismatch) {
    guard parts.count == 1, let part = parts.first else { throw WireMismatch(.missing) }
    try self.init(wire: .string(part))
  }

  package var parts: [String] { [wire.argumentText] }
  package static func inferred(from context: ArgumentContext) -> Self? { nil }
}

/// What the session knows that a line may leave out.
package struct ArgumentContext: Sendable, Hashable {
  package var organization: OrganizationName?
  /// The `org_…` id that only the metrics use.
  package var organizationID: OrganizationID?
  /// The architecture that bare version ids refer to.
  package var architecture: ArchitectureID?

  package init(
    organization: OrganizationName? = nil, organizationID: OrganizationID? = nil, architecture: ArchitectureID? = nil
  ) {
    self.organization = organization
    self.organizationID = organizationID
    self.architecture = architecture
  }
}

/// The kinds of field values; usage lines and messages name them.
package indirect enum ValueKind: Sendable, Hashable {
  case text, integer, number, boolean, json
  case organization, organizationID, architecture, endpoint, model, version, selector, alias, s3, suffix
  case messages
  case choice([String])
  case list(ValueKind)

  /// What it is called in a message: `an alias`.
  package var phrase: String {
    switch self {
    case .text: "a text"
    case .integer: "an integer"
    case .number: "a number"
    case .boolean: "true or false"
    case .json: "a value"
    case .organization: "an organisation name"
    case .organizationID: "an organisation id"
    case .architecture: "an architecture"
    case .endpoint: "an endpoint id"
    case .model: "a model name"
    case .version: "a version"
    case .selector: "a version id or alias"
    case .alias: "an alias"
    case .s3: "an S3 location"
    case .suffix: "a fingerprint suffix"
    case .messages: "messages"
    case .choice(let words): "one of \(words.joined(separator: ", "))"
    case .list(let kind): kind.phrase
    }
  }

  /// What stands for it in a usage line, without brackets: `version`.
  package var placeholder: String {
    switch self {
    case .text: "text"
    case .integer: "n"
    case .number: "x"
    case .boolean: "true|false"
    case .json: "value"
    case .organization: "org"
    case .organizationID: "org-id"
    case .architecture: "arch"
    case .endpoint: "endpoint"
    case .model: "model"
    case .version: "version"
    case .selector: "version"
    case .alias: "alias"
    case .s3: "s3-location"
    case .suffix: "suffix"
    case .messages: "prompt"
    case .choice(let words): words.joined(separator: "|")
    case .list(let kind): kind.placeholder
    }
  }

  package var isList: Bool { if case .list = self { true } else { false } }
}

/// A word that cannot be what its place wants.
package struct ArgumentMismatch: Error, Sendable, Hashable {
  /// The word, as it was given.
  package let argument: String
  package let kind: ValueKind
  /// The rule in words, lower case, no full stop.
  package let rule: String

  package init(_ argument: String, is kind: ValueKind, rule: String) {
    self.argument = argument
    self.kind = kind
    self.rule = rule
  }

  /// What happened: `'Prod' is not an alias`.
  package var headline: String {
    switch kind {
    case .choice: "'\(argument)' is not allowed here"
    case .text, .integer, .number, .boolean, .json, .organization, .organizationID, .architecture, .endpoint, .model,
      .version,
      .selector, .alias, .s3, .suffix, .messages, .list:
      "'\(argument)' is not \(kind.phrase)"
    }
  }

  package var message: String { "\(headline): \(rule)" }
}

extension JSON {
  /// Text as it is, everything else as its JSON.
  package var argumentText: String { string ?? text }
}
