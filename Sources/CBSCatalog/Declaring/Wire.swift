package import CBSValues

/// How an endpoint's parameters become a request, and a request becomes them again.
package struct Wire: Sendable {
  package let method: Method
  package let template: PathTemplate
  package let fields: [WireField]
  /// Scheme and host of the public service where they are not those of the API, else nil.
  package let publicOrigin: String?

  /// - Parameters:
  ///   - path: with `{placeholders}`, which the parameters of `filling` fill in order.
  ///   - body: names of members, in which dots nest.
  ///   - line: parameters of the command line alone; `Endpoint.complete` makes something of them.
  package init(
    _ method: Method, _ path: String, filling: [any WireParameter] = [], query: [(String, any WireParameter)] = [],
    body: [(String, any WireParameter)] = [], line: [any WireParameter] = [], publicOrigin: String? = nil
  ) {
    self.method = method
    template = PathTemplate(path)
    self.publicOrigin = publicOrigin
    var names = template.names[...]
    var fields: [WireField] = []
    for parameter in filling {
      let field = parameter.field(in: .path, names: [])
      fields.append(field.named(Array(names.prefix(field.partCount))))
      names = names.dropFirst(field.partCount)
    }
    fields += query.map { name, parameter in parameter.field(in: .query, names: [name]) }
    fields += body.map { name, parameter in parameter.field(in: .body, names: [name]) }
    fields += line.map { $0.field(in: .line, names: []) }
    self.fields = fields
  }

  /// The members that lead to a parameter in the body, outermost first.
  package func names(of parameter: some WireParameter) -> [String] {
    let field = fields.first { $0.id == parameter.erased.name && $0.place == .body }
    return field?.names.first.map { $0.split(separator: ".").map(String.init) } ?? []
  }
}

/// A parameter that an endpoint sends.
package protocol WireParameter: ParameterDeclaration {
  /// How it travels: in `place`, under `names`.
  func field(in place: WireField.Place, names: [String]) -> WireField
}

/// Where a parameter travels, and how it is read and written there.
package struct WireField: Sendable {
  package enum Place: Sendable, Hashable {
    case path, query, body
    /// Only on the command line.
    case line
  }

  /// The parameter that is sent.
  package let parameter: AnyParameter
  /// Which part of a request has it.
  package let place: Place
  /// Wire names: one per path placeholder; of a body's member its path, in which dots nest.
  package private(set) var names: [String]
  /// Whether every request has it.
  package let isRequired: Bool
  /// How many placeholders it fills.
  let partCount: Int
  private let reading: @Sendable (JSON) throws(WireMismatch) -> any WireValue
  private let readingParts: @Sendable ([String]) throws(WireMismatch) -> any WireValue
  private let resolving: @Sendable (any ParameterValue, ArgumentContext) throws(ArgumentMismatch) -> (any WireValue)?
  private let inferring: @Sendable (ArgumentContext) -> (any WireValue)?

  init<Content: WireContent>(
    _ parameter: AnyParameter, in place: Place, names: [String], isRequired: Bool, as content: Content.Type
  ) {
    self.parameter = parameter
    self.place = place
    self.names = names
    self.isRequired = isRequired
    partCount = Content.Wire.partCount
    reading = { (json) throws(WireMismatch) in try Content.Wire(wire: json) }
    readingParts = { (parts) throws(WireMismatch) in try Content.Wire(parts: parts) }
    resolving = { (content, context) throws(ArgumentMismatch) in
      try (content as? Content)?.resolved(in: context)
    }
    inferring = { Content.inferred(from: $0) }
  }

  /// What tells the fields of one endpoint apart.
  package var id: String { parameter.name }

  func named(_ names: [String]) -> Self {
    var field = self
    field.names = names
    return field
  }

  func read(wire: JSON) throws(WireMismatch) -> any WireValue { try inRange(try reading(wire)) }
  func read(parts: [String]) throws(WireMismatch) -> any WireValue { try inRange(try readingParts(parts)) }

  /// What is sent of what the parameter holds; nil where it was left out.
  package func resolve(
    _ content: any ParameterValue, in context: ArgumentContext
  ) throws(ArgumentMismatch) -> (any WireValue)? {
    try resolving(content, context)
  }

  /// What the session knows of it; nil where it knows nothing.
  package func inferred(from context: ArgumentContext) -> (any WireValue)? { inferring(context) }

  private func inRange(_ value: any WireValue) throws(WireMismatch) -> any WireValue {
    guard let range = parameter.range, let number = value.wire.double, !range.contains(number) else { return value }
    throw WireMismatch(number < range.lowerBound ? .below(range.lowerBound) : .above(range.upperBound))
  }
}

extension Parameter: WireParameter where Content: WireContent {
  /// A flag that may be repeated may be left out; another one is required where its content is: the session knows it.
  package func field(in place: WireField.Place, names: [String]) -> WireField {
    let isRequired = Content.isRequired && !(Content.isRepeated && erased.isFlag)
    return WireField(erased, in: place, names: names, isRequired: isRequired, as: Content.self)
  }
}

extension Switch: WireParameter {
  /// Sent as `true` where it is given.
  package func field(in place: WireField.Place, names: [String]) -> WireField {
    WireField(erased, in: place, names: names, isRequired: false, as: Bool?.self)
  }
}
