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
    Example("abs(-30s)", gives: "30s\n"), Example("sign(0)", gives: "0\n"), Example("sign(-1s)", gives: "-1\n"),
    Example("clamp(5, 1, 3)", gives: "3\n"), Example("clamp(0.5, 1, 3)", gives: "1\n"),
    Example("clamp('b', 'a', 'c')", gives: "b\n"), Example("div(-7, 2)", gives: "-4\n"),
    Example("div(7.5, 2)", gives: "3\n"), Example("div(10m, 3m)", gives: "3\n"), Example("mod(-7, 2)", gives: "1\n"),
    Example("mod(7, -2)", gives: "-1\n"), Example("mod(-7.5, 2)", gives: "0.5\n"),
    Example("mod(10m, 3m)", gives: "1m\n"),
    Example("mod(-9223372036854775808, 1)", gives: "0\n"), Example("pow(2, 62)", gives: "4611686018427387904\n"),
    Example("pow(-2, 63)", gives: "-9223372036854775808\n"), Example("pow(0, 0)", gives: "1\n"),
    Example("pow(-1, 9223372036854775807)", gives: "-1\n"), Example("pow(2, -1)", gives: "0.5\n"),
    Example("pow(2.0, 3)", gives: "8.0\n"), Example("sqrt(9)", gives: "3.0\n"),
    Example("log(1000, 10)", gives: "3.0\n"),
    Example("log(1)", gives: "0.0\n"), Example("format_number(1234567, 0, ' ')", gives: "1 234 567\n"),
    Example("format_number(-999, 1, ',')", gives: "-999.0\n"),
    Example("format_number(-1000, 0, ',')", gives: "-1,000\n"),
    Example("format_number(0.005, 2)", gives: "0.01\n"), Example("format_number(-0.004, 2)", gives: "0.00\n"),
    Example("format_number(999.995, 2, ',')", gives: "1,000.00\n"),
    Example("format_number(1e21, 0)", gives: "1000000000000000000000\n"),
    Example("format_number(9007199254740993, 1)", gives: "9007199254740993.0\n"),
    Example("hex(-255)", gives: "-ff\n"), Example("int('ff', 16)", gives: "255\n"), Example("int(-2.9)", gives: "-2\n"),
    Example("int(true)", gives: "1\n"), Example("float(7)", gives: "7.0\n"), Example("float('-2')", gives: "-2.0\n"),
    Example("size(1536)", gives: "1536B\n"), Example("bytes(size('1MB'))", gives: "1000000\n"),
    Example("is_empty({})", gives: "true\n"), Example("is_empty(' ')", gives: "false\n"),
    Example("default(null, null, 3, 4)", gives: "3\n"), Example("default(null, null)", gives: "null\n"),
    Example("default(false, true)", gives: "false\n"),
  ])
  func `Functions at their edges`(_ example: Example) async { await example.verify() }

  @Test(arguments: [
    (FunctionCall("abs", .integer(.min)), "overflow"), (FunctionCall("round", 1e300), "overflow"),
    (FunctionCall("floor", -1e300), "overflow"), (FunctionCall("round", 1.5, 16), "bad-argument"),
    (FunctionCall("div", 1, 0), "division-by-zero"), (FunctionCall("mod", 1, 0), "division-by-zero"),
    (FunctionCall("div", 1.5, 0), "division-by-zero"), (FunctionCall("mod", 1.5, 0.0), "division-by-zero"),
    (FunctionCall("div", .integer(.min), -1), "overflow"), (FunctionCall("mod", .integer(.min), -1), "overflow"),
    (FunctionCall("div", .duration(1), 2), "wrong-type"), (FunctionCall("mod", "a", 2), "wrong-type"),
    (FunctionCall("pow", 2, 63), "overflow"), (FunctionCall("pow", 10, 400), "overflow"),
    (FunctionCall("pow", 0, -1), "division-by-zero"), (FunctionCall("pow", -8, 0.5), "bad-argument"),
    (FunctionCall("sqrt", -1), "bad-argument"), (FunctionCall("exp", 1000), "overflow"),
    (FunctionCall("log", 0), "bad-argument"), (FunctionCall("log", 2, 1), "bad-argument"),
    (FunctionCall("clamp", 1, 3, 2), "bad-argument"), (FunctionCall("clamp", 1, "a", "b"), "wrong-type"),
    (FunctionCall("int", "1.5"), "bad-argument"), (FunctionCall("int", ""), "bad-argument"),
    (FunctionCall("int", "9223372036854775808"), "bad-argument"), (FunctionCall("int", "7", 1), "bad-argument"),
    (FunctionCall("int", 7, 16), "wrong-type"), (FunctionCall("int", 1e300), "overflow"),
    (FunctionCall("int", .digits("123456789012345678901234567890")), "overflow"),
    (FunctionCall("round", .digits("123456789012345678901234567890")), "overflow"),
    (FunctionCall("float", "x"), "bad-argument"), (FunctionCall("size", -1), "bad-argument"),
    (FunctionCall("size", "7"), "bad-argument"), (FunctionCall("is_empty", 7), "wrong-type"),
    (FunctionCall("choose", nil, 1, 2), "wrong-type"), (FunctionCall("format_number", 1, -1), "bad-argument"),
  ])
  func `What cannot be is said`(_ call: FunctionCall, _ code: String) throws {
    #expect(try call.failure()?.code == code)
  }

  @Test func `What div and mod give is the value again`() throws {
    var random = SeededGenerator(seed: 8)
    for _ in 0..<500 {
      let bits = Int.random(in: 1...62, using: &random)
      let value = Int64.random(in: -(1 << bits)...(1 << bits), using: &random)
      let by = Int64.random(in: 1...1000, using: &random) * (Bool.random(using: &random) ? 1 : -1)
      let quotient = try #require(try FunctionCall("div", .integer(value), .integer(by)).value().integer)
      let rest = try #require(try FunctionCall("mod", .integer(value), .integer(by)).value().integer)
      #expect(quotient * by + rest == value)
      #expect(rest == 0 || (rest < 0) == (by < 0) && rest.magnitude < by.magnitude)
    }
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
      #expect(try FunctionCall("int", try FunctionCall("hex", number).value(), 16).value() == number)
      #expect(try FunctionCall("int", try FunctionCall("text", number).value()).value() == number)
      let text = try FunctionCall("format_number", number, 0, ",").value()
      #expect(try FunctionCall("int", try FunctionCall("replace", text, ",", "").value()).value() == number)
    }
  }
}
