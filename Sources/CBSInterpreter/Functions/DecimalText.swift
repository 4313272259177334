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
