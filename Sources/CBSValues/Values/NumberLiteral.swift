import CBSText

/// Reads what starts with a digit: `42`, `3.5`, `1e9`, `30m`, `1h30m`, `10GiB`.
package enum NumberLiteral {
  case literal(Literal)
  /// Well formed, but beyond 64 bits.
  case tooBig
  /// Not a number. Something may yet be added to make it one when `isExtensible`.
  case malformed(isExtensible: Bool)

  package init(_ text: String) {
    self = Self.read(text)
    guard case .malformed = self else { return }
    let endings = ["0", "0s", "s", "ms", "0ms", "B", "iB", "+0"]
    let canGrow = endings.contains { ending in
      if case .malformed = Self.read(text + ending) { false } else { true }
    }
    self = .malformed(isExtensible: canGrow)
  }

  private static func read(_ text: String) -> NumberLiteral {
    var rest = Substring(text)
    guard let first = amount(&rest) else { return .malformed(isExtensible: false) }
    if rest.isEmpty { return first.isWhole ? integer(first) : float(text) }
    if rest.first == "e" || rest.first == "E" { return exponent(rest.dropFirst()) ? float(text) : malformed }
    if let size = SizeText.units.first(where: { $0.name == rest }) {
      return scaled(first, by: size.bytes).map { .literal(.size(bytes: $0)) } ?? .tooBig
    }
    return duration(first, rest)
  }

  private static var malformed: NumberLiteral { .malformed(isExtensible: false) }

  /// Digits as written, with at most one dot among them.
  private struct Amount {
    let digits: Substring
    var isWhole: Bool { !digits.utf8.contains(.dot) }
  }

  private static func amount(_ rest: inout Substring) -> Amount? {
    let start = rest
    var dots = 0
    while let byte = rest.utf8.first, byte.isDigit || byte == .dot {
      if byte == .dot { dots += 1 }
      rest = rest.dropFirst()
    }
    let digits = start[start.startIndex..<rest.startIndex]
    guard let first = digits.utf8.first, first.isDigit, let last = digits.utf8.last, last.isDigit, dots < 2 else {
      return nil
    }
    return Amount(digits: digits)
  }

  private static func integer(_ amount: Amount) -> NumberLiteral {
    Int64(amount.digits).map { .literal(.integer($0)) } ?? .tooBig
  }

  private static func float(_ text: String) -> NumberLiteral {
    guard let value = Double(text), value.isFinite else { return .tooBig }
    return .literal(.float(value))
  }

  private static func exponent(_ text: Substring) -> Bool {
    var digits = text.utf8
    if digits.first == UInt8(ascii: "+") || digits.first == UInt8(ascii: "-") { digits.removeFirst() }
    return !digits.isEmpty && digits.allSatisfy(\.isDigit)
  }

  /// Units fall from left to right, each at most once.
  private static func duration(_ first: Amount, _ text: Substring) -> NumberLiteral {
    var rest = text
    var amount = first
    var total: Int64 = 0
    var units = DurationText.units[...]
    while true {
      let letters = rest.prefix { $0.isLetter }
      guard let index = units.firstIndex(where: { $0.name == letters }) else { return malformed }
      guard let part = scaled(amount, by: units[index].nanoseconds) else { return .tooBig }
      let (sum, overflow) = total.addingReportingOverflow(part)
      if overflow { return .tooBig }
      total = sum
      units = units[(index + 1)...]
      rest = rest.dropFirst(letters.count)
      if rest.isEmpty { return .literal(.duration(nanoseconds: total)) }
      guard let next = Self.amount(&rest) else { return malformed }
      amount = next
    }
  }

  /// The amount times the unit, exact for whole amounts; nil beyond 64 bits.
  private static func scaled(_ amount: Amount, by unit: Int64) -> Int64? {
    if let whole = Int64(amount.digits) {
      let (product, overflow) = whole.multipliedReportingOverflow(by: unit)
      return overflow ? nil : product
    }
    guard let value = Double(amount.digits) else { return nil }
    let product = (value * Double(unit)).rounded()
    return Int64(exactly: product)
  }
}

extension UInt8 {
  fileprivate static let dot = UInt8(ascii: ".")
  fileprivate var isDigit: Bool { self >= 0x30 && self <= 0x39 }
}
