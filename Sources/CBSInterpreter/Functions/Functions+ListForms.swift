import CBSLanguage
import CBSValues

extension Functions {
  /// Functions that order a list.
  static let listForms: [Function] = [
    Function(
      "sort", [.init("list", .list(.any))], returns: .list(.any), "The list in order; null stands last.",
      example: "sort([3, 1, 2])", gives: "[1,2,3]"
    ) { (arguments, _) throws(FunctionFailure) in .list(try sorted(try arguments[0].wantList())) },
    Function(
      "reverse", ["whole"], "The list or text from its end.", example: "reverse([1, 2])", gives: "[2,1]"
    ) { (arguments, _) throws(FunctionFailure) in
      if let text = arguments[0].text { return .text(String(text.reversed())) }
      guard let elements = arguments[0].list else { throw .wanted("a text or a list", arguments[0]) }
      return .list(elements.reversed())
    },
    Function(
      "min", ["value"], isVariadic: true, "The least of the values, or of one list.", example: "min(3, 1, 2)",
      gives: "1"
    ) { (arguments, _) throws(FunctionFailure) in try extreme(arguments, .before) },
    Function(
      "max", ["value"], isVariadic: true, "The greatest of the values, or of one list.", example: "max([3, 1])",
      gives: "3"
    ) { (arguments, _) throws(FunctionFailure) in try extreme(arguments, .after) },
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
}
