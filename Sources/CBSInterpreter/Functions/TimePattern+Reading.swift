import CBSText
import CBSValues

extension TimePattern {
  /// Seconds since 1970 of the time that `text` writes by the pattern; nil where it does not fit.
  ///
  /// Without a year it is 1970, without a month January, and so on; a weekday has to be one, whichever it is.
  func seconds(of text: String) -> Int64? {
    var reading = Reading(rest: Array(text.utf8)[...])
    for piece in pieces {
      switch piece {
      case .text(let text): guard reading.skip(text) else { return nil }
      case .directive(let directive): guard reading.read(directive) else { return nil }
      }
    }
    return reading.rest.isEmpty ? reading.seconds : nil
  }

  private struct Reading {
    var rest: ArraySlice<UInt8>
    private var year: Int64 = 1970
    private var month: Int64 = 1
    private var day: Int64 = 1
    private var yearday: Int64?
    private var hour: Int64 = 0
    private var isAfternoon: Bool?
    private var minute: Int64 = 0
    private var second: Int64 = 0
    private var offset: Int64 = 0
    private var unix: Int64?

    init(rest: ArraySlice<UInt8>) { self.rest = rest }

    /// The time read; nil where there is no such one.
    var seconds: Int64? {
      if let unix { return unix }
      guard var days = CalendarDate(year: year, month: month, day: day)?.daysSince1970 else { return nil }
      if let yearday {
        days = CalendarDate.start(ofYear: year).daysSince1970 + yearday - 1
        guard days < CalendarDate.start(ofYear: year + 1).daysSince1970 else { return nil }
      }
      let hours = isAfternoon.map { hour % 12 + ($0 ? 12 : 0) } ?? hour
      return days * 86_400 + hours * 3600 + minute * 60 + second - offset
    }

    mutating func skip(_ text: String) -> Bool {
      guard rest.starts(with: text.utf8) else { return false }
      rest = rest.dropFirst(text.utf8.count)
      return true
    }

    mutating func read(_ directive: Directive) -> Bool {
      switch directive {
      case .year: return number(4, 0...9999) { $0.year = $1 }
      case .month: return number(2, 1...12) { $0.month = $1 }
      case .day: return number(2, 1...31) { $0.day = $1 }
      case .dayWithBlank:
        let width = skip(" ") ? 1 : 2
        return number(width, 1...31) { $0.day = $1 }
      case .yearday: return number(3, 1...366) { $0.yearday = $1 }
      case .hour: return number(2, 0...23) { $0.hour = $1 }
      case .hourOfTwelve: return number(2, 1...12) { $0.hour = $1 }
      case .half:
        isAfternoon = skip("PM") || skip("pm")
        return isAfternoon == true || skip("AM") || skip("am")
      case .minute: return number(2, 0...59) { $0.minute = $1 }
      // A leap second is the first of the next minute.
      case .second: return number(2, 0...60) { $0.second = $1 }
      case .unix: return readUnix()
      case .monthName: return name(CalendarTime.monthNames) { $0.month = $1 }
      case .shortMonthName: return name(CalendarTime.monthNames.map { String($0.prefix(3)) }) { $0.month = $1 }
      case .weekdayName: return name(CalendarTime.weekdayNames) { _, _ in }
      case .shortWeekdayName: return name(CalendarTime.weekdayNames.map { String($0.prefix(3)) }) { _, _ in }
      case .weekday: return number(1, 1...7) { _, _ in }
      case .offset: return readOffset()
      case .zone: return skip("UTC") || skip("GMT")
      // These were taken apart when the pattern was read.
      case .date, .clock, .percent: return true
      }
    }

    /// Reads exactly `width` digits of a number in `range`.
    private mutating func number(
      _ width: Int, _ range: ClosedRange<Int64>, _ store: (inout Self, Int64) -> Void
    ) -> Bool {
      let digits = rest.prefix(width)
      guard digits.count == width, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
      let number = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
      guard range.contains(number) else { return false }
      rest = rest.dropFirst(width)
      store(&self, number)
      return true
    }

    /// Reads one of `names`, of which none begins another.
    private mutating func name(_ names: [String], _ store: (inout Self, Int64) -> Void) -> Bool {
      for (index, name) in names.enumerated() where skip(name) {
        store(&self, Int64(index) + 1)
        return true
      }
      return false
    }

    private mutating func readUnix() -> Bool {
      let isNegative = rest.first == UInt8(ascii: "-")
      let digits = rest.dropFirst(isNegative ? 1 : 0).prefix { (0x30...0x39).contains($0) }
      let text = (isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self)
      guard let number = Int64(text) else { return false }
      unix = number
      rest = rest[digits.endIndex...]
      return true
    }

    /// Reads `Z`, `+0200` or `+02:00`.
    private mutating func readOffset() -> Bool {
      if skip("Z") { return true }
      let isWest = rest.first == UInt8(ascii: "-")
      guard skip("+") || skip("-"), number(2, 0...23, { $0.offset = $1 * 3600 }) else { return false }
      _ = skip(":")
      guard number(2, 0...59, { $0.offset += $1 * 60 }) else { return false }
      if isWest { offset = -offset }
      return true
    }
  }
}
