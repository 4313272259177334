import CBSDiagnostics
import CBSLanguage
import CBSValues

extension Functions {
  /// Functions that compute one value from a list.
  static let totals: [Function] = [
    Function(
      "min", ["value"], isVariadic: true, "The least of the values, or of one list.", example: "min(3, 1, 2)",
      gives: "1"
    ) { (arguments, _) throws(FunctionFailure) in try extreme(arguments, .before) },
    Function(
      "max", ["value"], isVariadic: true, "The greatest of the values, or of one list.", example: "max([3, 1])",
      gives: "3"
    ) { (arguments, _) throws(FunctionFailure) in try extreme(arguments, .after) },
    Function(
      "sum", [.init("list", .list(.any))], "The sum of a list of numbers, durations or sizes.",
      example: "sum([1, 2, 3.5])", gives: "6.5"
    ) { (arguments, _) throws(FunctionFailure) in try sum(try arguments[0].wantAmounts()) },
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

  /// The elements in order, null last.
  static func sorted(_ elements: [Value]) throws(FunctionFailure) -> [Value] {
    do throws(Sorting.Mismatch) {
      return try Sorting.sorted(elements, by: elements, descending: false)
    } catch {
      throw .noOrder(error.left, error.right)
    }
  }

  private static func extreme(_ arguments: [Value], _ order: Value.Order) throws(FunctionFailure) -> Value {
    let values = arguments.count == 1 ? arguments[0].list ?? arguments : arguments
    guard var best = values.first else { return .null }
    for value in values.dropFirst() {
      guard let found = value.order(best) else { throw .noOrder(best, value) }
      if found == order { best = value }
    }
    return best
  }

  private static func sum(_ amounts: [Value]) throws(FunctionFailure) -> Value {
    guard var total = amounts.first else { return .integer(0) }
    for amount in amounts.dropFirst() { total = try arithmetic(.add, total, amount) }
    return total
  }

  /// An operator, for functions that compute.
  static func arithmetic(_ symbol: BinaryOperator, _ left: Value, _ right: Value) throws(FunctionFailure) -> Value {
    do {
      return try Value.apply(symbol, left, right)
    } catch .overflow {
      throw .overflow
    } catch .divisionByZero {
      throw .divisionByZero
    } catch {
      throw FunctionFailure("\(left.kindName) and \(right.kindName) do not go together", code: .wrongType)
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
      case .null, .boolean, .string, .time, .list, .record, .secret:
        throw .wanted(
          "a list of numbers, durations or sizes", element,
          hint: element.isNull ? "list | where . != null drops nulls" : nil)
      }
    }
    return elements
  }
}
