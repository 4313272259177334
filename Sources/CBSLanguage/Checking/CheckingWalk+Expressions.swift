import CBSDiagnostics
import CBSValues

extension CheckingWalk {
  /// Checks what stands right of `=` or in parentheses.
  mutating func check(_ value: Rhs) -> Known {
    switch value {
    case .expression(let expression): return check(expression)
    case .pipeline(let pipeline, isTried: false): return Known(check(pipeline).type)
    case .pipeline(let pipeline, isTried: true):
      let type = judgement == .all ? tried(pipeline) : check(pipeline).type
      return Known(
        .record([.init("ok", "", .boolean), .init("value", "", type.bounded), .init("error", "", caughtType)]))
    }
  }

  private mutating func tried(_ pipeline: Pipeline) -> ValueType {
    judgement = .types
    defer { judgement = .all }
    return check(pipeline).type
  }

  /// Checks an expression and all in it.
  mutating func check(_ expression: Expression) -> Known {
    switch expression.kind {
    case .literal(let literal): return .literal(literal)
    case .raw(let text): return .text(text)
    case .path(let path): return check(path)
    case .element(let steps): return checkElement(steps, at: expression.span)
    case .string(let parts): return check(parts)
    case .group(let value, let steps):
      let known = check(value)
      return steps.isEmpty ? known : Known(check(steps, of: known.type))
    case .list(let elements): return checkList(elements)
    case .record(let entries): return checkRecord(entries)
    case .call(let name, let arguments, let steps):
      let type = checkCall(name, arguments, at: expression.span)
      return Known(steps.isEmpty ? type : check(steps, of: type))
    case .unary(let symbol, let operand): return checkUnary(symbol, operand, at: expression.span)
    case .binary(let symbol, let left, let right): return checkBinary(symbol, left, right, at: expression.span)
    case .broken: return .nothing
    }
  }

  // MARK: Compound values

  /// Checks the holes of a string; a secret in one makes it a secret.
  mutating func check(_ parts: [StringPart]) -> Known {
    var text: String? = ""
    var isSecret = false
    for part in parts {
      switch part {
      case .text(let piece):
        text?.append(piece)
        continue
      case .path(let path): if check(path).type.isSecret { isSecret = true }
      case .group(let value): if check(value).type.isSecret { isSecret = true }
      }
      text = nil
    }
    if let text { return .text(text) }
    return Known(isSecret ? .secret : .string)
  }

  mutating func checkList(_ elements: [Expression]) -> Known {
    var type: ValueType?
    for element in elements {
      let known = check(element).type
      type = type.map { $0.joined(known) } ?? known
    }
    return Known(.list(type?.bounded ?? .any))
  }

  mutating func checkRecord(_ entries: [RecordEntry]) -> Known {
    var fields: [FieldType]? = []
    var places: [String: Span] = [:]
    for entry in entries {
      let shape = FieldType(entry.key.text, "", check(entry.value).type.bounded)
      if let first = places.updateValue(entry.key.span, forKey: shape.name) {
        report(.repeatedKey(entry.key, first: first))
      } else {
        fields?.append(shape)
      }
      if let count = fields?.count, count > ValueType.fieldLimit { fields = nil }
    }
    return Known(.record(fields))
  }

  /// Checks what a word holds; what it is for is the binding's to judge.
  mutating func check(_ word: Word) -> Known {
    switch word.kind {
    case .bare(let text), .raw(let text): .text(text)
    case .string(let parts): check(parts)
    case .path(let path): check(path)
    case .group(let value): check(value)
    case .list(let elements): checkList(elements)
    case .record(let entries): checkRecord(entries)
    }
  }

  // MARK: Operators

  private mutating func checkUnary(_ symbol: UnaryOperator, _ operand: Expression, at span: Span) -> Known {
    guard symbol == .negate else {
      checkCondition(operand)
      return Known(.boolean)
    }
    let known = check(operand)
    switch known.type {
    case .integer, .number, .duration, .any:
      guard case .literal(let literal)? = known.constant else { return Known(known.type) }
      if let negated = literal.negatedOrNil { return .literal(negated) }
      reportValue(.overflow("-", at: span))
      return Known(known.type)
    case .null, .boolean, .string, .size, .time, .secret, .list, .record:
      reportType(.cannotNegate(known.type, at: span))
      return .nothing
    }
  }

  private mutating func checkBinary(
    _ symbol: BinaryOperator, _ left: Expression, _ right: Expression, at span: Span
  ) -> Known {
    if symbol == .and || symbol == .or {
      checkCondition(left)
      checkCondition(right)
      return Known(.boolean)
    }
    let (first, second) = (check(left), check(right))
    if symbol == .equal || symbol == .notEqual {
      // A text with holes may be a secret, so only a text that is written out counts.
      if (first.type.isSecret && second.text != nil) || (second.type.isSecret && first.text != nil) {
        reportType(.secretCompared(at: span))
      }
      return Known(.boolean)
    }
    guard let type = symbol.result(first.type, second.type) else {
      reportType(.wrongOperands(symbol, first.type, second.type, at: span))
      return .nothing
    }
    // What a variable holds may have been asked before, as in `if $n != 0 { … }`: only what is written out is certain.
    guard right.isLiteral else { return Known(type) }
    if symbol == .divide || symbol == .remainder, second.isZero { reportValue(.divisionByZero(at: span)) }
    if left.isLiteral, let left = first.integer, let right = second.integer, symbol.overflows(left, right) {
      reportValue(.overflow(symbol.rawValue, at: span))
    }
    return Known(type)
  }
}

extension BinaryOperator {
  /// Whether the result of two integers does not fit into 64 bits.
  fileprivate func overflows(_ left: Int64, _ right: Int64) -> Bool {
    switch self {
    case .add: left.addingReportingOverflow(right).overflow
    case .subtract: left.subtractingReportingOverflow(right).overflow
    case .multiply: left.multipliedReportingOverflow(by: right).overflow
    case .divide: right == -1 && left == .min
    case .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contained, .matches, .remainder:
      false
    }
  }
}

extension Literal {
  /// With the other sign; nil where that does not fit into 64 bits.
  fileprivate var negatedOrNil: Literal? {
    switch self {
    case .integer(let number): number == .min ? nil : .integer(-number)
    case .float(let number): .float(-number)
    case .duration(let nanoseconds): nanoseconds == .min ? nil : .duration(nanoseconds: -nanoseconds)
    case .null, .boolean, .size: self
    }
  }
}

extension Expression {
  /// Whether it is a number or word that is written out.
  fileprivate var isLiteral: Bool {
    switch kind {
    case .literal: true
    case .unary(.negate, let operand): operand.isLiteral
    case .path, .element, .raw, .string, .group, .list, .record, .call, .unary, .binary, .broken: false
    }
  }
}
