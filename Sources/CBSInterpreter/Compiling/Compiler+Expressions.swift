import CBSDiagnostics
import CBSLanguage
import CBSValues

extension Compiler {
  /// Compiles a value into `into`, or into whichever register suits; answers which.
  ///
  /// `into` is written by the last instruction alone: where an earlier one fails it keeps what it has.
  @discardableResult
  mutating func value(_ expression: Expression, into: Register? = nil) throws(Failure) -> Register {
    if let kept = frame.kept[expression.span] {
      if !frame.isExplaining {
        try evaluate(expression, into: kept.value)
        emit(.boolean(into: kept.flag, true))
      }
      guard let into else { return kept.value }
      emit(.move(into: into, from: kept.value))
      return into
    }
    if into == nil, let register = localVariable(expression) { return register }
    let register = into ?? frame.reserve()
    try evaluate(expression, into: register)
    return register
  }

  /// The register of an expression that is nothing but a variable of this frame.
  private func localVariable(_ expression: Expression) -> Register? {
    switch expression.kind {
    case .path(let path) where path.steps.isEmpty: frame.register(of: path.name.text)
    case .element(let steps) where steps.isEmpty: frame.elements.last
    case .group(.expression(let inner), let steps) where steps.isEmpty: localVariable(inner)
    default: nil
    }
  }

  /// The variable an expression is taken from, however deep.
  func source(of expression: Expression) -> VariablePlace? {
    switch expression.kind {
    case .path(let path): try? variable(path.name.text, at: path.span)
    case .group(.expression(let inner), _): source(of: inner)
    default: nil
    }
  }

  private mutating func evaluate(_ expression: Expression, into: Register) throws(Failure) {
    let span = expression.span
    switch expression.kind {
    case .literal(let literal): constant(Value(literal: literal), into: into)
    case .raw(let text): constant(.string(text), into: into)
    case .string(let parts): try join(parts, at: span, into: into)
    case .path(let path): try self.path(path, into: into)
    case .element(let path):
      guard let element = frame.elements.last else { throw Failure(span: span) }
      try steps(path, from: element, at: span, source: nil, into: into)
    case .group(.expression(let inner), let path):
      guard !path.isEmpty else {
        try value(inner, into: into)
        return
      }
      let base = try value(inner)
      try steps(path, from: base, at: inner.span, source: source(of: inner), into: into)
    case .group(let rhs, let path):
      guard !path.isEmpty else { return try value(rhs, into: into) }
      let base = frame.reserve()
      try value(rhs, into: base)
      try steps(path, from: base, at: rhs.span, source: nil, into: into)
    case .list(let elements):
      let first = try arguments(elements)
      emit(.list(into: into, first: first, count: Int32(elements.count)), site: Site(span: span))
    case .record(let entries): try record(entries, at: span, into: into)
    case .call(let name, let arguments, let path):
      guard !path.isEmpty else { return try call(name, arguments, at: span, into: into) }
      let base = frame.reserve()
      try call(name, arguments, at: span, into: base)
      try steps(path, from: base, at: span, source: nil, into: into)
    case .unary(let symbol, let operand): try unary(symbol, operand, at: span, into: into)
    case .binary(let symbol, let left, let right): try binary(symbol, left, right, at: span, into: into)
    case .broken: throw Failure(span: span)
    }
  }

  /// Compiles what stands right of `=` or in parentheses.
  mutating func value(_ rhs: Rhs, into: Register) throws(Failure) {
    switch rhs {
    case .expression(let expression): try value(expression, into: into)
    case .pipeline(let pipeline, isTried: false): try self.pipeline(pipeline, isCaptured: true, into: into)
    case .pipeline(let pipeline, isTried: true): try tried(pipeline, into: into)
    }
  }

  /// A value that stands in the text.
  mutating func constant(_ value: Value, into: Register) {
    switch value {
    case .null: emit(.null(into: into))
    case .boolean(let flag): emit(.boolean(into: into, flag))
    case .integer(let number) where Int32(exactly: number) != nil: emit(.integer(into: into, Int32(number)))
    case .integer, .float, .digits, .string, .duration, .size, .time, .list, .record, .secret:
      program.constants.append(value)
      emit(.constant(into: into, Int32(program.constants.count - 1)))
    }
  }

  /// Compiles values into neighbouring registers; answers the first.
  mutating func arguments(_ expressions: [Expression]) throws(Failure) -> Register {
    let first = frame.reserve(expressions.count)
    for (index, expression) in expressions.enumerated() {
      let next = frame.next
      try value(expression, into: first + Register(index))
      frame.next = next
    }
    return first
  }

  mutating func record(_ entries: [RecordEntry], at span: Span, into: Register) throws(Failure) {
    let first = try arguments(entries.map(\.value))
    program.keys.append(entries.map(\.key.text))
    emit(.record(into: into, first: first, keys: Int32(program.keys.count - 1)), site: Site(span: span))
  }

