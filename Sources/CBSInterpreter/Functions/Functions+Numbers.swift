import CBSLanguage
import CBSValues

extension Functions {
  /// Functions on numbers.
  static let numbers: [Function] = [
    Function("abs", ["number"], "The number or duration without its sign.", example: "abs(-3)", gives: "3") {
      (arguments, _) throws(FunctionFailure) in
      switch arguments[0] {
      case .integer(let number) where number < 0, .duration(let number) where number < 0:
        do { return try arguments[0].negated() } catch { throw .overflow }
      case .integer, .duration: return arguments[0]
      case .float(let number): return .float(number.magnitude)
      case .digits(let digits): return .digits(digits.hasPrefix("-") ? String(digits.dropFirst()) : digits)
      case .null, .boolean, .string, .size, .time, .list, .record, .secret:
        throw .wanted("a number or a duration", arguments[0])
      }
    },
    Function(
      "round", [.init("number", .number), .init("places", .integer)], requiredCount: 1, returns: .number,
      "The nearest integer, or the number with so many decimals.", example: "round(3.14159, 2)", gives: "3.14"
    ) { (arguments, _) throws(FunctionFailure) in
      let number = try arguments[0].wantNumber()
      let places = try arguments.given(1)?.wantPlaces() ?? 0
      if case .integer = arguments[0] { return arguments[0] }
      if places == 0 { return try number.rounded().asInteger() }
      return .float(Double(DecimalText(number).rounded(to: places)) ?? number)
    },
    Function(
      "floor", [.init("number", .number)], returns: .integer, "The next integer below.", example: "floor(-2.5)",
      gives: "-3"
    ) { (arguments, _) throws(FunctionFailure) in
      let number = try arguments[0].wantNumber()
      if case .integer = arguments[0] { return arguments[0] }
      return try number.rounded(.down).asInteger()
    },
    Function(
      "ceil", [.init("number", .number)], returns: .integer, "The next integer above.", example: "ceil(2.1)",
      gives: "3"
    ) { (arguments, _) throws(FunctionFailure) in
      let number = try arguments[0].wantNumber()
      if case .integer = arguments[0] { return arguments[0] }
      return try number.rounded(.up).asInteger()
    },
  ]
}

extension Value {
  /// How many decimals are wanted.
  fileprivate func wantPlaces() throws(FunctionFailure) -> Int {
    let places = try wantInteger()
    guard (0...15).contains(places) else { throw FunctionFailure("decimals go from 0 to 15, not \(places)") }
    return Int(places)
  }
}

extension Double {
  /// The integer of a whole number.
  func asInteger() throws(FunctionFailure) -> Value {
    guard let whole = Int64(exactly: self) else { throw .overflow }
    return .integer(whole)
  }
}
