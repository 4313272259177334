import CBSJSON
import CBSLanguage

extension Functions {
  /// Functions that make one kind of value from another.
  static let conversions: [Function] = [
    Function("text", ["value"], "The value as text.", example: "text(1h30m)", gives: "1h30m") {
      arguments, _ in
      if case .secret = arguments[0] { arguments[0] } else { .text(arguments[0].description) }
    },
    Function(
      "int", ["value"], "The value as an integer; a part behind the point is dropped.", example: #"int("42")"#,
      gives: "42"
    ) {
      (arguments, _) throws(FunctionFailure) in
      switch arguments[0] {
      case .integer: return arguments[0]
      case .float(let number):
        guard let whole = Int64(exactly: number.rounded(.towardZero)) else {
          throw FunctionFailure("the result does not fit into 64 bits", code: "overflow")
        }
        return .integer(whole)
      case .text(let text):
        guard let number = Int64(text) else { throw FunctionFailure("\(arguments[0].quoted) is not an integer") }
        return .integer(number)
      case .boolean(let flag): return .integer(flag ? 1 : 0)
      case .null, .digits, .duration, .size, .time, .list, .record, .secret:
        throw .wanted("a number or a text", arguments[0])
      }
    },
    Function("float", ["value"], "The value as a number with a point.", example: #"float("2.5")"#, gives: "2.5") {
      (arguments, _) throws(FunctionFailure) in
      if let number = arguments[0].double, number.isFinite { return .float(number) }
      guard let text = arguments[0].text else { throw .wanted("a number or a text", arguments[0]) }
      guard case .float(let number)? = Literal(reading: text, as: .number).map(Value.init(literal:))?.asFloat else {
        throw FunctionFailure("\(arguments[0].quoted) is not a number")
      }
      return .float(number)
    },
    Function(
      "duration", ["text"], "The duration a text names.", example: #"duration("90m")"#, gives: "1h30m"
    ) { (arguments, _) throws(FunctionFailure) in
      if case .duration = arguments[0] { return arguments[0] }
      guard let literal = Literal(reading: try arguments[0].wantText(), as: .duration) else {
        throw FunctionFailure("\(arguments[0].quoted) is not a duration", hint: "write 5s or 30m")
      }
      return Value(literal: literal)
    },
    Function(
      "time", ["text"], "The time a text in ISO 8601 names.", example: #"time("2026-03-01T11:00:00+01:00")"#,
      gives: "2026-03-01T10:00:00Z"
    ) { (arguments, _) throws(FunctionFailure) in
      switch arguments[0] {
      case .time: return arguments[0]
      case .integer(let seconds): return .time(seconds)
      default:
        guard let seconds = TimeText.seconds(of: try arguments[0].wantText()) else {
          throw FunctionFailure("\(arguments[0].quoted) is not a time", hint: "write 2026-03-01T10:00:00Z")
        }
        return .time(seconds)
      }
    },
    Function("now", [], "The time now.", example: "type(now())", gives: "time") { _, context in .time(context.clock())
    },
    Function(
      "json", ["value"], "The value as JSON text; secrets stay hidden.", example: #"json({a: [1, null]})"#,
      gives: #"{"a":[1,null]}"#
    ) { arguments, _ in .text(arguments[0].json.text) },
    Function(
      "parse_json", ["text"], "The value of a JSON text.", example: #"parse_json("[1, 2]")"#, gives: "[1,2]"
    ) { (arguments, _) throws(FunctionFailure) in
      let text = try arguments[0].wantText()
      do throws(JSONError) {
        return Value(json: try JSON(parsing: text))
      } catch {
        throw FunctionFailure("this is not JSON: \(error.message) at byte \(error.offset)")
      }
    },
    Function("type", ["value"], "What kind of value it is.", example: "type(10GiB)", gives: "size") { arguments, _ in
      .text(arguments[0].typeName)
    },
  ]
}

extension Value {
  /// The value of a literal.
  init(literal: Literal) {
    switch literal {
    case .null: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .integer(let number): self = .integer(number)
    case .float(let number): self = .float(number)
    case .duration(let nanoseconds): self = .duration(nanoseconds)
    case .size(let bytes): self = .size(bytes)
    }
  }

  fileprivate var asFloat: Value? { double.map(Value.float) }
}
