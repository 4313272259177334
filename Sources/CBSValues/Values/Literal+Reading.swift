extension Literal {
  /// The value of a text where a parameter of `kind` stands: `42`, `-1`, `true`, `30m`, `10GiB`. Nil where it is none.
  package init?(reading text: String, as kind: ParameterType.Kind) {
    switch (kind, text) {
    case (.boolean, "true"): self = .boolean(true)
    case (.boolean, "false"): self = .boolean(false)
    case (.string, _), (.uri, _), (.time, _), (.list, _), (.record, _), (.reference, _), (.any, _), (.boolean, _):
      return nil
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

extension Value {
  /// The value that a literal stands for.
  package init(literal: Literal) {
    switch literal {
    case .null: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .integer(let number): self = .integer(number)
    case .float(let number): self = .float(number)
    case .duration(let nanoseconds): self = .duration(nanoseconds)
    case .size(let bytes): self = .size(bytes)
    }
  }
}
