/// A second in the parts of a calendar, in UTC.
package struct CalendarTime: Hashable, Sendable {
  package let date: CalendarDate
  /// Days since 1970-01-01.
  private let days: Int64
  package let hour: Int64
  package let minute: Int64
  package let second: Int64

  /// - Parameter seconds: since 1970.
  package init(_ seconds: Int64) {
    let (days, rest) = seconds.flooredDivision(by: Self.secondsPerDay)
    self.days = days
    date = CalendarDate(daysSince1970: days)
    (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
  }

  static let secondsPerDay: Int64 = 86_400

  /// `2026-03-01T10:00:00Z`
  package var iso: String { "\(date.iso)T\(hour.padded(to: 2)):\(minute.padded(to: 2)):\(second.padded(to: 2))Z" }

  /// `20260301T100000Z`, ISO 8601's basic format, which signatures use.
  package var basicISO: String {
    "\(date.basicISO)T\(hour.padded(to: 2))\(minute.padded(to: 2))\(second.padded(to: 2))Z"
  }

  /// From 1, Monday, to 7, Sunday.
  package var weekday: Int64 { (days + 3).flooredDivision(by: 7).remainder + 1 }

  /// From 1, the first of January.
  package var yearday: Int64 { days - CalendarDate.start(ofYear: date.year).daysSince1970 + 1 }
}

extension CalendarTime {
  package static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  package static let weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

  package var monthName: String { Self.monthNames[Int(date.month) - 1] }
  package var weekdayName: String { Self.weekdayNames[Int(weekday) - 1] }
}
