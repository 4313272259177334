import CBSText
import CBSValues

/// A pattern of `format_time` and `parse_time`: text in which `%Y` and its like stand for parts of a time, in UTC.
struct TimePattern {
  /// What may stand behind `%`, as C's `strftime` calls it.
  enum Directive: Character, CaseIterable {
    case year = "Y"
    case month = "m"
    case day = "d"
    case dayWithBlank = "e"
    case yearday = "j"
    case hour = "H"
    case hourOfTwelve = "I"
    case half = "p"
    case minute = "M"
    case second = "S"
    case unix = "s"
    case monthName = "B"
    case shortMonthName = "b"
    case weekdayName = "A"
    case shortWeekdayName = "a"
    case weekday = "u"
    case date = "F"
    case clock = "T"
    case offset = "z"
    case zone = "Z"
    case percent = "%"
  }

  /// What the pattern is made of.
  enum Piece {
    case text(String)
    case directive(Directive)
  }

  /// In the order they stand.
  let pieces: [Piece]

  init(_ pattern: String) throws(FunctionFailure) {
    var pieces: [Piece] = []
    var text = ""
    var rest = pattern[...]
    while let character = rest.popFirst() {
      guard character == "%" else {
        text.append(character)
        continue
      }
      guard let letter = rest.popFirst(), let directive = Directive(rawValue: letter) else {
        let letters = Directive.allCases.map { "%\($0.rawValue)" }.joined(separator: " ")
        throw FunctionFailure(
          "the pattern has a '%' that is not followed by a known letter", hint: "known are \(letters)")
      }
      if !text.isEmpty { pieces.append(.text(text)) }
      text = ""
      switch directive {
      case .date: pieces += Self.joined([.year, .month, .day], by: "-")
      case .clock: pieces += Self.joined([.hour, .minute, .second], by: ":")
      case .percent: pieces.append(.text("%"))
      case .year, .month, .day, .dayWithBlank, .yearday, .hour, .hourOfTwelve, .half, .minute, .second, .unix,
        .monthName, .shortMonthName, .weekdayName, .shortWeekdayName, .weekday, .offset, .zone:
        pieces.append(.directive(directive))
      }
    }
    if !text.isEmpty { pieces.append(.text(text)) }
    self.pieces = pieces
  }

  private static func joined(_ directives: [Directive], by text: String) -> [Piece] {
    Array(directives.map { [.directive($0)] }.joined(separator: [.text(text)]))
  }

  /// The time as the pattern writes it.
  func text(of seconds: Int64) throws(FunctionFailure) -> Value {
    let time = CalendarTime(seconds)
    var result = BoundedText()
    for piece in pieces {
      switch piece {
      case .text(let text): try result.append(text)
      case .directive(let directive): try result.append(Self.text(directive, of: time, seconds))
      }
    }
    return result.value
  }

  private static func text(_ directive: Directive, of time: CalendarTime, _ seconds: Int64) -> String {
    switch directive {
    case .year: time.date.year.padded(to: 4)
    case .month: time.date.month.padded(to: 2)
    case .day: time.date.day.padded(to: 2)
    case .dayWithBlank: (time.date.day < 10 ? " " : "") + String(time.date.day)
    case .yearday: time.yearday.padded(to: 3)
    case .hour: time.hour.padded(to: 2)
    case .hourOfTwelve: ((time.hour + 11) % 12 + 1).padded(to: 2)
    case .half: time.hour < 12 ? "AM" : "PM"
    case .minute: time.minute.padded(to: 2)
    case .second: time.second.padded(to: 2)
    case .unix: String(seconds)
    case .monthName: time.monthName
    case .shortMonthName: String(time.monthName.prefix(3))
    case .weekdayName: time.weekdayName
    case .shortWeekdayName: String(time.weekdayName.prefix(3))
    case .weekday: String(time.weekday)
    case .offset: "+0000"
    case .zone: "UTC"
    // These were taken apart when the pattern was read.
    case .date, .clock, .percent: ""
    }
  }
}