  /// The texts of `parts` one behind the other.
  mutating func join(_ parts: [StringPart], at span: Span, into: Register) throws(Failure) {
    if let text = parts.knownText { return constant(.string(text), into: into) }
    if case .path(let path)? = parts.first, path.steps.isEmpty, frame.register(of: path.name.text) == into,
      parts.dropFirst().allSatisfy({ $0.isPure })
    {
      // `set $text = "${text}…"`
      let first = try pieces(parts.dropFirst())
      return emit(.joinOnto(into: into, first: first, count: Int32(parts.count - 1)), site: Site(span: span))
    }
    let first = try pieces(parts[...])
    emit(.join(into: into, first: first, count: Int32(parts.count)), site: Site(span: span))
  }

  private mutating func pieces(_ parts: ArraySlice<StringPart>) throws(Failure) -> Register {
    let first = frame.reserve(parts.count)
    for (index, part) in parts.enumerated() {
      let (register, next) = (first + Register(index), frame.next)
      switch part {
      case .text(let text): constant(.string(text), into: register)
      case .path(let path): try self.path(path, into: register)
      case .group(let rhs): try value(rhs, into: register)
      }
      frame.next = next
    }
    return first
  }

  // MARK: Variables

  /// A variable with the steps after it.
  mutating func path(_ path: Path, into: Register) throws(Failure) {
    let place = try variable(path.name.text, at: path.span)
    let span = Span(path.span.lower, path.name.span.upper)
    guard place.isGlobal else {
      return try steps(path.steps, from: place.register, at: span, source: place, into: into)
    }
    let base = path.steps.isEmpty ? into : frame.reserve()
    emit(.loadGlobal(into: base, global: place.register), site: Site(span: span))
    guard !path.steps.isEmpty else { return }
    try steps(path.steps, from: base, at: span, source: place, into: into)
  }

  /// Fields and elements behind the value in `base`.
  private mutating func steps(
    _ steps: [PathStep], from base: Register, at start: Span, source: VariablePlace?, into: Register
  ) throws(Failure) {
    guard !steps.isEmpty else { return emit(.move(into: into, from: base)) }
    var (from, span) = (base, start)
    for (number, step) in steps.enumerated() {
      let target = number + 1 == steps.count ? into : frame.reserve()
      let operand = Operand(span: span, register: from, variable: source)
      switch step {
      case .field(let name, let isOptional):
        program.names.append(name)
        let index = Int32(program.names.count - 1)
        let site = Site(span: name.span, operands: [operand])
        emit(
          isOptional
            ? .optionalField(into: target, from: from, name: index) : .field(into: target, from: from, name: index),
          site: site)
        span = span.union(name.span)
      case .index(let index):
        let key = try value(index)
        let site = Site(
          span: index.span,
          operands: [operand, Operand(span: index.span, register: key, variable: self.source(of: index))])
        emit(.index(into: target, from: from, key), site: site)
        // With the bracket that closes it.
        span = Span(span.lower, index.span.upper + 1)
      }
      from = target
    }
  }

  // MARK: Functions

  /// A function of expressions, or a `def` called as one.
  private mutating func call(
    _ name: Name, _ expressions: [Expression], at span: Span, into: Register
  ) throws(Failure) {
    if let definition = definitions[name.text] {
      guard definition.parameters.count == expressions.count else { throw Failure(span: name.span) }
      let first = try arguments(expressions)
      let given = expressions.map { (span: $0.span, variable: source(of: $0)) }
      return call(definition, first: first, given, at: name.span, into: into)
    }
    guard let function = Functions.named[name.text], function.signature.arity.contains(expressions.count) else {
      throw Failure(span: name.span)
    }
    let first = try arguments(expressions)
    program.functions.append(FunctionCall(function: function, first: first, count: Int32(expressions.count)))
    let operands = expressions.enumerated().map { index, expression in
      Operand(span: expression.span, register: first + Register(index), variable: source(of: expression))
    }
    emit(
      .function(into: into, Int32(program.functions.count - 1)), site: Site(span: span, operands: operands))
  }

  /// A `def` whose arguments are in neighbouring registers at the end of the frame.
  mutating func call(
    _ definition: Definition, first: Register, _ given: [(span: Span, variable: VariablePlace?)], at span: Span,
    into: Register
  ) {
    let origins = given.map { (variable: $0.variable, row: $0.variable == nil ? origin($0.span) : 0) }
    program.calls.append(
      RoutineCall(
        routine: definition.routine, first: first, spans: given.map(\.span), origins: origins, span: span))
    emit(.call(into: into, Int32(program.calls.count - 1)), site: Site(span: span))
  }
}
