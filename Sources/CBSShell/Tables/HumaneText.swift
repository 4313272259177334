extension Int64 {
  /// Bytes as people read them: `512B`, `1.5KiB`, `61.7GiB`.
  var humaneSize: String {
    let units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    guard magnitude >= 1024 else { return "\(self)B" }
    var amount = Double(magnitude)
    var unit = 0
    amount /= 1024
    // 1023.96 KiB would round to 1024.0: it is 1 MiB.
    while amount >= 1023.95, unit + 1 < units.count {
      amount /= 1024
      unit += 1
    }
    let tenths = Int64((amount * 10).rounded())
    let fraction = tenths % 10 == 0 ? "" : ".\(tenths % 10)"
    return (self < 0 ? "-" : "") + "\(tenths / 10)\(fraction)\(units[unit])"
  }

  /// Nanoseconds as people read them, in at most two units: `850ms`, `4.2s`, `1m30s`, `2h5m`, `3d4h`.
  var humaneDuration: String {
    let sign = self < 0 ? "-" : ""
    let nanoseconds = magnitude
    switch nanoseconds {
    case 0: return "0s"
    case ..<1_000: return sign + "\(nanoseconds)ns"
    case ..<1_000_000: return sign + Self.tenths(nanoseconds, unit: 1_000) + "us"
    case ..<999_950_000: return sign + Self.tenths(nanoseconds, unit: 1_000_000) + "ms"
    case ..<59_950_000_000: return sign + Self.tenths(nanoseconds, unit: 1_000_000_000) + "s"
    default: break
    }
    let seconds = (nanoseconds + 500_000_000) / 1_000_000_000
    let steps: [(name: String, seconds: UInt64)] = [("d", 86400), ("h", 3600), ("m", 60), ("s", 1)]
    let first = steps.firstIndex { seconds >= $0.seconds } ?? 3
    var text = sign + "\(seconds / steps[first].seconds)\(steps[first].name)"
    if first < 3 {
      let rest = seconds % steps[first].seconds / steps[first + 1].seconds
      if rest > 0 { text += "\(rest)\(steps[first + 1].name)" }
    }
    return text
  }

  private static func tenths(_ amount: UInt64, unit: UInt64) -> String {
    let tenths = (amount * 10 + unit / 2) / unit
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  /// Seconds since 1970 as `2026-05-01T12:00:00Z`. Years of any size and sign are written as they are.
  var isoTime: String {
    let (days, second) = floored(dividingBy: 86400)
    // Days to civil date, counting years from March so that the leap day is the last of its year.
    let shifted = days + 719_468
    let (era, dayOfEra) = shifted.floored(dividingBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(Self.padded(year, to: 4))-\(Self.padded(month))-\(Self.padded(day))"
      + "T\(Self.padded(second / 3600)):\(Self.padded(second / 60 % 60)):\(Self.padded(second % 60))Z"
  }

  private func floored(dividingBy divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }

  private static func padded(_ number: Int64, to count: Int = 2) -> String {
    let digits = String(number.magnitude)
    return (number < 0 ? "-" : "") + String(repeating: "0", count: Swift.max(0, count - digits.count)) + digits
  }
}
