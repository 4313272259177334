import CBSDiagnostics

extension CheckingWalk {
  /// Checks what stands right of `=` or in parentheses.
  mutating func check(_ value: Rhs) {
    switch value {
    case .pipeline(let pipeline, _): _ = check(pipeline)
    case .expression(let expression): check(expression)
    }
  }

  /// Checks an expression and all in it.
  mutating func check(_ expression: Expression) {
    switch expression.kind {
    case .literal, .raw, .broken: break
    case .path(let path): check(path)
    case .element(let steps): checkElement(steps, at: expression.span)
    case .string(let parts): check(parts)
    case .group(let value, let steps):
      check(value)
      check(steps, of: fields(of: value))
    case .list(let elements): for element in elements { check(element) }
    case .record(let entries): for entry in entries { check(entry.value) }
    case .call(let name, let arguments, let steps):
      checkCall(name, arguments)
      check(steps, of: nil)
    case .unary(_, let operand): check(operand)
    case .binary(_, let left, let right):
      check(left)
      check(right)
    }
  }

  /// Checks a variable and the fields behind it.
  mutating func check(_ path: Path) {
    let variable = use(path.name, at: path.span.isEmpty ? path.name.span : Span(path.span.lower, path.name.span.upper))
    check(path.steps, of: variable?.fields)
  }

  /// Checks the holes of a string.
  mutating func check(_ parts: [StringPart]) {
    for part in parts {
      switch part {
      case .text: break
      case .path(let path): check(path)
      case .group(let value): check(value)
      }
    }
  }

  /// Checks what a word holds; what it is for is the binding's to judge.
  mutating func check(_ word: Word) {
    switch word.kind {
    case .bare, .raw: break
    case .string(let parts): check(parts)
    case .path(let path): check(path)
    case .group(let value): check(value)
    case .list(let elements): for element in elements { check(element) }
    case .record(let entries): for entry in entries { check(entry.value) }
    }
  }

  /// Checks an expression in which `.name` is a field of a value with `fields`.
  mutating func checkElement(_ expression: Expression, of fields: [Signature.FieldShape]?) {
    let outer = element
    element = Element(fields)
    check(expression)
    element = outer
  }

  private mutating func checkElement(_ steps: [PathStep], at span: Span) {
    switch element {
    case .none:
      report(.noElement(at: span))
    case .unknown: check(steps, of: nil)
    case .fields(let fields): check(steps, of: fields)
    }
  }

  private mutating func checkCall(_ name: Name, _ arguments: [Expression]) {
    if let function = functions[name.text] {
      if !function.arity.contains(arguments.count) {
        report(.argumentCount(function, given: arguments.count, at: name.span))
      }
    } else if !isDefinition(name.text) {
      report(.unknownFunction(name, nearest: name.text.nearest(among: functions.keys.sorted())))
    }
    for argument in arguments { check(argument) }
  }

  /// Checks the steps behind a value whose fields are `known`; behind what is not known nothing is judged.
  mutating func check(_ steps: [PathStep], of known: [Signature.FieldShape]?) {
    var fields = known
    for step in steps {
      switch step {
      case .field(let name, let isOptional):
        guard let shapes = fields else { continue }
        let shape = shapes.first { $0.name == name.text }
        if shape == nil, !isOptional { report(.unknownField(name, of: shapes)) }
        fields = shape?.fields
      case .index(let index):
        check(index)
        // `[0]` takes an element of a list of such records; any other index may take a field.
        if case .literal(.integer) = index.kind { continue }
        fields = nil
      }
    }
  }
}
