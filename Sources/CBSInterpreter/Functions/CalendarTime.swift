import CBSValues

/// A time in the parts of a calendar, in UTC.
struct CalendarTime {
  /// What a time can be cut to.
  enum Unit: String, CaseIterable { case minute, hour, day, week, month, year }

  private let seconds: Int64
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
    self.seconds = seconds
    let (days, rest) = TimeText.floorDivide(seconds, by: 86_400)
    self.days = days
    (year, month, day) = TimeText.civil(fromDays: days)
    (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
  }

  /// From 1, Monday, to 7, Sunday.
  var weekday: Int64 { TimeText.floorDivide(days + 3, by: 7).remainder + 1 }

  /// From 1, the first of January.
  var yearday: Int64 { days - TimeText.days(year: year, month: 1, day: 1) + 1 }

  /// The names of `numbers`.
  static let fields = ["year", "month", "day", "hour", "minute", "second", "weekday", "yearday"]

  /// What the time is made of.
  var numbers: [Int64] { [year, month, day, hour, minute, second, weekday, yearday] }

  /// Seconds since 1970 up to the start of the unit the time is in; nil where they do not fit into 64 bits.
  func start(of unit: Unit) -> Int64? {
    let daysBefore =
      switch unit {
      case .minute, .hour, .day: Int64(0)
      case .week: weekday - 1
      case .month: day - 1
      case .year: yearday - 1
      }
    let secondsBefore =
      switch unit {
      case .minute: second
      case .hour: minute * 60 + second
      case .day, .week, .month, .year: hour * 3600 + minute * 60 + second
      }
    let (start, overflow) = seconds.subtractingReportingOverflow(daysBefore * 86_400 + secondsBefore)
    return overflow ? nil : start
  }
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
