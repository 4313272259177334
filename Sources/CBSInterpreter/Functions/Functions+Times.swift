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
      "time", ["value"], returns: .time, "The time of an ISO 8601 string, or of seconds since 1970.",
      example: #"time("2026-03-01T11:00:00+01:00")"#, gives: "2026-03-01T10:00:00Z"
    ) { (arguments, _) throws(FunctionFailure) in
      switch arguments[0] {
      case .time: return arguments[0]
      case .integer(let seconds): return .time(seconds)
      case .string(let text):
        guard let seconds = CalendarTime.seconds(iso: text) else {
          throw FunctionFailure(
            "\(arguments[0].quoted) is not a time",
            hint: "write 2026-03-01T10:00:00Z; parse_time(string, pattern) reads others")
        }
        return .time(seconds)
      case .null, .boolean, .float, .digits, .duration, .size, .list, .record, .secret:
        throw .wanted("a string or seconds since 1970", arguments[0])
      }
    },
    Function(
      "duration", ["value"], returns: .duration, "The duration a string names, or of so many seconds.",
      example: #"duration("90m")"#, gives: "1h30m"
    ) { (arguments, _) throws(FunctionFailure) in
      switch arguments[0] {
      case .duration: return arguments[0]
      case .integer, .float: return try arithmetic(.multiply, .duration(1_000_000_000), arguments[0])
      case .string(let text):
        guard let literal = Literal(reading: text, as: .duration) else {
          throw FunctionFailure("\(arguments[0].quoted) is not a duration", hint: "write 5s or 30m")
        }
        return Value(literal: literal)
      case .null, .boolean, .digits, .size, .time, .list, .record, .secret:
        throw .wanted("a string or a number of seconds", arguments[0])
      }
    },
    Function(
      "format_time", [.init("time", .time), .init("pattern", .string)], returns: .string,
      "The time in UTC by a pattern: %Y-%m-%d %H:%M:%S, %b, %a, %j.",
      example: #"format_time(time("2026-03-01T10:00:00Z"), "%d %b %Y, %H:%M")"#, gives: "01 Mar 2026, 10:00"
    ) { (arguments, _) throws(FunctionFailure) in
      let seconds = try arguments[0].wantTime()
      return try TimePattern(try arguments[1].wantText()).text(of: seconds)
    },
    Function(
      "parse_time", [.init("string", .string), .init("pattern", .string)], returns: .time,
      "The time a string writes by a pattern, in UTC or with %z.",
      example: #"parse_time("01/Mar/2026 12:00 +0200", "%d/%b/%Y %H:%M %z")"#, gives: "2026-03-01T10:00:00Z"
    ) { (arguments, _) throws(FunctionFailure) in
      let (text, pattern) = (try arguments[0].wantText(), try arguments[1].wantText())
      guard let seconds = try TimePattern(pattern).seconds(of: text) else {
        throw FunctionFailure(
          "\(arguments[0].quoted) is not as \(arguments[1].quoted) writes it",
          hint: "every character has to fit; months and days have two digits")
      }
      return .time(seconds)
    },
  ]
}
