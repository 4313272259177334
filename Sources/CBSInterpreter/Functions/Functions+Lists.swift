import CBSLanguage
import CBSValues
import OrderedCollections

extension Functions {
  /// Functions that make lists and give them another form.
  static let lists: [Function] = [
    Function(
      "range", [.init("start", .integer), .init("end", .integer), .init("step", .integer)], requiredCount: 1,
      returns: .list(.integer), "The integers from start (else 0) up to, without, end.", example: "range(1, 4)",
      gives: "[1,2,3]"
    ) { (arguments, _) throws(FunctionFailure) in
      let first = try arguments[0].wantInteger()
      let (start, end) = arguments.count > 1 ? (first, try arguments[1].wantInteger()) : (0, first)
      let step = try arguments.given(2)?.wantInteger() ?? 1
      guard step != 0 else { throw FunctionFailure("the step must not be 0", hint: "1 or -1 is the least step") }
      guard step > 0 ? start < end : start > end else { return .list([]) }
      // Both may lie so far apart that their distance does not fit into a signed integer.
      let distance = step > 0 ? UInt64(bitPattern: end &- start) : UInt64(bitPattern: start &- end)
      // Each element lies between them, so wrapping on the way there does no harm.
      let count = (distance - 1) / step.magnitude + 1
      try Bounds.check(elements: Int(clamping: count))
      return .list((0..<Int64(count)).map { .integer(start &+ $0 &* step) })
    },
    Function(
      "flatten", [.init("list", .list(.any)), .init("levels", .integer)], requiredCount: 1, returns: .list(.any),
      "The elements of the lists in a list, or of so many levels.", example: "flatten([1, [2, [3]]])", gives: "[1,2,3]"
    ) { (arguments, _) throws(FunctionFailure) in
      let levels = try arguments.given(1)?.wantCount("a number of levels") ?? Bounds.levels
      var result: [Value] = []
      for element in try arguments[0].bounded().wantList() { element.flatten(levels: levels, into: &result) }
      return .list(result)
    },
    Function(
      "zip", [.init("list", .list(.any)), .init("other", .list(.any))], isVariadic: true,
      returns: .list(.list(.any)), "Lists of the first elements, the second ones, up to the shortest.",
      example: #"zip(["a", "b"], [1, 2])"#, gives: #"[["a",1],["b",2]]"#
    ) { (arguments, _) throws(FunctionFailure) in
      var lists: [[Value]] = []
      for argument in arguments { lists.append(try argument.wantList()) }
      let count = lists.map(\.count).min() ?? 0
      try Bounds.check(elements: count * lists.count)
      return try Value.list((0..<count).map { index in .list(lists.map { $0[index] }) }).bounded()
    },
    Function(
      "enumerate", [.init("list", .list(.any)), .init("start", .integer)], requiredCount: 1,
      returns: .list(.record([.init("index"), .init("value")])), "Records of each index (from 0 or start) and value.",
      example: #"enumerate(["a", "b"])"#, gives: #"[{"index":0,"value":"a"},{"index":1,"value":"b"}]"#
    ) { (arguments, _) throws(FunctionFailure) in
      let elements = try arguments[0].wantList()
      let start = try arguments.given(1)?.wantInteger() ?? 0
      guard !start.addingReportingOverflow(Int64(elements.count)).overflow else { throw .overflow }
      return try Value.list(
        elements.enumerated().map { index, value in
          .record(["index": .integer(start + Int64(index)), "value": value])
        }
      ).bounded()
    },
    Function(
      "slice", ["whole", .init("start", .integer), .init("end", .integer)], requiredCount: 2,
      preserves: .type, "A string or list from start up to, without, end; -1 is the last.",
      example: #"slice("gpt-oss-120b", 4, 7)"#,
      gives: "oss"
    ) { (arguments, _) throws(FunctionFailure) in
      let start = try arguments[1].wantInteger()
      let end = try arguments.given(2)?.wantInteger()
      if let text = arguments[0].text {
        let (lower, upper) = text.count.bounds(start, end)
        return .string(String(text.dropFirst(lower).prefix(upper - lower)))
      }
      guard let elements = arguments[0].list else { throw .wanted("a string or a list", arguments[0]) }
      let (lower, upper) = elements.count.bounds(start, end)
      return .list(Array(elements[lower..<upper]))
    },
    Function(
      "reverse", ["whole"], preserves: .type, "The list or string from its end.", example: "reverse([1, 2])",
      gives: "[2,1]"
    ) { (arguments, _) throws(FunctionFailure) in
      if let text = arguments[0].text { return .string(String(text.reversed())) }
      guard let elements = arguments[0].list else { throw .wanted("a string or a list", arguments[0]) }
      return .list(elements.reversed())
    },
    Function(
      "unique", [.init("list", .list(.any))], returns: .list(.any), preserves: .type, "The list without repetitions.",
      example: "unique([1, 2, 1])", gives: "[1,2]"
    ) { (arguments, _) throws(FunctionFailure) in
      var seen: Set<EqualValue> = []
      return .list(try arguments[0].bounded().wantList().filter { seen.insert(EqualValue($0)).inserted })
    },
  ]
}

extension Value {
  /// Appends the value, or what is in it where it is a list and a level is left.
  fileprivate func flatten(levels: Int, into result: inout [Value]) {
    guard levels > 0, case .list(let elements) = self else {
      result.append(self)
      return
    }
    for element in elements { element.flatten(levels: levels - 1, into: &result) }
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
