package import CBSValues


/// Where a field travels.
package enum Place: Sendable, Hashable {
  case path, query, body
  /// Only on the command line; `Endpoint.complete` makes something of it.
  case line
}

/// How a field stands on a line.
package enum Syntax: Sendable, Hashable {
  /// One word, by its position.
  case word
  /// All words that are left.
  case words
  /// `--name value`; the name without hyphens.
  case flag(String)
  /// A boolean: `--name` alone says true.
  case toggle(String)
  /// Not on a line: set by the program.
  case hidden

  package var flagName: String? {
    switch self {
    case .flag(let name), .toggle(let name): name
    case .word, .words, .hidden: nil
    }
  }

  package var isPositional: Bool { self == .word || self == .words }
}

/// What Tab offers for a field.
package enum Completion: Sendable, Hashable {
  case architectures, versions, aliases, endpoints, s3, files, models, profiles, none
  case values([String])
}

/// A field of a request, whatever it holds.
package protocol AnyField: Sendable {
  /// Wire names: one per path placeholder; in a body dots nest.
  var names: [String] { get }
  var place: Place { get }
  var summary: String { get }
  var completion: Completion { get }
  var syntax: Syntax { get }
  var isRequired: Bool { get }
  var kind: ValueKind { get }
  /// Limits of a number, both allowed.
  var range: ClosedRange<Double>? { get }
  /// Reads what a line or a script gave. Never called with an empty list.
  func read(values: [JSON], in context: ArgumentContext) throws(ArgumentMismatch) -> any FieldValue
  func read(wire: JSON) throws(WireMismatch) -> any FieldValue
  func read(parts: [String]) throws(WireMismatch) -> any FieldValue
  func inferred(from context: ArgumentContext) -> (any FieldValue)?
}

extension AnyField {
  /// What tells the fields of one endpoint apart.
  package var id: String { place == .line ? "--" + names.joined(separator: "+") : names.joined(separator: "+") }

  /// What messages and usage lines call it.
  package var label: String { syntax.flagName.map { "--" + $0 } ?? kind.placeholder }

  /// How it stands in a usage line: `<arch>`, `<alias>…`, `[--suffix <suffix>]`.
  package var usage: String {
    let text: String
    switch syntax {
    case .word: text = "<\(kind.placeholder)>"
    case .words: text = "<\(kind.placeholder)>…"
    case .flag(let name): text = "--\(name) <\(kind.placeholder)>" + (kind.isList ? "…" : "")
    case .toggle(let name): text = "--\(name)"
    case .hidden: return ""
    }
    return isRequired && syntax.isPositional ? text : "[\(text)]"
  }

  /// Whether `other` is this field.
  package func isSame(as other: some AnyField) -> Bool { id == other.id }
}

/// A field that every call has.
package struct Field<Value: FieldValue>: AnyField {
  package let names: [String]
  package let place: Place
  package let summary: String
  package let completion: Completion
  package let syntax: Syntax
  package let range: ClosedRange<Double>?
  package var isRequired: Bool { true }

  /// - Parameter syntax: one word unless said otherwise; a list takes the words that are left.
  package init(
    _ names: [String], in place: Place, _ summary: String, completing completion: Completion = .none,
    syntax: Syntax? = nil, within range: ClosedRange<Double>? = nil
  ) {
    self.names = names
    self.place = place
    self.summary = summary
    self.completion = completion
    self.syntax = syntax ?? (Value.kind.isList ? .words : .word)
    self.range = range
  }

  package init(
    _ name: String, in place: Place, _ summary: String, completing completion: Completion = .none,
    syntax: Syntax? = nil, within range: ClosedRange<Double>? = nil
  ) {
    self.init([name], in: place, summary, completing: completion, syntax: syntax, within: range)
  }
}

/// A field that a call may leave out: a flag, unless said otherwise.
package struct OptionalField<Value: FieldValue>: AnyField {
  package let names: [String]
  package let place: Place
  package let summary: String
  package let completion: Completion
  package let syntax: Syntax
  package let range: ClosedRange<Double>?
  package var isRequired: Bool { false }

  /// - Parameter flag: the wire name's last part with hyphens, unless said otherwise; of a list it may be repeated.
  package init(
    _ name: String, in place: Place, _ summary: String, flag: String? = nil,
    completing completion: Completion = .none, syntax: Syntax? = nil, within range: ClosedRange<Double>? = nil
  ) {
    self.names = [name]
    self.place = place
    self.summary = summary
    self.completion = completion
    let last = String(name.split(separator: ".").last ?? "")
    self.syntax = syntax ?? .flag(flag ?? String(last.map { $0 == "_" ? "-" : $0 }))
    self.range = range
  }
}

/// What both kinds of field read the same way.
package protocol TypedField: AnyField {
  associatedtype Value: FieldValue
}

extension Field: TypedField {}
extension OptionalField: TypedField {}

extension TypedField {
  package var kind: ValueKind { Value.kind }

  package func read(values: [JSON], in context: ArgumentContext) throws(ArgumentMismatch) -> any FieldValue {
    let value = try Value(values: values, in: context)
    if let problem = rangeProblem(of: value) {
      throw ArgumentMismatch(values.last?.argumentText ?? "", is: kind, rule: problem.rule)
    }
    return value
  }

  package func read(wire: JSON) throws(WireMismatch) -> any FieldValue {
    let value = try Value(wire: wire)
    if let problem = rangeProblem(of: value) { throw WireMismatch(problem.mismatch) }
    return value
  }

  package func read(parts: [String]) throws(WireMismatch) -> any FieldValue {
    let value = try Value(parts: parts)
    if let problem = rangeProblem(of: value) { throw WireMismatch(problem.mismatch) }
    return value
  }

  package func inferred(from context: ArgumentContext) -> (any FieldValue)? { Value.inferred(from: context) }

  private func rangeProblem(of value: Value) -> (rule: String, mismatch: WireMismatch.Problem)? {
    guard let range, let number = value.wire.double, !range.contains(number) else { return nil }
    let rule =
      range.upperBound.isFinite
      ? "from \(range.lowerBound.plainText) to \(range.upperBound.plainText) is allowed"
      : "\(range.lowerBound.plainText) or more is allowed"
    return (rule, number < range.lowerBound ? .below(range.lowerBound) : .above(range.upperBound))
  }
}
