import CBSInterpreter
import CBSValues
import OrderedCollections

/// An answer as Markdown: tables for records, bullets for lists.
struct MarkdownText {
  let text: String

  init(_ output: Output) {
    var lines: [String] = []
    switch output.value {
    case .list(let elements):
      if let table = RecordTable(output.value, columns: output.columns) {
        lines = Self.table(titles: table.columns, rows: table.rows)
      } else {
        lines = elements.map { "- " + Self.cell($0) }
      }
    case .record(let fields):
      let names = output.columns ?? Array(fields.keys)
      lines = Self.table(titles: ["field", "value"], rows: names.map { [.string($0), fields.value(at: $0)] })
    case .null, .boolean, .integer, .float, .digits, .string, .duration, .size, .time, .secret:
      lines = [Self.cell(output.value)]
    }
    text = lines.map { $0 + "\n" }.joined()
  }

  private static func table(titles: [String], rows: [[Value?]]) -> [String] {
    let rights = titles.indices.map { column in
      rows.allSatisfy { $0[column]?.isCounted ?? true } && rows.contains { $0[column] != nil }
    }
    return [
      line(titles.map { cell(.string($0)) }), line(rights.map { $0 ? "---:" : "---" }),
    ] + rows.map { line($0.map { cell($0 ?? .null) }) }
  }

  private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  /// The value on one line, with what would end the cell or begin markup written so that it shows as itself.
  private static func cell(_ value: Value) -> String {
    var text = ""
    for scalar in value.humaneText.visibleLines.unicodeScalars {
      switch scalar {
      case "|", "\\", "`", "*", "<", "[", "]": text += "\\" + String(scalar)
      case "\n": text += "<br>"
      case "\t": text += " "
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
