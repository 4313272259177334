import CBSDiagnostics
import CBSValues

extension CheckingWalk {
  /// Checks a variable and what is read of it.
  mutating func check(_ path: Path) -> Known {
    guard let index = use(path.name, at: path.nameSpan) else {
      _ = check(path.steps, of: .any)
      return .nothing
    }
    if path.steps.isEmpty { return Known(variables[index].type, variables[index].constant) }
    return Known(check(path.steps, of: variables[index].type))
  }

  /// Checks `.name` where the element of a stage or the answer of a `wait` is meant.
  mutating func checkElement(_ steps: [PathStep], at span: Span) -> Known {
    if element == nil { report(.noElement(at: span)) }
    return Known(check(steps, of: element ?? .any))
  }

  /// Checks the steps behind a value and gives what they lead to. Behind a fault nothing is known.
  mutating func check(_ steps: [PathStep], of start: ValueType) -> ValueType {
    var type = start
    for step in steps {
      switch step {
      case .field(let name, let isOptional): type = field(name, of: type, isOptional: isOptional)
      case .index(let index): type = element(at: check(index), of: type, index.span)
      }
    }
    return type
  }

  private mutating func field(_ name: Name, of type: ValueType, isOptional: Bool) -> ValueType {
    switch type {
    case .any, .record(nil): return .any
    case .record(let fields?):
      if let shape = fields.first(where: { $0.name == name.text }) { return shape.type }
      // What may be missing is another matter than a slip.
      if !isOptional || (name.text.count > 2 && name.text.nearest(among: fields.map(\.name)) != nil) {
        reportType(.unknownField(name, of: fields))
      }
      return .any
    case .null, .boolean, .integer, .number, .string, .duration, .size, .time, .secret, .list:
      // What is not there may be null instead.
      if !isOptional { reportType(.fieldOfOther(name, type)) }
      return .any
    }
  }

  private mutating func element(at index: Known, of type: ValueType, _ span: Span) -> ValueType {
    switch type {
    case .any: return .any
    case .list(let element):
      if index.type.isRefused(by: ValueType.integer) || index.type.isNull || index.type.isSecret {
        reportType(.badIndex(index.type, into: type, at: span))
      }
      return element
    case .record(let fields):
      if index.type.isRefused(by: ValueType.string) || index.type.isNull || index.type.isSecret {
        reportType(.badIndex(index.type, into: type, at: span))
        return .any
      }
      guard let fields, let name = index.text else { return .any }
      if let shape = fields.first(where: { $0.name == name }) { return shape.type }
      reportType(.unknownField(Name(name, at: span), of: fields))
      return .any
    case .null, .boolean, .integer, .number, .string, .duration, .size, .time, .secret:
      reportType(.badIndex(index.type, into: type, at: span))
      return .any
    }
  }
}
