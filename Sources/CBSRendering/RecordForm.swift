import CBSInterpreter
import CBSText
import CBSValues
import OrderedCollections

/// A record with one field a line: names in one column, values in the other, nothing cut off.
struct RecordForm {
  private let fields: [(name: String, value: Value?)]
  /// Whether it stands below a name of another: its names are written as they are.
  private var isNested = false
  /// Narrower than this nothing can be laid out; lines may then pass the edge.
  static let leastWidth = 8
  /// Narrower than this what is nested goes on in its line.
  private static let leastNestedWidth = 24
  private static let indentation = "  "

  init(_ record: OrderedDictionary<String, Value>, columns: [String]? = nil) {
    fields =
      columns.map { $0.map { ($0, record.value(at: $0)) } } ?? record.map { (name: $0.key, value: $0.value) }
  }

  init(columns: [String], row: [Value?]) {
    fields = zip(columns, row).map { (name: $0, value: $1) }
  }

  /// Values that do not fit go on below their beginning; so do the lines of texts with several.
  func lines(width: Int?, colored: Bool) -> [String] {
    let names = fields.map { (isNested ? $0.name : $0.name.uppercased()).visible }
    let available = width.map { max($0, Self.leastWidth) }
    var nameWidth = names.map(\.displayWidth).max() ?? 0
    if let available { nameWidth = min(nameWidth, available / 2 - 2) }
    let margin = String(repeating: " ", count: nameWidth + 2)
    var lines: [String] = []
    for (name, field) in zip(names, fields) {
      let shown = name.truncated(toWidth: nameWidth)
      let gap = String(repeating: " ", count: nameWidth + 2 - shown.displayWidth)
      let head = (colored && !isNested ? "\u{1b}[1m\(shown)\u{1b}[0m" : shown) + gap
      if let nested = nestedLines(of: field.value, width: available.map { $0 - Self.indentation.count }, colored) {
        lines.append(head.trimmingLastBlanks)
        lines += nested.map { Self.indentation + $0 }
        continue
      }
      let cell = Cell(field.value, isStatus: Cell.showsStatus(field.name))
      for (index, line) in valueLines(of: field.value, cell, width: available.map { $0 - nameWidth - 2 }).enumerated() {
        let text = (index == 0 ? head : margin) + (colored ? cell.paint(line) : line)
        lines.append(text.trimmingLastBlanks)
      }
    }
    return lines
  }

  /// The lines that stand below the name of a record or of a list of records; nil for other values, and where they
  /// do not fit.
  private func nestedLines(of value: Value?, width: Int?, _ colored: Bool) -> [String]? {
    if let width, width < Self.leastNestedWidth { return nil }
    switch value {
    case .record(let fields)? where !fields.isEmpty:
      var form = RecordForm(fields)
      form.isNested = true
      return form.lines(width: width, colored: colored)
    case .list(let elements)?:
      guard let table = RecordTable(.list(elements), columns: nil) else { return nil }
      if let lines = TextTable(table).lines(width: nil, colored: colored),
        let plain = TextTable(table).lines(width: nil, colored: false),
        width.map({ width in plain.allSatisfy { $0.displayWidth <= width } }) ?? true
      {
        return lines.map(\.trimmingLastBlanks)
      }
      return table.rows.flatMap { Self.line(of: $0).hanging(toWidth: width) }
    default: return nil
    }
  }

  /// The values of a row that there are, on one line.
  private static func line(of row: [Value?]) -> String {
    row.compactMap { value in
      guard let text = value?.humaneText, text != "-" else { return nil }
      return text.visible
    }.joined(separator: "  ")
  }

  private func valueLines(of value: Value?, _ cell: Cell, width: Int?) -> [String] {
    var texts = [cell.text]
    if case .string(let text) = value, text.utf8.contains(UInt8(ascii: "\n")) {
      texts = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).visible }
    }
    guard let width else { return texts }
    return texts.flatMap { $0.wrapped(toWidth: width) }
  }
}

extension String {
  /// The text within `width`; its further lines stand in.
  fileprivate func hanging(toWidth width: Int?) -> [String] {
    guard let width else { return [self] }
    let lines = wrapped(toWidth: width - 2)
    return lines.enumerated().map { index, line in ((index == 0 ? "" : "  ") + line).trimmingLastBlanks }
  }

  /// The text without the blanks at its end.
  package var trimmingLastBlanks: String {
    guard hasSuffix(" ") else { return self }
    return lastIndex { $0 != " " }.map { String(self[...$0]) } ?? ""
  }
}
