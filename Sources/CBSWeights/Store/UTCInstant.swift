/// A second in UTC, in the two formats that S3 uses.
struct UTCInstant: Sendable, Hashable {
  /// Seconds since 1970-01-01T00:00:00Z.
  let seconds: Int64

  /// `20130524T000000Z`, the format in signatures.
  var compact: String {
    "\(pad(date.year, 4))\(pad(date.month))\(pad(date.day))T\(pad(hour))\(pad(minute))\(pad(second))Z"
  }

  /// `20130524`, the day in a signature's scope.
  var day: String { "\(pad(date.year, 4))\(pad(date.month))\(pad(date.day))" }

  /// `2013-05-24T00:00:00Z`.
  var extended: String {
    "\(pad(date.year, 4))-\(pad(date.month))-\(pad(date.day))T\(pad(hour)):\(pad(minute)):\(pad(second))Z"
  }

  private var secondOfDay: Int64 { seconds - dayNumber * 86_400 }
  private var dayNumber: Int64 { seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400 }
  private var hour: Int64 { secondOfDay / 3_600 }
  private var minute: Int64 { secondOfDay / 60 % 60 }
  private var second: Int64 { secondOfDay % 60 }

  /// Year, month and day of the Gregorian calendar, computed in eras of 400 years that begin on 1 March.
  private var date: (year: Int64, month: Int64, day: Int64) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private func pad(_ number: Int64, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
