import CBSLanguage
import CBSText
import CBSValues
import OrderedCollections

extension Functions {
  /// Functions on durations and times.
  static let times: [Function] = [
    Function("now", [], returns: .time, "The time now.", example: "type(now())", gives: "time") { _, context in
      .time(context.clock())
    },
    Function(
      "time", ["value"], returns: .time, "The time of an ISO 8601 text, or of seconds since 1970.",
      example: #"time("2026-03-01T11:00:00+01:00")"#, gives: "2026-03-01T10:00:00Z"
    ) { (arguments, _) throws(FunctionFailure) in
      switch arguments[0] {
      case .time: return arguments[0]
      case .integer(let seconds): return .time(seconds)
      case .text(let text):
        guard let seconds = CalendarTime.seconds(iso: text) else {
          throw FunctionFailure(
            "\(arguments[0].quoted) is not a time",
            hint: "write 2026-03-01T10:00:00Z; parse_time(text, pattern) reads others")
        }
        return .time(seconds)
      case .null, .boolean, .float, .digits, .duration, .size, .list, .record, .secret:
        throw .wanted("a text or seconds since 1970", arguments[0])
      }
    },
    Function(
      "unix", [.init("time", .time)], returns: .integer, "Seconds since 1970 up to the time.",
      example: #"unix(time("2026-03-01T10:00:00Z"))"#, gives: "1772359200"
    ) { (arguments, _) throws(FunctionFailure) in .integer(try arguments[0].wantTime()) },
    Function(
      "since", [.init("time", .time)], returns: .duration, "How long ago the time was; below 0 for one to come.",
      example: "since(now() - 90s)", gives: "1m30s"
    ) { (arguments, context) throws(FunctionFailure) in
      try arithmetic(.subtract, .time(context.clock()), .time(try arguments[0].wantTime()))
    },
    Function(
      "duration", ["value"], returns: .duration, "The duration a text names, or of so many seconds.",
      example: #"duration("90m")"#, gives: "1h30m"
    ) { (arguments, _) throws(FunctionFailure) in
      switch arguments[0] {
      case .duration: return arguments[0]
      case .integer, .float: return try arithmetic(.multiply, .duration(1_000_000_000), arguments[0])
      case .text(let text):
        guard let literal = Literal(reading: text, as: .duration) else {
          throw FunctionFailure("\(arguments[0].quoted) is not a duration", hint: "write 5s or 30m")
        }
        return Value(literal: literal)
      case .null, .boolean, .digits, .size, .time, .list, .record, .secret:
        throw .wanted("a text or a number of seconds", arguments[0])
      }
    },
    Function(
      "seconds", [.init("duration", .duration)], returns: .number, "How many seconds the duration has.",
      example: "seconds(1m30s)", gives: "90"
    ) { (arguments, _) throws(FunctionFailure) in
      let (whole, part) = try arguments[0].wantDuration().quotientAndRemainder(dividingBy: 1_000_000_000)
      return part == 0 ? .integer(whole) : .float(Double(try arguments[0].wantDuration()) / 1_000_000_000)
    },
    Function(
      "start_of", [.init("time", .time), .init("unit", .text)], returns: .time,
      "The start of its minute, hour, day, week, month or year, in UTC.",
      example: #"start_of(time("2026-03-18T10:20:30Z"), "month")"#, gives: "2026-03-01T00:00:00Z"
    ) { (arguments, _) throws(FunctionFailure) in
      let (seconds, name) = (try arguments[0].wantTime(), try arguments[1].wantText())
      guard let unit = CalendarTime.Unit(rawValue: name) else {
        let names = CalendarTime.Unit.allCases.map(\.rawValue).joined(separator: ", ")
        throw FunctionFailure("\(arguments[1].quoted) is no unit of time", hint: "it is one of \(names)")
      }
      guard let start = CalendarTime(seconds).start(of: unit) else { throw .overflow }
      return .time(start)
    },
    Function(
      "time_parts", [.init("time", .time)],
      returns: .record(CalendarTime.fields.map { .init($0) }),
      "Year, month, day, weekday and the rest, in UTC.",
      example: #"time_parts(time("2026-03-01T10:00:00Z")).weekday"#, gives: "7"
    ) { (arguments, _) throws(FunctionFailure) in
      let parts = CalendarTime(try arguments[0].wantTime())
      return .record(.init(uniqueKeysWithValues: zip(CalendarTime.fields, parts.numbers.map(Value.integer))))
    },
  ]
}
