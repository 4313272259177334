import CBSDiagnostics
import CBSInterpreter
import CBSText
import CBSValues
import OrderedCollections

/// One value as a table shows it, on one line.
struct Cell {
  /// What a status word says about how things stand.
  enum Mood {
    case good, pending, bad

    /// Words of the API's states, whichever field they stand in.
    init?(word: String) {
      switch word {
      case "done", "complete", "completed", "ready", "live", "ok", "up", "passed": self = .good
      case "in_progress", "queued", "not_started", "pending", "running", "waiting", "warning": self = .pending
      case "failed", "cancelled", "error", "down", "missing", "refused": self = .bad
      default: return nil
      }
    }

    /// The "select graphic rendition" parameter of its colour.
    var color: String {
      switch self {
      case .good: "32"
      case .pending: "33"
      case .bad: "31"
      }
    }
  }

  /// Safe to print: no control characters, no line breaks.
  let text: String
  let width: Int
  let isNumber: Bool
  let mood: Mood?

  /// The cell of `value`; nil stands for a field the record lacks. `isStatus`: whether its word may say how things
  /// stand.
  init(_ value: Value?, isStatus: Bool) {
    let text = (value ?? .null).humaneText
    let isPlain = text.isPrintableASCII
    self.text = isPlain ? text : text.visible
    width = isPlain ? text.utf8.count : self.text.displayWidth
    isNumber = value?.isCounted ?? false
    mood = isStatus ? Mood(word: text) : nil
  }

  /// Whether what is called `name` holds states.
  static func showsStatus(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix("status") || name.hasSuffix("state") || name == "result" || name == "check"
  }

  /// Appends the text within `width` cells, filled up with blanks unless `isLast`, coloured where wanted, as UTF-8.
  func write(to line: inout [UInt8], width: Int, isRight: Bool, isLast: Bool, colored: Bool) {
    let isCut = self.width > width
    let shown = isCut ? text.truncated(toWidth: width) : text
    let gap = repeatElement(UInt8(ascii: " "), count: max(0, width - (isCut ? shown.displayWidth : self.width)))
    if isRight { line.append(contentsOf: gap) }
    line.append(contentsOf: (colored ? paint(shown) : shown).utf8)
    if !isRight, !isLast { line.append(contentsOf: gap) }
  }

  func paint(_ text: String) -> String {
    mood.map { "\u{1b}[\($0.color)m\(text)\u{1b}[0m" } ?? text
  }
}

extension Value {
  /// The value for people: sizes and durations in round units, times in ISO 8601 (UTC), lists joined with `, `,
  /// null as `-`. Not for programs: `json` is exact.
  package var humaneText: String {
    switch self {
    case .null: "-"
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .float(let number): String(number)
    case .digits(let digits): digits
    case .string(let text): text
    case .duration(let nanoseconds): DurationText.brief(nanoseconds: nanoseconds)
    case .size(let bytes): SizeText.brief(bytes: bytes)
    case .time(let seconds): CalendarTime(seconds).iso
    case .list(let elements): elements.isEmpty ? "-" : elements.map(\.nestedText).joined(separator: ", ")
    case .record(let fields): fields.isEmpty ? "-" : nestedText
    case .secret(let secret): secret.description
    }
  }

  /// As `humaneText`, but lists and records carry their brackets, since they stand inside another.
  private var nestedText: String {
    switch self {
    case .list(let elements): "[" + elements.map(\.nestedText).joined(separator: ", ") + "]"
    case .record(let fields): "{" + fields.map { "\($0.key): \($0.value.nestedText)" }.joined(separator: ", ") + "}"
    case .null, .boolean, .integer, .float, .digits, .string, .duration, .size, .time, .secret: humaneText
    }
  }

  /// Whether it is read from its last digit, and so stands on the right.
  var isCounted: Bool {
    switch self {
    case .integer, .float, .digits, .duration, .size: true
    case .null, .boolean, .string, .time, .list, .record, .secret: false
    }
  }
}
