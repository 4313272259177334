import CBSDiagnostics
import CBSLanguage
import CBSValues
import OrderedCollections

/// What evaluating an expression can come to.
extension Fault {
  static func notACondition(_ value: Value, at span: Span) -> Self {
    Self(
      .notACondition, "a condition is true or false, this is \(value.kindName)",
      hint: "compare it: \(value.isNull ? "… != null" : "… == \(value.quoted)")", at: span)
  }

  static func failed(
    _ failure: ArithmeticFailure, _ symbol: BinaryOperator, _ left: Value, _ right: Value, at span: Span
  ) -> Self {
    switch failure {
    case .overflow:
      Self(.overflow, "the result of '\(symbol.rawValue)' does not fit into 64 bits", at: span)
    case .divisionByZero: Self(.divisionByZero, "division by zero", at: span)
    case .kinds:
      Self(
        .wrongType, "'\(symbol.rawValue)' does not work on \(left.kindName) and \(right.kindName)",
        hint: hint(for: symbol, left, right), at: span)
    }
  }

  private static func hint(for symbol: BinaryOperator, _ left: Value, _ right: Value) -> String? {
    switch symbol {
    case .add where left.text != nil || right.text != nil: "put values into a string with \"$name\" or \"$(…)\""
    case .contained: "'in' looks for an element in a list, a key in a record, a part in a string"
    case .matches: "'~' compares a string with a pattern: $name ~ \"gpt-*\""
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      left.isNull || right.isNull ? "compare with null first: … != null and …" : nil
    case .or, .and, .equal, .notEqual, .add, .subtract, .multiply, .divide, .remainder: nil
    }
  }

  static func cannotNegate(_ value: Value, at span: Span) -> Self {
    Self(.wrongType, "'-' does not work on \(value.kindName)", at: span)
  }

  static func negationOverflow(at span: Span) -> Self {
    Self(.overflow, "the result of '-' does not fit into 64 bits", at: span)
  }

  static func secretCompared(at span: Span) -> Self {
    Self(
      .secretCompared, "a secret cannot be compared with a string", hint: "compare it with null or with another secret",
      at: span)
  }

  static func noField(_ name: String, of value: Value, at span: Span) -> Self {
    switch value {
    case .record(let fields):
      let hint =
        name.nearest(among: fields.keys).map { "did you mean '.\($0)'?" }
        ?? (fields.isEmpty ? "the record is empty" : "it has \(fields.keys.prefix(12).joined(separator: ", "))")
      return Self(.unknownField, "there is no field '\(name.shortened)'", hint: hint, at: span)
    case .list:
      return Self(
        .unknownField, "a list has no field '\(name.shortened)'",
        hint: "take an element with [0], or each with '| map .\(name)'",
        at: span)
    case .null:
      return Self(
        .unknownField, "there is no field '\(name.shortened)' of null",
        hint: "'?.\(name.shortened)' returns null where there is nothing",
        at: span)
    case .boolean, .integer, .float, .digits, .string, .duration, .size, .time, .secret:
      return Self(.unknownField, "\(value.kindName) has no field '\(name.shortened)'", at: span)
    }
  }

  static func outOfRange(_ index: Int64, count: Int, at span: Span) -> Self {
    let size = count == 1 ? "1 element" : "\(count) elements"
    return Self(
      .outOfRange, "there is no element \(index) in a list of \(size)",
      hint: count == 0 ? nil : "the first is 0, the last \(count - 1) or -1", at: span)
  }

  static func badIndex(_ index: Value, into value: Value, at span: Span) -> Self {
    switch value {
    case .list: Self(.wrongType, "a list is indexed with an integer, not with \(index.kindName)", at: span)
    case .record: Self(.wrongType, "a record is indexed with a string, not with \(index.kindName)", at: span)
    case .null, .boolean, .integer, .float, .digits, .string, .duration, .size, .time, .secret:
      Self(.wrongType, "\(value.kindName) has no elements", at: span)
    }
  }

  static func notADuration(_ value: Value, at span: Span) -> Self {
    Self(.wrongType, "a duration above zero is wanted, not \(value.quoted)", hint: "write 5s or 30m", at: span)
  }

  static func cannotLoop(over value: Value, at span: Span) -> Self {
    Self(
      .wrongType, "'for' goes through a list or a record, not through \(value.kindName)",
      hint: value.integer.map { "for the numbers up to it: range(\($0))" }, at: span)
  }
}
