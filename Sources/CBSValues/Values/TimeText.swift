/// Times as ISO 8601 in UTC, both ways. The Gregorian calendar is reckoned for every year.
package enum TimeText {
  /// `2026-03-01T10:00:00Z`
  package static func text(ofSeconds seconds: Int64) -> String {
    let (days, second) = floorDivide(seconds, by: 86_400)
    let (year, month, day) = civil(fromDays: days)
    let clock = [second / 3600, second / 60 % 60, second % 60].map { pad($0, 2) }.joined(separator: ":")
    return "\(pad(year, 4))-\(pad(Int64(month), 2))-\(pad(Int64(day), 2))T\(clock)Z"
  }

  /// Seconds since 1970 of `2026-03-01`, `2026-03-01T10:00:00Z`, with a fraction (dropped) or an offset `+02:00`.
  package static func seconds(of text: String) -> Int64? {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int64? {
      guard range.upperBound <= bytes.count, bytes[range].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      return bytes[range].reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }
    func has(_ character: Unicode.Scalar, at index: Int) -> Bool {
      index < bytes.count && bytes[index] == UInt8(ascii: character)
    }
    guard let year = number(0..<4), has("-", at: 4), let month = number(5..<7), has("-", at: 7),
      let day = number(8..<10), (1...12).contains(month), (1...daysIn(month: month, year: year)).contains(day)
    else { return nil }
    let date = days(year: year, month: month, day: day) * 86_400
    if bytes.count == 10 { return date }
    guard has("T", at: 10) || has(" ", at: 10), let hour = number(11..<13), has(":", at: 13),
      let minute = number(14..<16), has(":", at: 16), let second = number(17..<19), hour < 24, minute < 60, second <= 60
    else { return nil }
    var index = 19
    if has(".", at: index) {
      index += 1
      while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
      guard index > 20 else { return nil }
    }
    let moment = date + hour * 3600 + minute * 60 + second
    if has("Z", at: index) { return index + 1 == bytes.count ? moment : nil }
    guard has("+", at: index) || has("-", at: index), let hours = number(index + 1..<index + 3),
      has(":", at: index + 3), let minutes = number(index + 4..<index + 6), index + 6 == bytes.count
    else { return nil }
    let offset = hours * 3600 + minutes * 60
    return has("+", at: index) ? moment - offset : moment + offset
  }

  /// Days since 1970-01-01. March counts as the first month, so that leap days stand at a year's end.
  package static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let (shiftedYear, shiftedMonth) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    let (era, yearOfEra) = floorDivide(shiftedYear, by: 400)
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The date so many days since 1970-01-01.
  package static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = floorDivide(days + 719_468, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// How many days a month has.
  package static func daysIn(month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Rounded down, so that the remainder is never negative.
  package static func floorDivide(_ number: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }

  /// The number with zeros before it up to a width.
  package static func pad(_ number: Int64, _ width: Int) -> String {
    let digits = String(number.magnitude)
    return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
