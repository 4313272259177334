import CBSRendering
import CBSText

/// A help page, laid out within a width.
struct HelpPage {
  private var lines: [String] = []
  private let width: Int

  /// Limits the width: lines over 100 columns are hard to read, and under 20 no layout works.
  init(width: Int) { self.width = min(max(width, 20), 100) }

  var isEmpty: Bool { lines.isEmpty }
  var text: String { lines.map { $0 + "\n" }.joined() }

  /// Adds an empty line, unless the last line is empty.
  mutating func blank() { if let last = lines.last, !last.isEmpty { lines.append("") } }

  mutating func title(_ title: String) {
    blank()
    paragraph(title + ":")
  }

  /// Adds a string of any length, wrapped and indented.
  mutating func paragraph(_ text: String, indentation: Int = 0) {
    let margin = String(repeating: " ", count: indentation)
    for line in text.wrapped(toWidth: width - indentation) { add(margin + line) }
  }

  /// Adds a line of code. It is never wrapped, so that it can be copied.
  mutating func code(_ text: String) { add("  " + text) }

  /// Adds paragraphs; lines that begin with two spaces are code.
  mutating func write(_ text: String) {
    var paragraph = ""
    func flush(_ page: inout HelpPage) {
      if !paragraph.isEmpty { page.paragraph(paragraph) }
      paragraph = ""
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        flush(&self)
        blank()
      } else if line.hasPrefix("  ") {
        flush(&self)
        code(String(line.dropFirst(2)))
      } else {
        paragraph += (paragraph.isEmpty ? "" : " ") + line
      }
    }
    flush(&self)
  }

  /// Adds names and their descriptions as two columns; a name that is too long gets its own line.
  mutating func rows(_ rows: [(name: String, text: String)], nameWidth least: Int = 0) {
    let limit = max(8, min(30, width / 2 - 4))
    let fitting = rows.map(\.name.displayWidth).filter { $0 <= limit }
    let column = min(limit, max(least, fitting.max() ?? limit))
    for row in rows {
      let fits = row.name.displayWidth <= column
      if !fits || row.text.isEmpty {
        for line in row.name.wrapped(toWidth: width - 2) { add("  " + line) }
        if row.text.isEmpty { continue }
      }
      let margin = String(repeating: " ", count: column + 4)
      for (index, line) in row.text.wrapped(toWidth: width - column - 4).enumerated() {
        let gap = String(repeating: " ", count: max(0, column + 2 - row.name.displayWidth))
        add(index == 0 && fits ? "  " + row.name + gap + line : margin + line)
      }
    }
  }

  /// Adds a line without trailing spaces. Wrapping may leave only spaces: then there is nothing to add.
  private mutating func add(_ line: String) {
    let line = line.trimmingLastBlanks
    if !line.isEmpty { lines.append(line) }
  }
}
