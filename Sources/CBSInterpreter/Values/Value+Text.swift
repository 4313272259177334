import CBSLanguage
import CBSValues

extension Value: CustomStringConvertible {
  /// The value as interpolation and `print` write it: `1h30m`, `10GiB`, `2026-03-01T10:00:00Z`, lists and records as
  /// JSON on one line, a secret as its placeholder.
  package var description: String {
    switch self {
    case .text(let text): text
    case .duration(let nanoseconds): DurationText.text(ofNanoseconds: nanoseconds)
    case .size(let bytes): SizeText.text(ofBytes: bytes)
    case .time(let seconds): TimeText.text(ofSeconds: seconds)
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
    case .text: "a text"
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
    case .text: "text"
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
      case .text(let text): JSON.quoted(text)
      case .null, .boolean, .integer, .float, .digits, .duration, .size, .time, .list, .record, .secret: description
      }
    return text.count <= 60 ? text : text.prefix(59) + "…"
  }
}

/// `1h30m`: whole units from days down to milliseconds, the rest as a part of a millisecond.
enum DurationText {
  /// The text of a duration; it reads back as the same where it is whole milliseconds.
  static func text(ofNanoseconds nanoseconds: Int64) -> String {
    var rest = nanoseconds.magnitude
    guard rest > 0 else { return "0s" }
    var text = nanoseconds < 0 ? "-" : ""
    for (unit, length) in [
      ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000),
    ]
      as [(String, UInt64)]
    where rest >= length {
      text += String(rest / length) + unit
      rest %= length
    }
    guard rest > 0 else { return text }
    let (whole, part) = rest.quotientAndRemainder(dividingBy: 1_000_000)
    guard part > 0 else { return text + "\(whole)ms" }
    let digits = String(1_000_000 + part).dropFirst()
    return text + "\(whole)." + digits.trimmed(of: "0") + "ms"
  }

  /// The duration in short, for progress: whole seconds from one second on.
  static func rough(_ nanoseconds: Int64) -> String {
    text(ofNanoseconds: nanoseconds >= 1_000_000_000 ? nanoseconds / 1_000_000_000 * 1_000_000_000 : nanoseconds)
  }
}

/// `10GiB`: the greatest unit that divides it.
enum SizeText {
  /// The text of a size; it reads back as the same.
  static func text(ofBytes bytes: Int64) -> String {
    let units: [(String, UInt64)] = [
      ("TiB", 1 << 40), ("TB", 1_000_000_000_000), ("GiB", 1 << 30), ("GB", 1_000_000_000), ("MiB", 1 << 20),
      ("MB", 1_000_000), ("KiB", 1 << 10), ("kB", 1000),
    ]
    let magnitude = bytes.magnitude
    let sign = bytes < 0 ? "-" : ""
    for (unit, length) in units where magnitude > 0 && magnitude.isMultiple(of: length) {
      return sign + String(magnitude / length) + unit
    }
    return sign + String(magnitude) + "B"
  }
}

extension Substring {
  /// Without the `character`s at its end.
  fileprivate func trimmed(of character: Character) -> Substring {
    var text = self
    while text.last == character { text.removeLast() }
    return text
  }
}
