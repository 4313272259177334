import CBSLanguage
import CBSValues

extension Functions {
  /// Functions that write times by a pattern and read them.
  static let timeTexts: [Function] = [
    Function(
      "format_time", [.init("time", .time), .init("pattern", .text)], returns: .text,
      "The time in UTC by a pattern: %Y-%m-%d %H:%M:%S, %b, %a, %j.",
      example: #"format_time(time("2026-03-01T10:00:00Z"), "%d %b %Y, %H:%M")"#, gives: "01 Mar 2026, 10:00"
    ) { (arguments, _) throws(FunctionFailure) in
      let seconds = try arguments[0].wantTime()
      return try TimePattern(try arguments[1].wantText()).text(of: seconds)
    },
    Function(
      "parse_time", [.init("text", .text), .init("pattern", .text)], returns: .time,
      "The time a text writes by a pattern, in UTC or with %z.",
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
