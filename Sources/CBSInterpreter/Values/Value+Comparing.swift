import CBSLanguage
package import CBSValues
import OrderedCollections

extension Value {
  /// Whether the language's `==` holds: numbers by what they are worth, however they are kept.
  package func equals(_ other: Value) -> Bool {
    switch (self, other) {
    case (.integer(let left), .integer(let right)): left == right
    case (.string(let left), .string(let right)): left == right
    case (.integer, .float), (.float, .integer), (.float, .float), (.digits, _), (_, .digits):
      numberOrder(other) == .same
    case (.list(let left), .list(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.equals($1) }
    case (.record(let left), .record(let right)):
      left.count == right.count && left.allSatisfy { key, value in right[key].map(value.equals) ?? false }
    default: self == other
    }
  }

  /// How two values stand to each other.
  enum Order: Sendable { case before, same, after }

  /// How two values of one kind stand to each other; nil where they cannot be compared.
  func order(_ other: Value) -> Order? {
    switch (self, other) {
    case (.string(let left), .string(let right)): Order(left, right)
    case (.duration(let left), .duration(let right)), (.size(let left), .size(let right)),
      (.time(let left), .time(let right)), (.integer(let left), .integer(let right)):
      Order(left, right)
    case (.boolean(let left), .boolean(let right)): Order(left ? 1 : 0, right ? 1 : 0)
    default: numberOrder(other)
    }
  }

  private func numberOrder(_ other: Value) -> Order? {
    switch (self, other) {
    case (.integer(let left), .float(let right)): Order(exactly: left, right)
    case (.float(let left), .integer(let right)): Order(exactly: right, left)?.reversed
    case (.float(let left), .float(let right)):
      left.isNaN || right.isNaN ? nil : Order(left, right)
    case (.integer(let left), .integer(let right)): Order(left, right)
    case (.digits, _), (_, .digits):
      if let left = wholeDigits, let right = other.wholeDigits {
        Order(digits: left, right)
      } else {
        double.flatMap { left in other.double.map { right in Order(left, right) } }
      }
    default: nil
    }
  }

  /// Sign and digits without leading zeros, of an integer of any length.
  private var wholeDigits: (isNegative: Bool, digits: Substring)? {
    let text: String
    switch self {
    case .integer(let number): text = String(number)
    case .digits(let digits): text = digits
    case .null, .boolean, .float, .string, .duration, .size, .time, .list, .record, .secret: return nil
    }
    let isNegative = text.hasPrefix("-")
    let digits = text.dropFirst(isNegative ? 1 : 0).drop { $0 == "0" }
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return (isNegative && !digits.isEmpty, digits)
  }
}

extension Value.Order {
  /// The order of two values of one Swift type.
  init<T: Comparable>(_ left: T, _ right: T) {
    self = left < right ? .before : left == right ? .same : .after
  }

  /// Exact: a double beyond 2^53 is not rounded together with its neighbours.
  fileprivate init?(exactly left: Int64, _ right: Double) {
    guard !right.isNaN else { return nil }
    if right >= 0x1p63 {
      self = .before
    } else if right < -0x1p63 {
      self = .after
    } else {
      let whole = right.rounded(.towardZero)
      let order = Self(left, Int64(whole))
      self = order == .same ? Self(whole, right) : order
    }
  }

  fileprivate init(digits left: (isNegative: Bool, digits: Substring), _ right: (isNegative: Bool, digits: Substring)) {
    if left.isNegative != right.isNegative {
      self = left.isNegative ? .before : .after
      return
    }
    let counts = Self(left.digits.utf8.count, right.digits.utf8.count)
    let order = counts == .same ? Self(left.digits, right.digits) : counts
    self = left.isNegative ? order.reversed : order
  }

  /// The order seen from the other side.
  var reversed: Self {
    switch self {
    case .before: .after
    case .same: .same
    case .after: .before
    }
  }
}

extension Value {
  /// Whether `needle` is in this list, a key of this record or a part of this text; nil where none of them is asked.
  func holds(_ needle: Value) -> Bool? {
    switch (self, needle) {
    case (.list(let elements), _): elements.contains { $0.equals(needle) }
    case (.record(let fields), .string(let key)): fields[key] != nil
    case (.string(let text), .string(let part)): text.contains(part)
    default: nil
    }
  }
}
