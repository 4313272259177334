import CBSValues

extension BinaryOperator {
  /// What the operator gives; nil where it certainly fails on such values.
  ///
  /// The counterpart of what the interpreter computes. `and`, `or`, `==` and `!=` work on everything here; what the
  /// sides of the first two must be is a condition's affair.
  func result(_ left: ValueType, _ right: ValueType) -> ValueType? {
    switch self {
    case .and, .or, .equal, .notEqual: .boolean
    case .less, .lessOrEqual, .greater, .greaterOrEqual: Self.haveOrder(left, right) ? .boolean : nil
    case .contained: Self.mayHold(right, left) ? .boolean : nil
    case .matches: left.mayBeText && right.mayBeText ? .boolean : nil
    case .add: Self.sum(left, right)
    case .subtract: Self.difference(left, right)
    case .multiply: Self.product(left, right)
    case .divide: Self.quotient(left, right)
    case .remainder: Self.remainder(left, right)
    }
  }

  private static func haveOrder(_ left: ValueType, _ right: ValueType) -> Bool {
    switch (left, right) {
    case (.any, .null), (.null, .any): false
    case (.any, let other), (let other, .any): other.hasOrder
    case (.string, .string), (.duration, .duration), (.size, .size), (.time, .time), (.boolean, .boolean): true
    default: left.isNumeric && right.isNumeric
    }
  }

  private static func mayHold(_ whole: ValueType, _ part: ValueType) -> Bool {
    switch whole {
    case .any, .list: true
    case .record, .string: part.mayBeText
    case .null, .boolean, .integer, .number, .duration, .size, .time, .secret: false
    }
  }

  private static func sum(_ left: ValueType, _ right: ValueType) -> ValueType? {
    switch (left, right) {
    case (.duration, .duration): .duration
    case (.size, .size): .size
    case (.time, .duration), (.duration, .time): .time
    case (.string, .string): .string
    case (.secret, .string), (.string, .secret), (.secret, .secret): .secret
    case (.list(let left), .list(let right)): .list(left.joined(right))
    case (.record(let left?), .record(let right?)): .record(merged(left, right))
    case (.record, .record): .record(nil)
    case (.any, .any): .any
    case (.any, let other), (let other, .any):
      switch other {
      case .integer, .number: .number
      case .size: .size
      case .time: .time
      case .list: .list(.any)
      case .record: .record(nil)
      case .string, .secret, .duration, .any: .any
      case .null, .boolean: nil
      }
    default: numeric(left, right)
    }
  }

  private static func merged(
    _ left: [FieldType], _ right: [FieldType]
  ) -> [FieldType]? {
    var fields = left
    for field in right {
      if let index = fields.firstIndex(where: { $0.name == field.name }) {
        fields[index] = field
      } else {
        fields.append(field)
      }
    }
    return fields.count <= ValueType.fieldLimit ? fields : nil
  }

  private static func difference(_ left: ValueType, _ right: ValueType) -> ValueType? {
    switch (left, right) {
    case (.duration, .duration), (.time, .time): .duration
    case (.size, .size): .size
    case (.time, .duration): .time
    case (.any, .any), (.any, .duration), (.time, .any): .any
    case (.any, .time), (.duration, .any): .duration
    case (.any, .size), (.size, .any): .size
    default: numeric(left, right)
    }
  }

  private static func product(_ left: ValueType, _ right: ValueType) -> ValueType? {
    switch (left, right) {
    case (.any, .any): .any
    case (.any, let other) where other.isNumeric, (let other, .any) where other.isNumeric: .any
    case (.duration, let factor) where factor.mayBeNumeric, (let factor, .duration) where factor.mayBeNumeric: .duration
    case (.size, let factor) where factor.mayBeNumeric, (let factor, .size) where factor.mayBeNumeric: .size
    default: numeric(left, right)
    }
  }

  private static func quotient(_ left: ValueType, _ right: ValueType) -> ValueType? {
    switch (left, right) {
    case (.any, .any), (.duration, .any), (.size, .any): .any
    case (.any, let other) where other.isNumeric: .any
    case (.any, .duration), (.any, .size), (.duration, .duration), (.size, .size): .number
    case (.duration, let divisor) where divisor.isNumeric: .duration
    case (.size, let divisor) where divisor.isNumeric: .size
    case (.integer, .integer): .number
    default: numeric(left, right)
    }
  }

  private static func remainder(_ left: ValueType, _ right: ValueType) -> ValueType? {
    switch (left, right) {
    case (.duration, .duration), (.any, .duration), (.duration, .any): .duration
    case (.size, .size), (.any, .size), (.size, .any): .size
    case (.any, .any): .any
    default: numeric(left, right)
    }
  }

  private static func numeric(_ left: ValueType, _ right: ValueType) -> ValueType? {
    guard left.mayBeNumeric, right.mayBeNumeric else { return nil }
    if case .integer = left, case .integer = right { return .integer }
    return .number
  }
}

extension ValueType {
  /// Whether it is a number for sure.
  fileprivate var isNumeric: Bool {
    switch self {
    case .integer, .number: true
    case .any, .null, .boolean, .string, .duration, .size, .time, .secret, .list, .record: false
    }
  }

  fileprivate var mayBeNumeric: Bool { isAny || isNumeric }

  fileprivate var mayBeText: Bool {
    switch self {
    case .any, .string: true
    case .null, .boolean, .integer, .number, .duration, .size, .time, .secret, .list, .record: false
    }
  }

  /// Whether `<` works on two such values.
  fileprivate var hasOrder: Bool {
    switch self {
    case .any, .boolean, .integer, .number, .string, .duration, .size, .time: true
    case .null, .secret, .list, .record: false
    }
  }
}
