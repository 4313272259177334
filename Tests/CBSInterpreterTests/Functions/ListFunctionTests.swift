import CBSDiagnostics
@testable import CBSInterpreter
import CBSValues
import OrderedCollections
import CBSLanguage
import TestSupport
import Testing

struct ListFunctionTests {
  @Test(arguments: [
    Example("range(3)", gives: "[0,1,2]\n"),
    Example("range(3, 1)", gives: "[]\n"),
    Example("range(10, 0, -4)", gives: "[10,6,2]\n"),
    Example("range(0, 10, 4)", gives: "[0,4,8]\n"),
    Example("range(0, 8, 4)", gives: "[0,4]\n"),
    Example("range(9223372036854775806, 9223372036854775807)", gives: "[9223372036854775806]\n"),
    Example(
      "range(-9223372036854775808, 9223372036854775807, 9223372036854775807)",
      gives: "[-9223372036854775808,-1,9223372036854775806]\n"),
    Example("slice([1, 2, 3, 4], 1, -1)", gives: "[2,3]\n"),
    Example("flatten([1, [2, [3, [4]]]], 1)", gives: "[1,2,[3,[4]]]\n"),
    Example("flatten([[], [[]]])", gives: "[]\n"),
    Example("zip([1, 2], [3], [4, 5])", gives: "[[1,3,4]]\n"),
    Example("enumerate(['a'], 1)", gives: "[{\"index\":1,\"value\":\"a\"}]\n"),
    Example("min([])", gives: "null\n"),
    Example("max(1, 2.5, 2)", gives: "2.5\n"),
    Example("unique([1, 1.0, 'a', 'a'])", gives: "[1,\"a\"]\n"),
    Example("unique([{a: 1, b: 2}, {b: 2, a: 1.0}, [1], [1.0]])", gives: "[{\"a\":1,\"b\":2},[1]]\n"),
    Example("sum([])", gives: "0\n"),
    Example("sum([1m, 30s])", gives: "1m30s\n"),
    Example("sum([1GiB, 1GiB])", gives: "2GiB\n"),
    Example("percentile([], 50)", gives: "null\n"),
    Example("percentile([3, 1, 2], 0)", gives: "1\n"),
    Example("percentile([3, 1, 2], 100)", gives: "3\n"),
    Example("percentile(range(1, 101), 95)", gives: "95\n"),
  ])
  func `Functions at their edges`(_ example: Example) async { await example.verify() }

  @Test(arguments: [
    (FunctionCall("range", 0, 1, 0), "bad-argument"),
    (FunctionCall("sum", ["a", "b"]), "wrong-type"),
    (FunctionCall("sum", [[1], [2]]), "wrong-type"), (FunctionCall("sum", [1, nil]), "wrong-type"),
    (FunctionCall("sum", [1, .duration(1)]), "wrong-type"), (FunctionCall("sum", [.integer(.max), 1]), "overflow"),
    (FunctionCall("min", 1, "a"), "wrong-type"),
    (FunctionCall("percentile", [1], 101), "bad-argument"),
    (FunctionCall("percentile", [1, nil], 50), "wrong-type"),
    (FunctionCall("enumerate", [1, 2], .integer(.max)), "overflow"),
  ])
  func `What cannot be is said`(_ call: FunctionCall, _ code: String) throws {
    #expect(try call.failure()?.code.name == code)
  }

  @Test func `Repetitions are those of elements compared one by one`() throws {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      let left = Value.randomList(&random)
      func has(_ list: [Value], _ element: Value) -> Bool { list.contains { $0.equals(element) } }
      func once(_ list: [Value]) -> [Value] { list.reduce(into: []) { if !has($0, $1) { $0.append($1) } } }
      #expect(try FunctionCall("unique", .list(left)).value() == .list(once(left)))
    }
  }

  @Test func `Both ends together are the list`() throws {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<300 {
      let list = Value.list(Value.randomList(&random))
      let size = Value.integer(.random(in: 1...5, using: &random))
      let (start, end) = (
        try FunctionCall("slice", list, 0, size).value(), try FunctionCall("slice", list, size).value()
      )
      #expect((start.list ?? []) + (end.list ?? []) == list.list)
      let reversed = try FunctionCall("reverse", list).value()
      #expect(try FunctionCall("reverse", reversed).value() == list)
    }
  }
}

extension Value {
  /// A short list of few values, so that some are equal.
  static func randomList(_ random: inout some RandomNumberGenerator) -> [Value] {
    let values: [Value] = [
      1, 1.0, 2, .float(-0.0), 0, "a", "b", nil, true, [1], [1.0], .record(["a": 1, "b": 2]),
      .record(["b": 2.0, "a": 1]), .duration(1), .size(1), .digits("100000000000000000000"), .float(1e20),
    ]
    return (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in values.randomElement(using: &random) }
  }
}
