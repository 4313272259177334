import CBSInterpreter
import CBSValues
import OrderedCollections

/// Comma- or tab-separated values: a line of titles, a line for each record.
enum DelimitedText {
  /// RFC 4180: lines end in CR LF; cells with quotes, commas or line breaks stand in quotes.
  case csv
  /// Lines end in LF; tabs, line breaks and backslashes in a cell are written `\t`, `\n`, `\r`, `\\`.
  case tsv

  /// All fields of the records, those of `output.columns` first. What is not a record stands in a column `value`.
  func text(of output: Output) -> String {
    var text = ""
    switch output.value {
    case .record:
      if let table = RecordTable(.list([output.value]), columns: output.columns, isComplete: true) {
        write(table, to: &text)
      }
    case .list(let elements):
      if let table = RecordTable(output.value, columns: output.columns, isComplete: true) {
        write(table, to: &text)
      } else if !elements.isEmpty {
        write(["value"], to: &text)
        for element in elements { write([cell(element)], to: &text) }
      } else if let columns = output.columns {
        write(columns, to: &text)
      }
    case .null, .boolean, .integer, .float, .digits, .string, .duration, .size, .time, .secret:
      write(["value"], to: &text)
      write([cell(output.value)], to: &text)
    }
    return text
  }

  private func write(_ table: RecordTable, to text: inout String) {
    write(table.columns, to: &text)
    for row in table.rows { write(row.map(cell), to: &text) }
  }

  /// Texts as they are, null as nothing, lists and records as JSON.
  private func cell(_ value: Value?) -> String {
    guard let value, value != .null else { return "" }
    let json = value.json
    return json.string ?? json.text
  }

  private func write(_ cells: [String], to text: inout String) {
    switch self {
    case .csv:
      // A single empty cell would be an empty line, which readers skip.
      text += cells == [""] ? "\"\"" : cells.map(quoted).joined(separator: ",")
      text += "\r\n"
    case .tsv: text += cells.map(escaped).joined(separator: "\t") + "\n"
    }
  }

  private func quoted(_ cell: String) -> String {
    let isSpecial = cell.unicodeScalars.contains { $0 == "\"" || $0 == "," || $0 == "\n" || $0 == "\r" }
    guard isSpecial || cell.hasPrefix(" ") || cell.hasSuffix(" ") else { return cell }
    var text = "\""
    for scalar in cell.unicodeScalars {
      if scalar == "\"" { text += "\"" }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }

  private func escaped(_ cell: String) -> String {
    var text = ""
    for scalar in cell.unicodeScalars {
      switch scalar {
      case "\t": text += "\\t"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\\": text += "\\\\"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
