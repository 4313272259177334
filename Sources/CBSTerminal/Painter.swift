/// A frame of the prompt and its text: rows no wider than the window, and no more than fit.
struct Frame: Equatable {
  var rows: [[Cell]]
  var cursorRow: Int
  var cursorColumn: Int
}

/// Computes the output that changes the screen from one frame to the next.
///
/// Moves are relative to the cursor, because the row of the window in which the block starts is unknown. Every result
/// leaves the cursor where the frame wants it, and is meant for a single `write`.
struct Painter {
  /// The frame on the screen; nil if the cursor is at the start of an empty row.
  private(set) var shown: Frame?

  /// The output that puts `frame` on the screen; empty if it is there already.
  mutating func paint(_ frame: Frame) -> String {
    if frame == shown { return "" }
    var pen = Pen(row: shown?.cursorRow ?? 0, lastRow: (shown?.rows.count ?? 1) - 1)
    let old = shown?.rows ?? []
    for (index, cells) in frame.rows.enumerated() {
      let before = index < old.count ? old[index] : nil
      if let before, before == cells { continue }
      pen.move(toRow: index)
      pen.write(cells, over: before ?? [])
    }
    if old.count > frame.rows.count {
      pen.move(toRow: frame.rows.count)
      pen.output += "\r\u{1B}[J"
    }
    pen.move(toRow: frame.cursorRow)
    pen.move(toColumn: frame.cursorColumn)
    shown = frame
    return pen.output
  }

  /// Removes the block; the cursor is then at the start of its first row.
  mutating func erase() -> String {
    defer { shown = nil }
    guard let shown else { return "\r\u{1B}[J" }
    return Self.up(shown.cursorRow) + "\r\u{1B}[J"
  }

  /// Leaves the block on the screen and moves to the row below it, writing `tail` after its last character.
  mutating func leave(tail: String = "") -> String {
    defer { shown = nil }
    guard let shown else { return tail + "\r\n" }
    let last = shown.rows.count - 1
    let column = last >= 0 ? shown.rows[last].width : 0
    let position = tail.isEmpty ? "" : "\r" + (column > 0 ? "\u{1B}[\(column)C" : "")
    return Self.down(last - shown.cursorRow) + position + tail + "\r\n"
  }

  /// Removes the block after the width of the window has changed.
  ///
  /// A terminal that rewraps splits rows that have become too wide, so the block may be taller than it was painted.
  ///
  /// - Parameter rewraps: Whether this terminal does so; xterm and the Linux console cut the rows instead.
  mutating func eraseAfterResize(width: Int, rewraps: Bool) -> String {
    guard let shown else { return "" }
    var above = shown.cursorRow
    if rewraps {
      let width = max(1, width)
      above = shown.rows[..<shown.cursorRow].reduce(0) { $0 + max(1, ($1.width + width - 1) / width) }
      above += shown.cursorColumn / width
    }
    self.shown = nil
    return Self.up(above) + "\r\u{1B}[J"
  }

  /// Forgets the block, because the screen was cleared or another program wrote to it.
  mutating func forget() { shown = nil }

  static func up(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)A" : "" }
  static func down(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)B" : "" }
}

/// Collects output and tracks the cursor's row in the block.
private struct Pen {
  var output = ""
  var row: Int
  /// The last row of the block that exists on the screen; rows after it are created by line feeds.
  var lastRow: Int

  mutating func move(toRow target: Int) {
    if target < row { output += Painter.up(row - target) }
    if target > row {
      let existing = min(target, lastRow)
      if existing > row { output += Painter.down(existing - row) }
      for _ in max(existing, row)..<target { output += "\r\n" }
      lastRow = max(lastRow, target)
    }
    row = target
  }

  mutating func move(toColumn column: Int) {
    output += column > 0 ? "\r\u{1B}[\(column)C" : "\r"
  }

  /// Writes the cells that differ from those already in this row.
  mutating func write(_ cells: [Cell], over before: [Cell]) {
    var same = 0
    var column = 0
    while same < cells.count, same < before.count, cells[same] == before[same] {
      column += cells[same].width
      same += 1
    }
    move(toColumn: column)
    var style = ""
    for cell in cells[same...] {
      if cell.style != style {
        if !style.isEmpty { output += "\u{1B}[0m" }
        output += cell.style
        style = cell.style
      }
      output += cell.text
      column += cell.width
      if cell.hasDoubtfulWidth { output += "\u{1B}[\(column + 1)G" }
    }
    if !style.isEmpty { output += "\u{1B}[0m" }
    if before.width > column { output += "\u{1B}[K" }
  }
}
