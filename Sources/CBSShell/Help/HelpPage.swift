import CBSText

/// Text for people, laid out within a width.
struct HelpPage {
  private var lines: [String] = []
  private let width: Int

  /// Wider than 100 columns nothing reads well; below 20 nothing can be laid out.
  init(width: Int) { self.width = min(max(width, 20), 100) }

  var isEmpty: Bool { lines.isEmpty }
  var text: String { lines.map { $0 + "\n" }.joined() }

  /// An empty line, unless one is there.
  mutating func blank() { if let last = lines.last, !last.isEmpty { lines.append("") } }

  mutating func title(_ title: String) {
    blank()
    paragraph(title + ":")
  }

  /// A text of any length; its further lines stand in by `indentation`.
  mutating func paragraph(_ text: String, indentation: Int = 0) {
    let margin = String(repeating: " ", count: indentation)
    for line in text.wrapped(toWidth: width - indentation) { add(margin + line) }
  }

  /// A line to be typed. It is never broken, so that it can be copied.
  mutating func code(_ text: String) { add("  " + text) }

  /// Paragraphs; lines that begin with two blanks are kept as lines of their own.
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

  /// Names and what they are, aligned; a name that is too long stands on a line of its own.
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

  /// A line without blanks at its end; nothing where only blanks were left of one that was broken.
  private mutating func add(_ line: String) {
    let line = line.trimmingLastBlanks
    if !line.isEmpty { lines.append(line) }
  }
}
