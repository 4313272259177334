import CBSLanguage
import CBSValues

extension Functions {
  /// Functions that take some elements of a list, or one.
  static let listChoices: [Function] = [
    Function(
      "first", [.init("list", .list(.any)), .init("count", .integer)], requiredCount: 1,
      "The first element, else null; with a count a list of the first ones.", example: "first([3, 4])", gives: "3"
    ) { (arguments, _) throws(FunctionFailure) in
      let elements = try arguments[0].wantList()
      guard let count = try arguments.given(1)?.wantCount("a count", upTo: .max) else { return elements.first ?? .null }
      return .list(Array(elements.prefix(count)))
    },
    Function(
      "last", [.init("list", .list(.any)), .init("count", .integer)], requiredCount: 1,
      "The last element, else null; with a count a list of the last ones.", example: "last([3, 4])", gives: "4"
    ) { (arguments, _) throws(FunctionFailure) in
      let elements = try arguments[0].wantList()
      guard let count = try arguments.given(1)?.wantCount("a count", upTo: .max) else { return elements.last ?? .null }
      return .list(Array(elements.suffix(count)))
    },
    Function(
      "slice", ["whole", .init("start", .integer), .init("end", .integer)], requiredCount: 2,
      "A text or list from start up to, without, end; -1 is the last.", example: #"slice("gpt-oss-120b", 4, 7)"#,
      gives: "oss"
    ) { (arguments, _) throws(FunctionFailure) in
      let start = try arguments[1].wantInteger()
      let end = try arguments.given(2)?.wantInteger()
      if let text = arguments[0].text {
        let (lower, upper) = text.count.bounds(start, end)
        return .text(String(text.dropFirst(lower).prefix(upper - lower)))
      }
      guard let elements = arguments[0].list else { throw .wanted("a text or a list", arguments[0]) }
      let (lower, upper) = elements.count.bounds(start, end)
      return .list(Array(elements[lower..<upper]))
    },
    Function(
      "compact", [.init("list", .list(.any))], returns: .list(.any), "The list without its nulls.",
      example: "compact([1, null, 2])", gives: "[1,2]"
    ) { (arguments, _) throws(FunctionFailure) in .list(try arguments[0].wantList().filter { !$0.isNull }) },
    Function(
      "any", [.init("list", .list(.any))], returns: .boolean, "Whether one of the booleans is true; false for none.",
      example: "any([false, true])", gives: "true"
    ) { (arguments, _) throws(FunctionFailure) in .boolean(try arguments[0].wantBooleans().contains(true)) },
    Function(
      "all", [.init("list", .list(.any))], returns: .boolean, "Whether all of the booleans are true; true for none.",
      example: "all([false, true])", gives: "false"
    ) { (arguments, _) throws(FunctionFailure) in .boolean(!(try arguments[0].wantBooleans().contains(false))) },
  ]
}

extension Value {
  fileprivate func wantBooleans() throws(FunctionFailure) -> [Bool] {
    var booleans: [Bool] = []
    for element in try wantList() {
      guard let boolean = element.boolean else { throw .wanted("a list of booleans", element) }
      booleans.append(boolean)
    }
    return booleans
  }
}

extension Int {
  /// The part from `start` up to `end` of so many elements; negative ones count from the end, and all are cut to fit.
  fileprivate func bounds(_ start: Int64, _ end: Int64?) -> (lower: Int, upper: Int) {
    func position(_ index: Int64) -> Int { Swift.min(Swift.max(Int(index < 0 ? index + Int64(self) : index), 0), self) }
    let lower = position(start)
    return (lower, Swift.max(lower, end.map(position) ?? self))
  }
}
