import CBSLanguage
import CBSValues

#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

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
      case .null, .boolean, .text, .size, .time, .list, .record, .secret:
        throw .wanted("a number or a duration", arguments[0])
      }
    },
    Function(
      "sign", ["number"], returns: .integer, "-1, 0 or 1, as the number or duration is below, at or above 0.",
      example: "sign(-2.5)", gives: "-1"
    ) { (arguments, _) throws(FunctionFailure) in
      if let nanoseconds = arguments[0].nanoseconds { return .integer(nanoseconds.signum()) }
      guard arguments[0].double != nil else { throw .wanted("a number or a duration", arguments[0]) }
      return .integer(
        arguments[0].order(.integer(0)) == .before ? -1 : arguments[0].order(.integer(0)) == .same ? 0 : 1)
    },
    Function(
      "clamp", ["value", "low", "high"], "The value, but no less than low and no more than high.",
      example: "clamp(45m, 1m, 30m)", gives: "30m"
    ) { (arguments, _) throws(FunctionFailure) in
      let (value, low, high) = (arguments[0], arguments[1], arguments[2])
      guard let bounds = low.order(high) else { throw .noOrder(low, high) }
      guard bounds != .after else { throw FunctionFailure("\(low.quoted) is more than \(high.quoted)") }
      guard let toLow = value.order(low), let toHigh = value.order(high) else { throw .noOrder(value, low) }
      return toLow == .before ? low : toHigh == .after ? high : value
    },
    Function(
      "div", ["value", "by"], "How often the divisor goes into the value, rounded down.", example: "div(7, 2)",
      gives: "3"
    ) { (arguments, _) throws(FunctionFailure) in
      switch (arguments[0], arguments[1]) {
      case (.integer(let left), .integer(let right)), (.duration(let left), .duration(let right)),
        (.size(let left), .size(let right)):
        return .integer(try floorDivide(left, right).quotient)
      default:
        let quotient = try arithmetic(.divide, arguments[0], arguments[1])
        return try (try quotient.wantNumber()).rounded(.down).asInteger()
      }
    },
    Function(
      "mod", ["value", "by"], "What div() leaves over; it has the divisor's sign.", example: "mod(-1, 7)", gives: "6"
    ) { (arguments, _) throws(FunctionFailure) in
      switch (arguments[0], arguments[1]) {
      case (.integer(let left), .integer(let right)): return .integer(try floorDivide(left, right).remainder)
      case (.duration(let left), .duration(let right)): return .duration(try floorDivide(left, right).remainder)
      case (.size(let left), .size(let right)): return .size(try floorDivide(left, right).remainder)
      default:
        let rest = try arithmetic(.remainder, arguments[0], arguments[1])
        let (number, by) = (try rest.wantNumber(), try arguments[1].wantNumber())
        return .float(number != 0 && (number < 0) != (by < 0) ? number + by : number)
      }
    },
    Function(
      "pow", [.init("base", .number), .init("exponent", .number)], returns: .number,
      "The base to the power; of integers exact.", example: "pow(2, 10)", gives: "1024"
    ) { (arguments, _) throws(FunctionFailure) in
      if case (.integer(let base), .integer(let exponent)) = (arguments[0], arguments[1]), exponent >= 0 {
        return .integer(try power(base, exponent))
      }
      let (base, exponent) = (try arguments[0].wantNumber(), try arguments[1].wantNumber())
      if base == 0, exponent < 0 { throw .divisionByZero }
      return .float(try pow(base, exponent).checked())
    },
    Function(
      "sqrt", [.init("number", .number)], returns: .number, "The square root.", example: "sqrt(2.25)", gives: "1.5"
    ) { (arguments, _) throws(FunctionFailure) in .float(try arguments[0].wantNumber().squareRoot().checked()) },
    Function(
      "exp", [.init("number", .number)], returns: .number, "Euler's number to the power.", example: "exp(0)",
      gives: "1.0"
    ) { (arguments, _) throws(FunctionFailure) in .float(try exp(try arguments[0].wantNumber()).checked()) },
    Function(
      "log", [.init("number", .number), .init("base", .number)], requiredCount: 1, returns: .number,
      "The logarithm, natural without a base.", example: "log(8, 2)", gives: "3.0"
    ) { (arguments, _) throws(FunctionFailure) in
      let number = try arguments[0].wantNumber()
      let base = try arguments.given(1)?.wantNumber()
      guard number > 0 else { throw FunctionFailure("only a number above 0 has a logarithm") }
      guard let base else { return .float(log(number)) }
      guard base > 0, base != 1 else { throw FunctionFailure("a base is above 0 and not 1") }
      return .float(base == 2 ? log2(number) : base == 10 ? log10(number) : log(number) / log(base))
    },
  ]

  private static func floorDivide(
    _ left: Int64, _ right: Int64
  ) throws(FunctionFailure) -> (quotient: Int64, remainder: Int64) {
    guard right != 0 else { throw .divisionByZero }
    let (quotient, overflow) = left.dividedReportingOverflow(by: right)
    guard !overflow else { throw .overflow }
    let remainder = left - quotient * right
    return remainder != 0 && (remainder < 0) != (right < 0) ? (quotient - 1, remainder + right) : (quotient, remainder)
  }

  /// By squares; at most 64 turns before the result is found or too great.
  private static func power(_ base: Int64, _ exponent: Int64) throws(FunctionFailure) -> Int64 {
    if base == 0 || base == 1 { return exponent == 0 ? 1 : base }
    if base == -1 { return exponent % 2 == 0 ? 1 : -1 }
    guard exponent < 64 else { throw .overflow }
    var result: Int64 = 1
    for _ in 0..<exponent {
      let (product, overflow) = result.multipliedReportingOverflow(by: base)
      guard !overflow else { throw .overflow }
      result = product
    }
    return result
  }
}

extension Double {
  /// The number, unless it is none or without end.
  fileprivate func checked() throws(FunctionFailure) -> Double {
    if isNaN { throw FunctionFailure("there is no such number", hint: "a negative number has no square root") }
    guard isFinite else { throw .overflow }
    return self
  }

  /// The integer of a whole number.
  func asInteger() throws(FunctionFailure) -> Value {
    guard let whole = Int64(exactly: self) else { throw .overflow }
    return .integer(whole)
  }
}
