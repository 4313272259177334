import CBSLanguage
import CBSValues
import OrderedCollections

extension Functions {
  /// Functions that make lists.
  static let lists: [Function] = [
    Function(
      "range", [.init("start", .integer), .init("end", .integer), .init("step", .integer)], requiredCount: 1,
      returns: .list(.integer), "The integers from start (else 0) up to, without, end.", example: "range(1, 4)",
      gives: "[1,2,3]"
    ) { (arguments, _) throws(FunctionFailure) in
      let first = try arguments[0].wantInteger()
      let (start, end) = arguments.count > 1 ? (first, try arguments[1].wantInteger()) : (0, first)
      let step = try arguments.given(2)?.wantInteger() ?? 1
      guard step != 0 else { throw FunctionFailure("a step of 0 leads nowhere", hint: "1 or -1 is the least step") }
      guard step > 0 ? start < end : start > end else { return .list([]) }
      // Both may lie so far apart that their distance does not fit into a signed integer.
      let distance = step > 0 ? UInt64(bitPattern: end &- start) : UInt64(bitPattern: start &- end)
      // Each element lies between them, so wrapping on the way there does no harm.
      let count = (distance - 1) / step.magnitude + 1
      try Bounds.check(elements: Int(clamping: count))
      return .list((0..<Int64(count)).map { .integer(start &+ $0 &* step) })
    },
    Function(
      "concat", [.init("list", .list(.any))], isVariadic: true, returns: .list(.any), "The lists behind each other.",
      example: "concat([1], [2, 3], [4])", gives: "[1,2,3,4]"
    ) { (arguments, _) throws(FunctionFailure) in
      var result: [Value] = []
      for argument in arguments {
        let elements = try argument.wantList()
        try Bounds.check(elements: result.count + elements.count)
        result += elements
      }
      return .list(result)
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
      "chunk", [.init("list", .list(.any)), .init("size", .integer)], returns: .list(.list(.any)),
      "The list in lists of so many elements.", example: "chunk([1, 2, 3, 4, 5], 2)", gives: "[[1,2],[3,4],[5]]"
    ) { (arguments, _) throws(FunctionFailure) in
      let elements = try arguments[0].wantList()
      let size = try arguments[1].wantCount("a size", upTo: .max)
      guard size > 0 else { throw FunctionFailure("a size is 1 or more, not 0") }
      return try Value.list(
        stride(from: 0, to: elements.count, by: size).map { start in
          .list(Array(elements[start...].prefix(size)))
        }
      ).bounded()
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
