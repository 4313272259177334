import CBSDiagnostics
@testable import CBSInterpreter
import CBSValues
import OrderedCollections
import Testing

/// That little input makes no endless work.
struct FunctionBoundTests {
  /// Lists that hold each other twice, over and over: a million million parts in a few hundred bytes.
  private static let wide = (0..<40).reduce(Value.list([1])) { value, _ in [value, value] }
  private static let deep = (0..<600).reduce(Value.list([1])) { value, _ in [value] }
  private static let long = Value.list(Array(repeating: 1, count: 4_000_000))

  @Test(arguments: [
    FunctionCall("range", 10_000_001), FunctionCall("range", .integer(.min), .integer(.max)),
    FunctionCall("repeat", "abc", 100_000_000), FunctionCall("repeat", [1, 2], 6_000_000),
    FunctionCall("repeat", "a", .integer(.max)), FunctionCall("pad_start", "a", 300_000_000),
    FunctionCall("zip", long, long, long),
    FunctionCall(
      "replace", .string(String(repeating: "a", count: 100_000)), "a", .string(String(repeating: "b", count: 10_000))),
    FunctionCall("join", .list(Array(repeating: .string(String(repeating: "a", count: 100_000)), count: 10_000)), ""),
    FunctionCall(
      "substitute", .string(String(repeating: "a", count: 100_000)), "a", .string(String(repeating: "b", count: 10_000))
    ),
    FunctionCall("flatten", wide), FunctionCall("unique", wide), FunctionCall("json", wide),
    FunctionCall("string", wide),
    FunctionCall("join", [wide], ""), FunctionCall("csv", [[wide]]),
    FunctionCall("json", deep),
    FunctionCall("flatten", deep), FunctionCall("unique", deep),
    FunctionCall("zip", deep, deep),
    FunctionCall("enumerate", deep), FunctionCall("entries", .record(["a": deep])), FunctionCall("string", deep),
  ])
  func `What is too large is refused`(_ call: FunctionCall) throws {
    #expect(try call.failure()?.code.name == "too-large")
  }

  @Test func `What is nested as deep as may be does no harm`() throws {
    let value = (0..<509).reduce(Value.list([1])) { value, _ in [value] }
    for name in ["json", "flatten", "unique", "string"] { _ = try FunctionCall(name, value).value() }
    let text = try FunctionCall("json", value).value()
    #expect(try FunctionCall("parse_json", text).value() == value)
  }

  @Test func `Fifty thousand elements go through everything`() throws {
    let numbers = Value.list((0..<50_000).map { .integer(($0 * 7_919) % 50_021) })
    #expect(try FunctionCall("percentile", numbers, 100).value() == FunctionCall("max", numbers).value())
    let texts = Value.list((0..<50_000).map { .string("version-\($0)") })
    for name in ["unique", "reverse", "flatten", "enumerate", "json"] {
      _ = try FunctionCall(name, texts).value()
    }
    let joined = try FunctionCall("join", texts, ", ").value()
    #expect(try FunctionCall("split", joined, ", ").value() == texts)
    #expect(try FunctionCall("replace", joined, ", ", "; ").value().text?.utf8.count == joined.text?.utf8.count)
  }
}
