import CBSValues

/// What the checker knows of the value of an expression.
struct Known {
  /// A value that is the same in every run.
  enum Constant {
    case literal(Literal)
    case text(String)
  }

  let type: ValueType
  /// Nil where the run decides.
  let constant: Constant?

  init(_ type: ValueType, _ constant: Constant? = nil) {
    self.type = type
    self.constant = constant
  }

  /// Nothing is known; every use of it may be right.
  static let nothing = Known(.any)

  static func literal(_ literal: Literal) -> Known { Known(literal.valueType, .literal(literal)) }
  static func text(_ text: String) -> Known { Known(.string, .text(text)) }

  /// The integer it is in every run.
  var integer: Int64? {
    if case .literal(.integer(let number))? = constant { number } else { nil }
  }

  /// The text it is in every run.
  var text: String? {
    if case .text(let text)? = constant { text } else { nil }
  }

  /// Whether it is a number that nothing can be divided by.
  var isZero: Bool {
    guard case .literal(let literal)? = constant else { return false }
    switch literal {
    case .integer(let number), .duration(let number), .size(let number): return number == 0
    case .float(let number): return number == 0
    case .null, .boolean: return false
    }
  }
}
