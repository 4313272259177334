@testable import CBSInterpreter
import CBSLanguage
import CBSValues
import TestSupport
import Testing

struct ValueTests {
  @Test func `JSON comes back as it was`() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      let json = JSON.random(depth: 4, &random)
      #expect(Value(json: json).json == json)
      #expect(try JSON(parsing: Value(json: json).json.text) == json)
    }
  }

  @Test func `Durations and sizes read back as they print`() throws {
    var random = SeededGenerator(seed: 8)
    for _ in 0..<1000 {
      let bits = Int.random(in: 1...62, using: &random)
      let number = Int64.random(in: 0...(1 << bits), using: &random)
      let duration = Value.duration(number / 1_000_000 * 1_000_000)
      #expect(
        Literal(reading: duration.description, as: .duration).map { "\($0)" }
          == "duration(nanoseconds: \(number / 1_000_000 * 1_000_000))")
      #expect(Literal(reading: Value.size(number).description, as: .size) == .size(bytes: number))
    }
  }

  @Test func `Times read back as they print`() async {
    var random = SeededGenerator(seed: 9)
    let bench = Bench()
    for _ in 0..<200 {
      let seconds = Int64.random(in: -60_000_000_000...250_000_000_000, using: &random)
      bench.scope.set("t", to: .time(seconds))
      let result = await bench.run("let back = time(string($t))")
      #expect(result.fault?.message == nil)
      #expect(bench.scope.value(of: "back") == .time(seconds))
    }
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
    (1_772_359_200, "2026-03-01T10:00:00Z"), (4_107_542_399, "2100-02-28T23:59:59Z"),
  ])
  func `Times print in UTC`(_ seconds: Int64, _ text: String) {
    #expect(Value.time(seconds).description == text)
  }

  @Test func `Order and equality of numbers agree however they are kept`() {
    let numbers: [Value] = [
      .digits("-900719925474099300001"), .integer(.min), .float(-1.5), .integer(-1), .float(0), .float(0.5),
      .integer(1),
      .integer(9_007_199_254_740_993), .integer(.max), .float(0x1p63), .digits("900719925474099300001"),
    ]
    for (i, left) in numbers.enumerated() {
      for (j, right) in numbers.enumerated() {
        #expect(left.order(right) == (i < j ? .before : i == j ? .same : .after), "\(left) and \(right)")
        #expect(left.equals(right) == (i == j))
      }
    }
    #expect(Value.integer(9_007_199_254_740_993).equals(.float(9_007_199_254_740_992)) == false)
    #expect(Value.float(.nan).equals(.float(.nan)) == false)
  }
}

extension JSON {
  fileprivate static func random(depth: Int, _ random: inout SeededGenerator) -> JSON {
    switch Int.random(in: 0...(depth > 0 ? 7 : 5), using: &random) {
    case 0: .null
    case 1: .boolean(.random(using: &random))
    case 2: .integer(.random(in: .min ... .max, using: &random))
    case 3: .float(Double(Int.random(in: -1000...1000, using: &random)) + 0.25)
    case 4: .digits("9007199254740993" + String(UInt32.random(in: 10_000...99_999, using: &random)))
    case 5: .string(["", "a", "2026-03-01T10:00:00Z", "10GiB", "\u{1F600}\n"].randomElement(using: &random) ?? "")
    case 6: .array((0..<Int.random(in: 0...3, using: &random)).map { _ in .random(depth: depth - 1, &random) })
    default:
      ["first": .random(depth: depth - 1, &random), "a key": .random(depth: depth - 1, &random)]
    }
  }
}
