import CBSInterpreter
import CBSText

/// Rows under titles, fitted to a width.
struct TextTable {
  private let titles: [String]
  private let rows: [[Cell]]
  private static let gap = 2

  init(_ table: RecordTable) {
    titles = table.columns.map { $0.uppercased().visible }
    let areStatus = table.columns.map(Cell.showsStatus)
    rows = table.rows.map { row in row.indices.map { Cell(row[$0], isStatus: areStatus[$0]) } }
  }

  /// The lines, or nil where not even cut-off cells fit into `width`; nil as width cuts nothing.
  func lines(width: Int?, colored: Bool) -> [String]? {
    guard let widths = columnWidths(within: width) else { return nil }
    let rights = titles.indices.map { column in
      let cells = rows.lazy.map { $0[column] }.filter { $0.text != "-" }
      return !cells.isEmpty && cells.allSatisfy(\.isNumber)
    }
    let last = titles.count - 1
    var lines: [String] = []
    lines.reserveCapacity(rows.count + 1)
    let heads = titles.indices.map { column in
      let title = titles[column].truncated(toWidth: widths[column])
      let gap = String(repeating: " ", count: max(0, widths[column] - title.displayWidth))
      let painted = colored ? "\u{1b}[1m\(title)\u{1b}[0m" : title
      return rights[column] ? gap + painted : column == last ? painted : painted + gap
    }
    lines.append(heads.joined(separator: "  "))
    var line: [UInt8] = []
    for row in rows {
      line.removeAll(keepingCapacity: true)
      for (column, cell) in row.enumerated() {
        if column > 0 { line.append(contentsOf: "  ".utf8) }
        cell.write(
          to: &line, width: widths[column], isRight: rights[column], isLast: column == last, colored: colored)
      }
      lines.append(String(decoding: line, as: UTF8.self))
    }
    return lines
  }

  /// Cells for each column. The widest text columns give way first, down to 12 cells or their title;
  /// numbers are never cut, since a number without its end is a wrong number.
  private func columnWidths(within width: Int?) -> [Int]? {
    var widths = titles.map(\.displayWidth)
    var least = widths.map { min($0, 12) }
    for (column, title) in widths.enumerated() {
      var isText = false
      for row in rows {
        widths[column] = max(widths[column], row[column].width)
        if !row[column].isNumber, row[column].width > 1 { isText = true }
      }
      least[column] = isText ? min(widths[column], max(min(title, 12), 6)) : widths[column]
    }
    guard let width else { return widths }
    var excess = widths.reduce(0, +) + Self.gap * (widths.count - 1) - width
    guard excess > 0 else { return widths }
    guard least.reduce(0, +) + Self.gap * (widths.count - 1) <= width else { return nil }
    while excess > 0 {
      // Lower all of the widest together to the level of the next, so that no column starves for another.
      let shrinkable = widths.indices.filter { widths[$0] > least[$0] }
      guard let widest = shrinkable.map({ widths[$0] }).max() else { return nil }
      let level = shrinkable.map { widths[$0] < widest ? widths[$0] : least[$0] }.max() ?? 0
      let top = shrinkable.filter { widths[$0] == widest }
      let step = max(1, min(widest - level, (excess + top.count - 1) / top.count))
      for column in top where excess > 0 {
        let cut = min(step, widths[column] - least[column], excess)
        widths[column] -= cut
        excess -= cut
      }
    }
    return widths
  }
}
