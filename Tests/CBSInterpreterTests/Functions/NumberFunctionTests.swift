import CBSDiagnostics
@testable import CBSInterpreter
import CBSLanguage
import CBSValues
import TestSupport
import Testing

struct NumberFunctionTests {
  @Test(arguments: [
    Example("round(2.5)", gives: "3\n"), Example("round(-2.5)", gives: "-3\n"),
    Example("round(2.675, 2)", gives: "2.68\n"),
    Example("round(7, 2)", gives: "7\n"), Example("round(-0.001, 2)", gives: "0.0\n"),
    Example("round(1e300, 3)", gives: "1e+300\n"), Example("round(1e-300, 15)", gives: "0.0\n"),
    Example("floor(7)", gives: "7\n"), Example("ceil(-0.5)", gives: "0\n"), Example("abs(-2.5)", gives: "2.5\n"),
    Example("abs(-30s)", gives: "30s\n"),
    Example("int('ff', 16)", gives: "255\n"), Example("int(-2.9)", gives: "-2\n"),
    Example("int(true)", gives: "1\n"), Example("float(7)", gives: "7.0\n"), Example("float('-2')", gives: "-2.0\n"),
    Example("size(1536)", gives: "1536B\n"),
    Example("default(null, null, 3, 4)", gives: "3\n"), Example("default(null, null)", gives: "null\n"),
    Example("default(false, true)", gives: "false\n"),
  ])
  func `Functions at their edges`(_ example: Example) async { await example.verify() }

  @Test(arguments: [
    (FunctionCall("abs", .integer(.min)), "overflow"), (FunctionCall("round", 1e300), "overflow"),
    (FunctionCall("floor", -1e300), "overflow"), (FunctionCall("round", 1.5, 16), "bad-argument"),
    (FunctionCall("int", "1.5"), "bad-argument"), (FunctionCall("int", ""), "bad-argument"),
    (FunctionCall("int", "9223372036854775808"), "bad-argument"), (FunctionCall("int", "7", 1), "bad-argument"),
    (FunctionCall("int", 7, 16), "wrong-type"), (FunctionCall("int", 1e300), "overflow"),
    (FunctionCall("int", .digits("123456789012345678901234567890")), "overflow"),
    (FunctionCall("round", .digits("123456789012345678901234567890")), "overflow"),
    (FunctionCall("float", "x"), "bad-argument"), (FunctionCall("size", -1), "bad-argument"),
    (FunctionCall("size", "7"), "bad-argument"),
    (FunctionCall("choose", nil, 1, 2), "wrong-type"),
  ])
  func `What cannot be is said`(_ call: FunctionCall, _ code: String) throws {
    #expect(try call.failure()?.code.name == code)
  }

  @Test func `Decimals are those of the number`() {
    var random = SeededGenerator(seed: 9)
    for _ in 0..<1000 {
      let number = Double.random(in: -1e6...1e6, using: &random)
      for places in 0...8 {
        let text = DecimalText(number).rounded(to: places)
        let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
        #expect(abs((Double(text) ?? .infinity) - number) <= 0.5 / scale + number.ulp, "\(number) \(text)")
        #expect(text.split(separator: ".").dropFirst().first.map(\.count) ?? 0 == places)
      }
      #expect(Double(DecimalText(number).rounded(to: 15)) == number || abs(number) < 1)
    }
  }

  @Test func `Integers read back from their digits`() throws {
    var random = SeededGenerator(seed: 10)
    for _ in 0..<200 {
      let number = Value.integer(.random(in: .min ... .max, using: &random))
      #expect(try FunctionCall("int", try FunctionCall("string", number).value()).value() == number)
    }
  }
}
