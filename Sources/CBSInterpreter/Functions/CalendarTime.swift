/// A time in the parts of a calendar, in UTC.
struct CalendarTime {
  /// Days since 1970-01-01.
  private let days: Int64
  let year: Int64
  let month: Int64
  let day: Int64
  let hour: Int64
  let minute: Int64
  let second: Int64

  /// - Parameter seconds: since 1970.
  init(_ seconds: Int64) {
    let (days, rest) = TimeText.floorDivide(seconds, by: 86_400)
    self.days = days
    (year, month, day) = TimeText.civil(fromDays: days)
    (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
  }

  /// From 1, Monday, to 7, Sunday.
  var weekday: Int64 { TimeText.floorDivide(days + 3, by: 7).remainder + 1 }

  /// From 1, the first of January.
  var yearday: Int64 { days - TimeText.days(year: year, month: 1, day: 1) + 1 }
}

extension CalendarTime {
  static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  static let weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

  var monthName: String { Self.monthNames[Int(month) - 1] }
  var weekdayName: String { Self.weekdayNames[Int(weekday) - 1] }
}
