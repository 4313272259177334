import CBSLanguage
import CBSText
import CBSValues
import OrderedCollections

/// Why an operator gives no value.
enum ArithmeticFailure: Error {
  /// The kinds do not go together.
  case kinds
  /// The result does not fit into 64 bits, or into a finite number.
  case overflow
  case divisionByZero
}

extension Value {
  /// The value of an operator that evaluates both sides.
  ///
  /// Integers are checked; `/` of two integers is an integer where it divides evenly, else a float.
  static func apply(_ symbol: BinaryOperator, _ left: Value, _ right: Value) throws(ArithmeticFailure) -> Value {
    switch symbol {
    case .add: try left.adding(right)
    case .subtract: try left.subtracting(right)
    case .multiply: try left.multiplying(right)
    case .divide: try left.dividing(right)
    case .remainder: try left.remainder(right)
    case .equal: .boolean(left.equals(right))
    case .notEqual: .boolean(!left.equals(right))
    case .less: .boolean(try left.ordered(right) == .before)
    case .lessOrEqual: .boolean(try left.ordered(right) != .after)
    case .greater: .boolean(try left.ordered(right) == .after)
    case .greaterOrEqual: .boolean(try left.ordered(right) != .before)
    case .contained: .boolean(try right.holding(left))
    case .matches: .boolean(try left.matching(right))
    case .and, .or: throw .kinds
    }
  }

  /// The value of unary `-`.
  func negated() throws(ArithmeticFailure) -> Value {
    switch self {
    case .integer(let number): .integer(try Self.difference(0, number))
    case .duration(let nanoseconds): .duration(try Self.difference(0, nanoseconds))
    case .float(let number): .float(-number)
    case .null, .boolean, .digits, .string, .size, .time, .list, .record, .secret: throw .kinds
    }
  }

  private func ordered(_ other: Value) throws(ArithmeticFailure) -> Order {
    guard let order = order(other) else { throw .kinds }
    return order
  }

  private func holding(_ needle: Value) throws(ArithmeticFailure) -> Bool {
    guard let answer = holds(needle) else { throw .kinds }
    return answer
  }

  private func matching(_ pattern: Value) throws(ArithmeticFailure) -> Bool {
    guard let text, let pattern = pattern.text else { throw .kinds }
    return GlobPattern(pattern).matches(text)
  }

  private func adding(_ other: Value) throws(ArithmeticFailure) -> Value {
    switch (self, other) {
    case (.integer(let left), .integer(let right)): return .integer(try Self.sum(left, right))
    case (.duration(let left), .duration(let right)): return .duration(try Self.sum(left, right))
    case (.size(let left), .size(let right)): return .size(try Self.sum(left, right))
    case (.time(let left), .duration(let right)): return .time(try Self.sum(left, right / 1_000_000_000))
    case (.duration, .time): return try other.adding(self)
    case (.string(let left), .string(let right)): return .string(left + right)
    case (.secret, .string), (.string, .secret), (.secret, .secret): return Value.joined([self, other])
    case (.list(let left), .list(let right)): return .list(left + right)
    case (.record(let left), .record(let right)): return .record(left.merging(right) { _, last in last })
    default: return .float(try numbers(other) { $0 + $1 })
    }
  }

  private func subtracting(_ other: Value) throws(ArithmeticFailure) -> Value {
    switch (self, other) {
    case (.integer(let left), .integer(let right)): return .integer(try Self.difference(left, right))
    case (.duration(let left), .duration(let right)): return .duration(try Self.difference(left, right))
    case (.size(let left), .size(let right)): return .size(try Self.difference(left, right))
    case (.time(let left), .duration(let right)): return .time(try Self.difference(left, right / 1_000_000_000))
    case (.time(let left), .time(let right)):
      return .duration(try Self.product(try Self.difference(left, right), 1_000_000_000))
    default: return .float(try numbers(other) { $0 - $1 })
    }
  }

