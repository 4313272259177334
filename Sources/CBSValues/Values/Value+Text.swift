import CBSText
extension Value: CustomStringConvertible {
  /// The value as interpolation and `print` write it: `1h30m`, `10GiB`, `2026-03-01T10:00:00Z`, lists and records as
  /// JSON on one line, a secret as its placeholder.
  package var description: String {
    switch self {
    case .string(let text): text
    case .duration(let nanoseconds): DurationText.exact(nanoseconds: nanoseconds)
    case .size(let bytes): SizeText.exact(bytes: bytes)
    case .time(let seconds): CalendarTime(seconds).iso
    case .secret(let secret): secret.description
    case .null, .boolean, .integer, .float, .digits, .list, .record: json.text
    }
  }

  /// What kind of value it is, with its article, for messages: `a list`.
  package var kindName: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .float, .digits: "a number"
    case .string: "a string"
    case .duration: "a duration"
    case .size: "a size"
    case .time: "a time"
    case .list: "a list"
    case .record: "a record"
    case .secret: "a secret"
    }
  }

  /// What `type($x)` answers: one word.
  package var typeName: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .integer: "integer"
    case .float, .digits: "number"
    case .string: "string"
    case .duration: "duration"
    case .size: "size"
    case .time: "time"
    case .list: "list"
    case .record: "record"
    case .secret: "secret"
    }
  }

  /// The value in a message: texts in quotes, long ones cut.
  package var quoted: String {
    let text: String =
      switch self {
      case .string(let text): JSON.quoted(text)
      case .null, .boolean, .integer, .float, .digits, .duration, .size, .time, .list, .record, .secret: description
      }
    return text.count <= 60 ? text : text.prefix(59) + "…"
  }
}
