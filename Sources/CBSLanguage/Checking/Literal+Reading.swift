extension Literal {
  /// The value of a text where a parameter of `kind` stands: `42`, `-1`, `true`, `30m`, `10GiB`. Nil where it is none.
  package init?(reading text: String, as kind: ParameterType.Kind) {
    switch (kind, text) {
    case (.boolean, "true"): self = .boolean(true)
    case (.boolean, "false"): self = .boolean(false)
    case (.text, _), (.reference, _), (.any, _), (.boolean, _): return nil
    case (.integer, _), (.number, _), (.duration, _), (.size, _):
      let isNegative = text.hasPrefix("-")
      guard case .literal(let literal) = NumberLiteral(isNegative ? String(text.dropFirst()) : text) else {
        // The smallest integer has no positive twin.
        guard kind == .integer || kind == .number, let number = Int64(text) else { return nil }
        self = .integer(number)
        return
      }
      switch (kind, literal) {
      case (.integer, .integer), (.number, .integer), (.number, .float), (.duration, .duration): break
      case (.size, .size) where !isNegative: break
      default: return nil
      }
      self = isNegative ? literal.negated : literal
    }
  }

  private var negated: Literal {
    switch self {
    case .integer(let number): .integer(-number)
    case .float(let number): .float(-number)
    case .duration(let nanoseconds): .duration(nanoseconds: -nanoseconds)
    case .null, .boolean, .size: self
    }
  }
}

extension ParameterType.Kind {
  /// How messages call it: `an integer`.
  package var article: String {
    switch self {
    case .text: "a text"
    case .integer: "an integer"
    case .number: "a number"
    case .boolean: "true or false"
    case .duration: "a duration"
    case .size: "a size"
    case .reference: "a name, a number or a record"
    case .any: "a value"
    }
  }

  /// What such a value looks like, for hints.
  package var specimen: String? {
    switch self {
    case .text, .reference, .any: nil
    case .integer: "7"
    case .number: "0.5"
    case .boolean: "true"
    case .duration: "30s or 5m"
    case .size: "10GiB"
    }
  }
}
