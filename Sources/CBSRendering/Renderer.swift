package import CBSInterpreter
import CBSValues

/// Writes an answer in one of the output formats.
///
/// The same answer gives the same content everywhere; only a terminal's width and colours differ.
package struct Renderer: Sendable {
  package let format: OutputFormat
  /// Cells of the terminal; nil elsewhere: plain columns, nothing cut off.
  package let width: Int?
  package let colored: Bool

  package init(format: OutputFormat, width: Int? = nil, colored: Bool = false) {
    self.format = format
    self.width = width
    self.colored = colored
  }

  /// The text with its final line break; empty where there is nothing to show (an empty list in a table).
  package func render(_ output: Output) -> String { format.text(output, self) }

  /// The lines, each with its line break.
  static func text(_ lines: [String]) -> String {
    var text = ""
    text.reserveCapacity(lines.reduce(0) { $0 + $1.utf8.count + 1 })
    for line in lines {
      text += line
      text += "\n"
    }
    return text
  }

  /// An answer for people: a list of records as a table where that is wanted and it fits, else one field a line.
  func lines(of output: Output, inTable: Bool) -> String { Self.text(lines(of: output, inTable: inTable)) }

  private func lines(of output: Output, inTable: Bool) -> [String] {
    switch output.value {
    case .list(let elements):
      guard let table = RecordTable(output.value, columns: output.columns) else {
        return elements.map { $0.humaneText.visible }
      }
      if inTable, let lines = TextTable(table).lines(width: width, colored: colored) { return lines }
      let forms = table.rows.map {
        RecordForm(columns: table.columns, row: $0).lines(width: width, colored: colored)
      }
      return Array(forms.joined(separator: [""]))
    case .record(let fields):
      return RecordForm(fields, columns: output.columns).lines(width: width, colored: colored)
    case .string(let text):
      return [text.hasSuffix("\n") ? String(text.dropLast()).visibleLines : text.visibleLines]
    case .null: return ["null"]
    case .boolean, .integer, .float, .digits, .duration, .size, .time, .secret:
      return [output.value.humaneText]
    }
  }
}
