/// How durations are written: exactly, as the language reads them, or briefly, for people.
package enum DurationText {
  /// The units a duration may have, the greatest first.
  package static let units: [(name: String, nanoseconds: Int64)] = [
    ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000),
    ("ms", 1_000_000),
  ]

  /// `1h30m`: whole units from days down to milliseconds, the rest as a part of a millisecond.
  ///
  /// It reads back as the same duration where it is whole milliseconds.
  package static func exact(nanoseconds: Int64) -> String {
    var rest = nanoseconds.magnitude
    guard rest > 0 else { return "0s" }
    var text = nanoseconds < 0 ? "-" : ""
    for (unit, length) in units.dropLast() where rest >= UInt64(length) {
      text += String(rest / UInt64(length)) + unit
      rest %= UInt64(length)
    }
    guard rest > 0 else { return text }
    let (whole, part) = rest.quotientAndRemainder(dividingBy: 1_000_000)
    text += String(whole)
    if part > 0 {
      var digits = part.padded(to: 6)
      while digits.last == "0" { digits.removeLast() }
      text += "." + digits
    }
    return text + "ms"
  }

  /// As people read it, in at most two units and rounded: `850ms`, `4.2s`, `1m30s`, `2h5m`, `3d4h`.
  package static func brief(nanoseconds: Int64) -> String {
    let sign = nanoseconds < 0 ? "-" : ""
    let amount = nanoseconds.magnitude
    switch amount {
    case 0: return "0s"
    case ..<1_000: return sign + "\(amount)ns"
    case ..<1_000_000: return sign + tenths(amount, unit: 1_000) + "us"
    case ..<999_950_000: return sign + tenths(amount, unit: 1_000_000) + "ms"
    case ..<59_950_000_000: return sign + tenths(amount, unit: 1_000_000_000) + "s"
    default: break
    }
    let seconds = (amount + 500_000_000) / 1_000_000_000
    let steps = units.dropLast().map { (name: $0.name, seconds: UInt64($0.nanoseconds / 1_000_000_000)) }
    let first = steps.firstIndex { seconds >= $0.seconds } ?? steps.count - 1
    var text = sign + "\(seconds / steps[first].seconds)\(steps[first].name)"
    if first + 1 < steps.count {
      let rest = seconds % steps[first].seconds / steps[first + 1].seconds
      if rest > 0 { text += "\(rest)\(steps[first + 1].name)" }
    }
    return text
  }

  private static func tenths(_ amount: UInt64, unit: UInt64) -> String {
    let tenths = (amount * 10 + unit / 2) / unit
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}

extension Duration {
  /// Whole nanoseconds; a duration beyond 64 bits is the longest that fits.
  package var nanoseconds: Int64 { whole(perSecond: 1_000_000_000) }

  /// Whole milliseconds; a duration beyond 64 bits is the longest that fits.
  package var milliseconds: Int64 { whole(perSecond: 1000) }

  private func whole(perSecond count: Int64) -> Int64 {
    let (seconds, attoseconds) = components
    let (whole, isBeyond) = seconds.multipliedReportingOverflow(by: count)
    let (sum, isSumBeyond) = whole.addingReportingOverflow(attoseconds / (1_000_000_000_000_000_000 / count))
    return isBeyond || isSumBeyond ? (seconds < 0 ? .min : .max) : sum
  }
}
