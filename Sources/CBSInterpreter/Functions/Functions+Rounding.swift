import CBSLanguage
import CBSValues

extension Functions {
  /// Functions that round numbers and write them.
  static let rounding: [Function] = [
    Function(
      "round", [.init("number", .number), .init("places", .integer)], requiredCount: 1, returns: .number,
      "The nearest integer, or the number with so many decimals.", example: "round(3.14159, 2)", gives: "3.14"
    ) { (arguments, _) throws(FunctionFailure) in
      let number = try arguments[0].wantNumber()
      let places = try arguments.given(1)?.wantPlaces() ?? 0
      if case .integer = arguments[0] { return arguments[0] }
      if places == 0 { return try number.rounded().asInteger() }
      return .float(Double(DecimalText(number).rounded(to: places)) ?? number)
    },
    Function(
      "floor", [.init("number", .number)], returns: .integer, "The next integer below.", example: "floor(-2.5)",
      gives: "-3"
    ) { (arguments, _) throws(FunctionFailure) in
      let number = try arguments[0].wantNumber()
      if case .integer = arguments[0] { return arguments[0] }
      return try number.rounded(.down).asInteger()
    },
    Function(
      "ceil", [.init("number", .number)], returns: .integer, "The next integer above.", example: "ceil(2.1)",
      gives: "3"
    ) { (arguments, _) throws(FunctionFailure) in
      let number = try arguments[0].wantNumber()
      if case .integer = arguments[0] { return arguments[0] }
      return try number.rounded(.up).asInteger()
    },
    Function(
      "format_number", [.init("number", .number), .init("places", .integer), .init("separator", .text)],
      requiredCount: 2, returns: .text, "The number as text with so many decimals, thousands set apart.",
      example: #"format_number(1234567.891, 2, ",")"#, gives: "1,234,567.89"
    ) { (arguments, _) throws(FunctionFailure) in
      let places = try arguments[1].wantPlaces()
      let separator = try arguments.given(2)?.wantText() ?? ""
      let number = try arguments[0].wantNumber()
      let decimal = if case .integer(let whole) = arguments[0] { DecimalText(whole) } else { DecimalText(number) }
      var result = BoundedText()
      try result.append(decimal.rounded(to: places), thousands: separator)
      return result.value
    },
    Function(
      "hex", [.init("number", .integer)], returns: .text, "The integer in hexadecimal digits.", example: "hex(255)",
      gives: "ff"
    ) { (arguments, _) throws(FunctionFailure) in .text(String(try arguments[0].wantInteger(), radix: 16)) },
  ]
}

extension Value {
  /// How many decimals are wanted.
  fileprivate func wantPlaces() throws(FunctionFailure) -> Int {
    let places = try wantInteger()
    guard (0...15).contains(places) else { throw FunctionFailure("decimals go from 0 to 15, not \(places)") }
    return Int(places)
  }
}

extension BoundedText {
  /// Appends a decimal number with `separator` before each three digits left of the point.
  fileprivate mutating func append(_ number: String, thousands separator: String) throws(FunctionFailure) {
    let digits = number.prefix { $0 != "." }
    let count = digits.count - (digits.hasPrefix("-") ? 1 : 0)
    var left = count
    for character in digits {
      if character != "-" {
        if left < count, left % 3 == 0 { try append(separator) }
        left -= 1
      }
      try append(String(character))
    }
    try append(String(number[digits.endIndex...]))
  }
}

/// A number in decimal digits, as it is printed; rounded by them, so that 2.675 becomes 2.68.
struct DecimalText {
  private let isNegative: Bool
  /// From the first to the last that counts.
  private let digits: [UInt8]
  /// How many of the digits stand before the point; may be less than 0 or more than there are.
  private let point: Int

  init(_ number: Int64) {
    isNegative = number < 0
    digits = String(number.magnitude).utf8.map { $0 - 0x30 }
    point = digits.count
  }

  /// The shortest digits that stand for this finite number alone.
  init(_ number: Double) {
    isNegative = number < 0
    let parts = number.magnitude.description.split(separator: "e")
    let mantissa = parts.first ?? "0"
    let whole = mantissa.prefix { $0 != "." }
    digits = mantissa.utf8.filter { $0 != 0x2E }.map { $0 - 0x30 }
    point = whole.utf8.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
  }

  /// The text with `places` decimals; halves are rounded away from zero.
  func rounded(to places: Int) -> String {
    let kept = point + places
    // One digit more in front, for what is carried over.
    var result: [UInt8] = [0] + (0..<max(0, kept)).map { digit(at: $0) }
    if digit(at: kept) >= 5 {
      var index = result.count - 1
      while result[index] == 9 {
        result[index] = 0
        index -= 1
      }
      result[index] += 1
    }
    if result.count <= places { result = Array(repeating: 0, count: places + 1 - result.count) + result }
    let text = String(decoding: result.map { $0 + 0x30 }, as: UTF8.self)
    let whole = text.dropLast(places).drop { $0 == "0" }
    let sign = isNegative && result.contains { $0 > 0 } ? "-" : ""
    return sign + (whole.isEmpty ? "0" : whole) + (places > 0 ? "." + text.suffix(places) : "")
  }

  private func digit(at index: Int) -> UInt8 { digits.indices.contains(index) ? digits[index] : 0 }
}
