import CBSDiagnostics
import CBSInterpreter
import OrderedCollections

/// A record with one field a line: names in one column, values in the other, nothing cut off.
struct RecordForm {
  private let fields: [(name: String, value: Value?)]
  /// Narrower than this nothing can be laid out; lines may then pass the edge.
  static let leastWidth = 8

  init(_ record: OrderedDictionary<String, Value>, columns: [String]? = nil) {
    fields =
      columns.map { $0.map { ($0, record.value(at: $0)) } } ?? record.map { (name: $0.key, value: $0.value) }
  }

  init(columns: [String], row: [Value?]) {
    fields = zip(columns, row).map { (name: $0, value: $1) }
  }

  /// Values that do not fit go on below their beginning; so do the lines of texts with several.
  func lines(width: Int?, colored: Bool) -> [String] {
    let names = fields.map { $0.name.uppercased().visible }
    let available = width.map { max($0, Self.leastWidth) }
    var nameWidth = names.map(\.displayWidth).max() ?? 0
    if let available { nameWidth = min(nameWidth, available / 2 - 2) }
    let margin = String(repeating: " ", count: nameWidth + 2)
    var lines: [String] = []
    for (name, field) in zip(names, fields) {
      let shown = name.truncated(toWidth: nameWidth)
      let gap = String(repeating: " ", count: nameWidth + 2 - shown.displayWidth)
      let head = (colored ? "\u{1b}[1m\(shown)\u{1b}[0m" : shown) + gap
      let cell = Cell(field.value, in: field.name)
      for (index, line) in valueLines(of: field.value, cell, width: available.map { $0 - nameWidth - 2 }).enumerated() {
        let text = (index == 0 ? head : margin) + (colored ? cell.paint(line) : line)
        lines.append(text.trimmingLastBlanks)
      }
    }
    return lines
  }

  private func valueLines(of value: Value?, _ cell: Cell, width: Int?) -> [String] {
    var texts = [cell.text]
    if case .text(let text) = value, text.utf8.contains(UInt8(ascii: "\n")) {
      texts = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).visible }
    }
    guard let width else { return texts }
    return texts.flatMap { $0.wrapped(toWidth: width) }
  }
}

extension String {
  /// The text without the blanks at its end.
  var trimmingLastBlanks: String {
    guard hasSuffix(" ") else { return self }
    return lastIndex { $0 != " " }.map { String(self[...$0]) } ?? ""
  }
}
