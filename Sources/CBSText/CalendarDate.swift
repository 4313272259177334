/// A day of the Gregorian calendar, which is extended to every year before and after its introduction.
package struct CalendarDate: Hashable, Sendable {
  package let year: Int64
  /// From 1 to 12.
  package let month: Int64
  /// From 1 to the length of the month.
  package let day: Int64

  /// A date from its numbers; nil where the calendar has no such day.
  package init?(year: Int64, month: Int64, day: Int64) {
    guard (1...12).contains(month), (1...Self.daysIn(month: month, year: year)).contains(day) else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The date that many days after 1970-01-01.
  ///
  /// March counts as the first month, so that a leap day is the last of its year; 400 years, an era, have the same
  /// number of days each.
  package init(daysSince1970 days: Int64) {
    let (era, dayOfEra) = (days + 719_468).flooredDivision(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01, negative before it.
  package var daysSince1970: Int64 {
    let (yearFromMarch, monthFromMarch) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    let (era, yearOfEra) = yearFromMarch.flooredDivision(by: 400)
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The first of January of a year.
  package static func start(ofYear year: Int64) -> CalendarDate { CalendarDate(year, 1, 1) }

  /// How many days a month has.
  package static func daysIn(month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `2013-05-24`
  package var iso: String { "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))" }

  /// `20130524`, ISO 8601's basic format.
  package var basicISO: String { year.padded(to: 4) + month.padded(to: 2) + day.padded(to: 2) }

  private init(_ year: Int64, _ month: Int64, _ day: Int64) {
    (self.year, self.month, self.day) = (year, month, day)
  }
}

extension Int64 {
  /// Quotient and remainder of a division that rounds down, so that the remainder is never negative.
  func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