  private func multiplying(_ other: Value) throws(ArithmeticFailure) -> Value {
    switch (self, other) {
    case (.integer(let left), .integer(let right)): return .integer(try Self.product(left, right))
    case (.duration(let left), .integer(let right)): return .duration(try Self.product(left, right))
    case (.size(let left), .integer(let right)): return .size(try Self.product(left, right))
    case (.duration(let left), .float(let right)): return .duration(try Self.rounded(Double(left) * right))
    case (.size(let left), .float(let right)): return .size(try Self.rounded(Double(left) * right))
    case (.integer, .duration), (.integer, .size), (.float, .duration), (.float, .size):
      return try other.multiplying(self)
    default: return .float(try numbers(other) { $0 * $1 })
    }
  }

  private func dividing(_ other: Value) throws(ArithmeticFailure) -> Value {
    switch (self, other) {
    case (.integer(let left), .integer(let right)):
      guard right != 0 else { throw .divisionByZero }
      let (quotient, overflow) = left.dividedReportingOverflow(by: right)
      if overflow { throw .overflow }
      return left % right == 0 ? .integer(quotient) : .float(Double(left) / Double(right))
    case (.duration(let left), .duration(let right)), (.size(let left), .size(let right)):
      return try Value.integer(left).dividing(.integer(right))
    case (.duration(let left), .integer), (.duration(let left), .float):
      return .duration(try Self.rounded(try Value.float(Double(left)).dividing(other).double ?? 0))
    case (.size(let left), .integer), (.size(let left), .float):
      return .size(try Self.rounded(try Value.float(Double(left)).dividing(other).double ?? 0))
    default:
      if other.double == 0 { throw .divisionByZero }
      return .float(try numbers(other) { $0 / $1 })
    }
  }

  private func remainder(_ other: Value) throws(ArithmeticFailure) -> Value {
    switch (self, other) {
    case (.integer(let left), .integer(let right)): return .integer(try Self.remainder(left, right))
    case (.duration(let left), .duration(let right)): return .duration(try Self.remainder(left, right))
    case (.size(let left), .size(let right)): return .size(try Self.remainder(left, right))
    default:
      if other.double == 0 { throw .divisionByZero }
      return .float(try numbers(other) { $0.truncatingRemainder(dividingBy: $1) })
    }
  }

  /// Two numbers of which one is a float.
  private func numbers(_ other: Value, _ compute: (Double, Double) -> Double) throws(ArithmeticFailure) -> Double {
    switch (self, other) {
    case (.integer, .float), (.float, .integer), (.float, .float):
      guard let left = double, let right = other.double else { throw .kinds }
      let result = compute(left, right)
      guard result.isFinite else { throw .overflow }
      return result
    default: throw .kinds
    }
  }

  private static func sum(_ left: Int64, _ right: Int64) throws(ArithmeticFailure) -> Int64 {
    let (result, overflow) = left.addingReportingOverflow(right)
    if overflow { throw .overflow }
    return result
  }

  private static func difference(_ left: Int64, _ right: Int64) throws(ArithmeticFailure) -> Int64 {
    let (result, overflow) = left.subtractingReportingOverflow(right)
    if overflow { throw .overflow }
    return result
  }

  private static func product(_ left: Int64, _ right: Int64) throws(ArithmeticFailure) -> Int64 {
    let (result, overflow) = left.multipliedReportingOverflow(by: right)
    if overflow { throw .overflow }
    return result
  }

  private static func remainder(_ left: Int64, _ right: Int64) throws(ArithmeticFailure) -> Int64 {
    guard right != 0 else { throw .divisionByZero }
    // The one overflow, of the smallest integer by -1, has the remainder 0.
    return right == -1 ? 0 : left % right
  }

  private static func rounded(_ number: Double) throws(ArithmeticFailure) -> Int64 {
    guard let whole = Int64(exactly: number.rounded()) else { throw .overflow }
    return whole
  }
}
