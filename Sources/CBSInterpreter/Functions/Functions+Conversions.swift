import CBSLanguage
import CBSValues
import OrderedCollections

extension Functions {
  /// Functions that make one kind of value from another.
  static let conversions: [Function] = [
    Function(
      "type", ["value"], returns: .string, "What kind of value it is.", example: "type(10GiB)", gives: "size"
    ) { arguments, _ in .string(arguments[0].typeName) },
    Function(
      "string", ["value"], preserves: .secrecy, "The value as a string.", example: "string(1h30m)", gives: "1h30m"
    ) {
      (arguments, _) throws(FunctionFailure) in
      var result = BoundedText()
      try result.append(arguments[0])
      return result.value
    },
    Function(
      "int", ["value", .init("base", .integer)], requiredCount: 1, returns: .integer,
      "The value as an integer; decimals are dropped.", example: #"int("42")"#, gives: "42"
    ) { (arguments, _) throws(FunctionFailure) in
      let base = try arguments.given(1)?.wantInteger() ?? 10
      guard (2...36).contains(base) else { throw FunctionFailure("a base goes from 2 to 36, not \(base)") }
      switch arguments[0] {
      case .string(let text):
        guard let number = Int64(text, radix: Int(base)) else {
          throw FunctionFailure("\(arguments[0].quoted) is not an integer" + (base == 10 ? "" : " to the base \(base)"))
        }
        return .integer(number)
      case .integer, .float, .boolean, .digits:
        guard arguments.count == 1 else { throw .wanted("a string to read to a base", arguments[0]) }
        return try arguments[0].truncated()
      case .null, .duration, .size, .time, .list, .record, .secret: throw .wanted("a number or a string", arguments[0])
      }
    },
    Function(
      "float", ["value"], returns: .number, "The value as a number with a point.", example: #"float("2.5")"#,
      gives: "2.5"
    ) { (arguments, _) throws(FunctionFailure) in
      if let number = arguments[0].double {
        guard number.isFinite else { throw .overflow }
        return .float(number)
      }
      guard let text = arguments[0].text else { throw .wanted("a number or a string", arguments[0]) }
      guard let number = Literal(reading: text, as: .number).flatMap({ Value(literal: $0).double }) else {
        throw FunctionFailure("\(arguments[0].quoted) is not a number")
      }
      return .float(number)
    },
    Function(
      "size", ["value"], returns: .size, "The size a string names, or of so many bytes.", example: #"size("10GiB")"#,
      gives: "10GiB"
    ) { (arguments, _) throws(FunctionFailure) in
      switch arguments[0] {
      case .size: return arguments[0]
      case .integer(let bytes):
        guard bytes >= 0 else { throw FunctionFailure("a size is 0 or more, not \(bytes)") }
        return .size(bytes)
      case .string(let text):
        guard let literal = Literal(reading: text, as: .size) else {
          throw FunctionFailure("\(arguments[0].quoted) is not a size", hint: "write 500MB or 10GiB")
        }
        return Value(literal: literal)
      case .null, .boolean, .float, .digits, .duration, .time, .list, .record, .secret:
        throw .wanted("a string or a number of bytes", arguments[0])
      }
    },
  ]

  /// Functions that take one of several values.
  static let choices: [Function] = [
    Function(
      "default", ["value", "fallback"], isVariadic: true, "The first of the values that is not null, else null.",
      example: #"default(get({a: 1}, "b"), "none")"#, gives: "none"
    ) { arguments, _ in arguments.first { !$0.isNull } ?? .null },
    Function(
      "choose", [.init("condition", .boolean), "yes", "no"], "The second value if the first is true, else the third.",
      example: #"choose(3 > 2, "more", "less")"#, gives: "more"
    ) { (arguments, _) throws(FunctionFailure) in try arguments[0].wantBoolean() ? arguments[1] : arguments[2] },
  ]
}

extension Value {
  /// The integer of a number without what follows its point, or of a boolean.
  fileprivate func truncated() throws(FunctionFailure) -> Value {
    switch self {
    case .integer: self
    case .float(let number): try number.rounded(.towardZero).asInteger()
    case .boolean(let flag): .integer(flag ? 1 : 0)
    case .digits: throw .overflow
    case .null, .string, .duration, .size, .time, .list, .record, .secret: throw .wanted("a number", self)
    }
  }
}
