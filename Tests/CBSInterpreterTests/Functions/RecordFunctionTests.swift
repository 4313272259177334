import CBSDiagnostics
@testable import CBSInterpreter
import CBSValues
import OrderedCollections
import CBSLanguage
import TestSupport
import Testing

struct RecordFunctionTests {
  @Test(arguments: [
    Example("get({a: null}, 'a', 1)", gives: "null\n"),
    Example("get({}, 'a', 1)", gives: "1\n"),
    Example("get([1, 2], -1)", gives: "2\n"),
    Example("get([1, 2], 2)", gives: "null\n"),
    Example("get({a: null}, ['a', 'b'], 'x')", gives: "x\n"),
    Example("get({a: 1}, [])", gives: "{\"a\":1}\n"),
    Example("without({a: 1, b: 2, c: 3}, ['a', 'c'], 'x')", gives: "{\"b\":2}\n"),
    Example("from_entries([])", gives: "{}\n"),
    Example("from_entries([{key: 'a', value: 1}, {key: 'a', value: 2}])", gives: "{\"a\":2}\n"),
    Example("from_entries(zip(['a', 'b'], [1, 2]))", gives: "{\"a\":1,\"b\":2}\n"),
  ])
  func `Functions at their edges`(_ example: Example) async { await example.verify() }

  @Test(arguments: [
    (FunctionCall("get", 1, "a"), "wrong-type"), (FunctionCall("get", .record([:]), 1), "wrong-type"),
    (FunctionCall("get", [1], "a"), "wrong-type"), (FunctionCall("get", .record(["a": 1]), ["a", "b"]), "wrong-type"),
    (FunctionCall("from_entries", [[1]]), "bad-argument"), (FunctionCall("from_entries", [[1, 2]]), "wrong-type"),
    (FunctionCall("from_entries", [.record(["key": "a"])]), "bad-argument"),
    (FunctionCall("from_entries", [1]), "wrong-type"), (FunctionCall("without", .record([:]), 1), "wrong-type"),
  ])
  func `What cannot be is said`(_ call: FunctionCall, _ code: String) throws {
    #expect(try call.failure()?.code.name == code)
  }

  @Test func `Records come back from their entries, in order`() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      guard case .record(let fields) = Value.random(levels: 3, &random) else { continue }
      let record = Value.record(fields)
      #expect(try FunctionCall("from_entries", try FunctionCall("entries", record).value()).value() == record)
      let zipped = try FunctionCall(
        "zip", try FunctionCall("keys", record).value(), try FunctionCall("values", record).value()
      ).value()
      #expect(try FunctionCall("from_entries", zipped).value() == record)
      for (key, value) in fields {
        #expect(try FunctionCall("get", record, .string(key), "gone").value() == value)
        let without = try FunctionCall("without", record, .string(key)).value()
        #expect(without == .record(fields.filter { $0.key != key }))
      }
    }
  }
}

extension Value {
  /// A value without secrets, and without kinds that JSON does not keep.
  static func random(levels: Int, _ random: inout SeededGenerator) -> Value {
    switch Int.random(in: 0...(levels > 0 ? 8 : 5), using: &random) {
    case 0: .null
    case 1: .boolean(.random(using: &random))
    case 2: .integer(.random(in: .min ... .max, using: &random))
    case 3: .float(Double(Int.random(in: -1000...1000, using: &random)) + 0.25)
    case 4: .digits("9007199254740993" + String(UInt32.random(in: 10_000...99_999, using: &random)))
    case 5: .string(["", "a", "a\"b", "é\n", "\u{1F600}", " , "].randomElement(using: &random) ?? "")
    case 6: .list((0..<Int.random(in: 0...3, using: &random)).map { _ in .random(levels: levels - 1, &random) })
    default:
      .record(
        .init(
          ["a", "b", "odd key", ""].shuffled(using: &random).prefix(.random(in: 0...4, using: &random))
            .map { ($0, .random(levels: levels - 1, &random)) }, uniquingKeysWith: { $1 }))
    }
  }
}
