import CBSDiagnostics
import CBSLanguage
import CBSValues

extension Compiler {
  /// Compiles `-` and `not`.
  mutating func unary(
    _ symbol: UnaryOperator, _ operand: Expression, at span: Span, into: Register
  ) throws(Failure) {
    if symbol == .negate, case .literal(let literal) = operand.kind,
      let negated = try? Value(literal: literal).negated()
    {
      return constant(negated, into: into)
    }
    let (next, register) = (frame.next, try value(operand))
    let site = Site(
      span: span, operands: [Operand(span: operand.span, register: register, variable: source(of: operand))])
    emit(symbol == .negate ? .negate(into: into, register) : .not(into: into, register), site: site)
    frame.next = next
  }

  /// Compiles a binary operator.
  mutating func binary(
    _ symbol: BinaryOperator, _ left: Expression, _ right: Expression, at span: Span, into: Register
  ) throws(Failure) {
    if symbol == .and || symbol == .or {
      let (isFalse, end) = (newLabel(), newLabel())
      try branch(Expression(.binary(symbol, left, right), at: span), to: isFalse, when: false)
      emit(.boolean(into: into, true))
      emit(.jump(end), to: end)
      place(isFalse)
      emit(.boolean(into: into, false))
      return place(end)
    }
    let next = frame.next
    if symbol == .add || symbol == .subtract, let number = right.smallInteger, number != .min {
      let register = try value(left)
      let operand = Operand(span: left.span, register: register, variable: source(of: left))
      emit(
        .addInteger(into: into, register, symbol == .add ? number : -number),
        site: Site(span: span, symbol: symbol, operands: [operand]))
      return frame.next = next
    }
    let (first, second, site) = try operands(symbol, left, right, at: span)
    switch symbol {
    case .add: emit(.add(into: into, first, second), site: site)
    case .subtract: emit(.subtract(into: into, first, second), site: site)
    case .multiply: emit(.multiply(into: into, first, second), site: site)
    case .and, .or, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contained, .matches, .divide,
      .remainder:
      emit(.binary(into: into, first, second), site: site)
    }
    frame.next = next
  }

  private mutating func operands(
    _ symbol: BinaryOperator, _ left: Expression, _ right: Expression, at span: Span
  ) throws(Failure) -> (left: Register, right: Register, site: Site) {
    // A command on the right may change the variable on the left: then its value is taken before.
    let first = try right.isPure ? value(left) : value(left, into: frame.reserve())
    let second = try value(right)
    let site = Site(
      span: span, symbol: symbol,
      operands: [
        Operand(span: left.span, register: first, variable: source(of: left)),
        Operand(span: right.span, register: second, variable: source(of: right)),
      ])
    return (first, second, site)
  }

  // MARK: Conditions

  /// Goes to `label` when the condition is `wanted`, else on to the next instruction.
  mutating func branch(_ condition: Expression, to label: Label, when wanted: Bool) throws(Failure) {
    guard frame.kept[condition.span] == nil else { return try test(condition, to: label, when: wanted) }
    switch condition.kind {
    case .binary(let symbol, let left, let right) where symbol == .and || symbol == .or:
      // `and` is decided by a false side, `or` by a true one.
      let deciding = symbol == .or
      if wanted == deciding {
        try branch(left, to: label, when: wanted)
        try branch(right, to: label, when: wanted)
      } else {
        let other = newLabel()
        try branch(left, to: other, when: deciding)
        try branch(right, to: label, when: wanted)
        place(other)
      }
    case .unary(.not, let operand): try branch(operand, to: label, when: !wanted)
    case .group(.expression(let inner), let steps) where steps.isEmpty: try branch(inner, to: label, when: wanted)
    case .binary(.less, let left, let right) where right.smallInteger != nil:
      let next = frame.next
      let target = wanted ? newLabel() : label
      let register = try value(left)
      let operand = Operand(span: left.span, register: register, variable: source(of: left))
      emit(
        .jumpUnlessLessThan(register, integer: right.smallInteger ?? 0, target), to: target,
        site: Site(span: condition.span, operands: [operand]))
      if wanted {
        emit(.jump(label), to: label)
        place(target)
      }
      frame.next = next
    case .literal, .path, .element, .raw, .string, .group, .list, .record, .call, .unary, .binary, .broken:
      try test(condition, to: label, when: wanted)
    }
  }

  private mutating func test(_ condition: Expression, to label: Label, when wanted: Bool) throws(Failure) {
    let next = frame.next
    let register = try value(condition)
    let site = Site(
      span: condition.span,
      operands: [Operand(span: condition.span, register: register, variable: source(of: condition))])
    emit(wanted ? .jumpIfTrue(register, label) : .jumpIfFalse(register, label), to: label, site: site)
    frame.next = next
  }
}

extension Expression {
  /// Whether evaluating it runs no command and no `def`: then it may be evaluated again.
  ///
  /// A name that is no function is a `def`.
  var isPure: Bool {
    switch kind {
    case .literal, .raw, .broken: true
    case .path(let path): path.steps.allSatisfy(\.isPure)
    case .element(let steps): steps.allSatisfy(\.isPure)
    case .string(let parts): parts.allSatisfy(\.isPure)
    case .group(let rhs, let steps): rhs.isPure && steps.allSatisfy(\.isPure)
    case .list(let elements): elements.allSatisfy(\.isPure)
    case .record(let entries): entries.allSatisfy(\.value.isPure)
    case .call(let name, let arguments, let steps):
      Functions.named[name.text] != nil && arguments.allSatisfy(\.isPure) && steps.allSatisfy(\.isPure)
    case .unary(_, let operand): operand.isPure
    case .binary(_, let left, let right): left.isPure && right.isPure
    }
  }

  /// The integer that it is, where it fits into an instruction.
  fileprivate var smallInteger: Int32? {
    switch kind {
    case .literal(.integer(let number)): Int32(exactly: number)
    case .unary(.negate, let operand): operand.smallInteger.flatMap { $0 == .min ? nil : -$0 }
    case .literal, .path, .element, .raw, .string, .group, .list, .record, .call, .unary, .binary, .broken: nil
    }
  }

  /// Whether its value stands in the text.
  var isConstant: Bool {
    switch kind {
    case .literal, .raw: true
    case .string(let parts): parts.knownText != nil
    case .unary(.negate, let operand): operand.isConstant
    case .path, .element, .group, .list, .record, .call, .unary, .binary, .broken: false
    }
  }
}

extension Rhs {
  fileprivate var isPure: Bool { if case .expression(let expression) = self { expression.isPure } else { false } }
}

extension PathStep {
  fileprivate var isPure: Bool { if case .index(let index) = self { index.isPure } else { true } }
}

extension StringPart {
  var isPure: Bool {
    switch self {
    case .text: true
    case .path(let path): path.steps.allSatisfy(\.isPure)
    case .group(let rhs): rhs.isPure
    }
  }
}
