import CBSLanguage
import CBSValues

extension Functions {
  /// Functions that reckon over a list.
  static let totals: [Function] = [
    Function(
      "sum", [.init("list", .list(.any))], "The sum of a list of numbers, durations or sizes.",
      example: "sum([1, 2, 3.5])", gives: "6.5"
    ) { (arguments, _) throws(FunctionFailure) in try sum(try arguments[0].wantAmounts()) },
    Function(
      "average", [.init("list", .list(.any))], "The mean of numbers, durations or sizes; null for none.",
      example: "average([1, 2, 6])", gives: "3"
    ) { (arguments, _) throws(FunctionFailure) in try average(try arguments[0].wantAmounts()) },
    Function(
      "median", [.init("list", .list(.any))], "The middle of numbers, durations or sizes; null for none.",
      example: "median([30s, 10s, 20s])", gives: "20s"
    ) { (arguments, _) throws(FunctionFailure) in
      let ordered = try sorted(try arguments[0].wantAmounts())
      guard !ordered.isEmpty else { return .null }
      let middle = ordered.count / 2
      return ordered.count % 2 == 1 ? ordered[middle] : try average(Array(ordered[middle - 1..<middle + 1]))
    },
    Function(
      "percentile", [.init("list", .list(.any)), .init("percent", .number)],
      "The least element that so many percent do not exceed; null for none.",
      example: "percentile([10ms, 50ms, 20ms, 90ms], 75)", gives: "50ms"
    ) { (arguments, _) throws(FunctionFailure) in
      let ordered = try sorted(try arguments[0].wantList())
      let percent = try arguments[1].wantNumber()
      guard (0...100).contains(percent) else {
        throw FunctionFailure("a percentage goes from 0 to 100, not \(arguments[1].quoted)")
      }
      if let gap = ordered.last, gap.isNull { throw .wanted("a list without null", gap) }
      guard !ordered.isEmpty else { return .null }
      let rank = (percent * Double(ordered.count) / 100).rounded(.up)
      return ordered[max(0, Int(rank) - 1)]
    },
  ]

  private static func sum(_ amounts: [Value]) throws(FunctionFailure) -> Value {
    guard var total = amounts.first else { return .integer(0) }
    for amount in amounts.dropFirst() { total = try arithmetic(.add, total, amount) }
    return total
  }

  private static func average(_ amounts: [Value]) throws(FunctionFailure) -> Value {
    guard !amounts.isEmpty else { return .null }
    return try arithmetic(.divide, try sum(amounts), .integer(Int64(amounts.count)))
  }

  /// An operator, for functions that reckon.
  static func arithmetic(_ symbol: BinaryOperator, _ left: Value, _ right: Value) throws(FunctionFailure) -> Value {
    do {
      return try Value.apply(symbol, left, right)
    } catch .overflow {
      throw .overflow
    } catch .divisionByZero {
      throw .divisionByZero
    } catch {
      throw FunctionFailure("\(left.kindName) and \(right.kindName) do not go together", code: "wrong-type")
    }
  }
}

extension Value {
  /// The elements of a list that can be added up.
  fileprivate func wantAmounts() throws(FunctionFailure) -> [Value] {
    let elements = try wantList()
    for element in elements {
      switch element {
      case .integer, .float, .duration, .size: break
      case .digits: _ = try element.wantNumber()
      case .null, .boolean, .text, .time, .list, .record, .secret:
        throw .wanted(
          "a list of numbers, durations or sizes", element, hint: element.isNull ? "compact(list) drops nulls" : nil)
      }
    }
    return elements
  }
}
