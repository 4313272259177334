package import CBSDiagnostics
package import CBSValues

/// An expression with its place.
package struct Expression: Sendable {
  package indirect enum Kind: Sendable {
    case literal(Literal)
    case path(Path)
    /// `.name.other`: of the element of a stage, or of the answer a `wait` looks at. `.` alone: the element itself.
    case element([PathStep])
    case raw(String)
    case string([StringPart])
    /// `( rhs )` with steps after it; a pipeline in it runs.
    case group(Rhs, [PathStep])
    case list([Expression])
    case record([RecordEntry])
    /// `name(args)`; steps may follow.
    case call(Name, [Expression], [PathStep])
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    case broken
  }

  package let kind: Kind
  package let span: Span
  package init(_ kind: Kind, at span: Span) {
    self.kind = kind
    self.span = span
  }
}

package enum UnaryOperator: String, Sendable {
  case negate = "-"
  case not
}

/// Binary operators; comparison does not chain.
package enum BinaryOperator: String, Sendable, CaseIterable {
  case or, and
  case equal = "==", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
  case contained = "in", matches = "~"
  case add = "+", subtract = "-", multiply = "*", divide = "/", remainder = "%"
}

/// `name.field?.other[0]`, written with `$` before it.
package struct Path: Sendable {
  package let name: Name
  package var steps: [PathStep]
  /// With the `$`.
  package let span: Span
  package init(name: Name, steps: [PathStep], at span: Span) {
    self.name = name
    self.steps = steps
    self.span = span
  }
}

package indirect enum PathStep: Sendable {
  /// `.name`; `isOptional` for `?.name`, which gives null where there is no such field.
  case field(Name, isOptional: Bool)
  case index(Expression)
}

/// `key: value`; the key is a name or a quoted text.
package struct RecordEntry: Sendable {
  package let key: Name
  package let value: Expression
  package init(key: Name, value: Expression) {
    self.key = key
    self.value = value
  }
}

/// A piece of `"…"`.
package indirect enum StringPart: Sendable {
  /// Text with its escapes resolved.
  case text(String)
  /// `$name.field` or `${path}`.
  case path(Path)
  /// `$( rhs )`
  case group(Rhs)
}
