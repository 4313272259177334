import CBSLanguage

extension Functions {
  /// Functions on numbers.
  static let numbers: [Function] = [
    Function(
      "min", ["value"], isVariadic: true, "The least of the values, or of one list.", example: "min(3, 1, 2)",
      gives: "1"
    ) {
      (arguments, _) throws(FunctionFailure) in try extreme(arguments, .before)
    },
    Function(
      "max", ["value"], isVariadic: true, "The greatest of the values, or of one list.", example: "max([3, 1])",
      gives: "3"
    ) {
      (arguments, _) throws(FunctionFailure) in try extreme(arguments, .after)
    },
    Function("abs", ["number"], "The number without its sign.", example: "abs(-3)", gives: "3") {
      (arguments, _) throws(FunctionFailure) in
      switch arguments[0] {
      case .integer(let number) where number < 0, .duration(let number) where number < 0:
        do { return try arguments[0].negated() } catch {
          throw FunctionFailure("the result does not fit into 64 bits", code: "overflow")
        }
      case .integer, .duration: return arguments[0]
      case .float(let number): return .float(number.magnitude)
      case .null, .boolean, .digits, .text, .size, .time, .list, .record, .secret:
        throw .wanted("a number", arguments[0])
      }
    },
    Function(
      "round", ["number", "places"], requiredCount: 1, "The nearest integer, or the number with so many decimals.",
      example: "round(3.14159, 2)", gives: "3.14"
    ) { (arguments, _) throws(FunctionFailure) in
      guard let number = arguments[0].double else { throw .wanted("a number", arguments[0]) }
      let places = arguments.count > 1 ? try arguments[1].wantInteger() : 0
      guard (0...15).contains(places) else { throw FunctionFailure("decimals go from 0 to 15") }
      if case .integer = arguments[0] { return arguments[0] }
      if places == 0 {
        guard let whole = Int64(exactly: number.rounded()) else {
          throw FunctionFailure("the result does not fit into 64 bits", code: "overflow")
        }
        return .integer(whole)
      }
      var scale = 1.0
      for _ in 0..<places { scale *= 10 }
      let scaled = (number * scale).rounded() / scale
      return .float(scaled.isFinite ? scaled : number)
    },
  ]

  private static func extreme(_ arguments: [Value], _ order: Value.Order) throws(FunctionFailure) -> Value {
    let values = arguments.count == 1 ? arguments[0].list ?? arguments : arguments
    guard var best = values.first else { return .null }
    for value in values.dropFirst() {
      guard let found = value.order(best) else {
        throw FunctionFailure("\(best.kindName) and \(value.kindName) have no order", code: "wrong-type")
      }
      if found == order { best = value }
    }
    return best
  }
}
