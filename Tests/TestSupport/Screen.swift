/// The screen of a terminal: a small emulator of the sequences that line editors use.
///
/// Wide and combining characters take the same cells as on a terminal; colors and modes are skipped. Rows that leave at
/// the top are kept in `scrollback`.
package struct Screen: Sendable {
  package private(set) var columns: Int
  package private(set) var rowCount: Int
  package private(set) var row = 0
  package private(set) var column = 0
  /// Rows that scrolled out at the top, oldest first.
  package private(set) var scrollback: [String] = []
  /// How often the bell has rung.
  package private(set) var bells = 0
  /// Private modes that are on, such as 2004 for bracketed paste.
  package private(set) var modes: Set<Int> = [25]

  /// One cell: its character, or nothing for the right half of a wide one.
  private var cells: [[String]]
  /// Whether the last column is written, so that the next character goes to the next row.
  private var wrapIsPending = false
  private var pending: [UInt8] = []

  package init(columns: Int, rows: Int) {
    (self.columns, rowCount) = (columns, rows)
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The rows, without trailing spaces.
  package var rows: [String] { cells.map(Self.text) }

  /// The rows up to the last one that is not empty.
  package var lines: [String] {
    var lines = rows
    while let last = lines.last, last.isEmpty { lines.removeLast() }
    return lines
  }

  /// All visible text, with rows joined by line feeds.
  package var text: String { lines.joined(separator: "\n") }

  /// Processes the output of a program; an incomplete sequence waits for its rest.
  package mutating func feed(_ bytes: some Sequence<UInt8>) {
    pending.append(contentsOf: bytes)
    while let count = step() { pending.removeFirst(count) }
  }

  package mutating func feed(_ text: String) { feed(Array(text.utf8)) }

  /// Takes a new size as most terminals do: rows that are too wide are rewrapped.
  package mutating func resize(columns: Int, rows: Int) {
    var lines: [[String]] = []
    var cursor = (row: 0, column: 0)
    for (index, line) in cells.enumerated() {
      var used = line
      while used.last == " " { used.removeLast() }
      if index == row {
        cursor = (lines.count + column / columns, column % columns)
        while used.count <= column { used.append(" ") }
      }
      var pieces: [[String]] = []
      while used.count > columns {
        pieces.append(Array(used.prefix(columns)))
        used.removeFirst(columns)
      }
      lines += pieces + [used]
    }
    while lines.count > rows, lines.last?.allSatisfy({ $0 == " " }) == true, lines.count - 1 > cursor.row {
      lines.removeLast()
    }
    while lines.count > rows {
      scrollback.append(Self.text(lines.removeFirst()))
      cursor.row -= 1
    }
    (self.columns, rowCount) = (columns, rows)
    cells = (0..<rows).map { index in
      let line = index < lines.count ? lines[index] : []
      return line + Array(repeating: " ", count: columns - line.count)
    }
    (row, column) = (max(0, cursor.row), cursor.column)
    wrapIsPending = false
  }

  private static func text(_ cells: [String]) -> String {
    var text = cells.joined()
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }

  /// Processes one character or sequence; returns its number of bytes, or nil if it is incomplete.
  private mutating func step() -> Int? {
    guard let first = pending.first else { return nil }
    switch first {
    case 0x1B: return escape()
    case 0x0D: (column, wrapIsPending) = (0, false)
    case 0x0A: lineFeed()
    case 0x08: column = max(0, column - 1)
    case 0x07: bells += 1
    case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
    case 0..<0x20, 0x7F: break
    case 0x20..<0x7F: put(Unicode.Scalar(first))
    default:
      let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
      guard pending.count >= length else { return nil }
      for scalar in String(decoding: pending.prefix(length), as: UTF8.self).unicodeScalars { put(scalar) }
      return length
    }
    return 1
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = Self.width(of: scalar)
    let joins = width == 0 || lastPut.unicodeScalars.last == "\u{200D}"
    if joins, let place = lastPlace {
      cells[place.row][place.column].unicodeScalars.append(scalar)
      lastPut = cells[place.row][place.column]
      return
    }
    if width == 0 { return }
    if wrapIsPending || column + width > columns {
      column = 0
      lineFeed()
      wrapIsPending = false
    }
    cells[row][column] = String(scalar)
    if width == 2 { cells[row][column + 1] = "" }
    lastPut = String(scalar)
    column += width
    if column >= columns { (column, wrapIsPending) = (columns - 1, true) }
  }

  /// The character written last, for combining marks.
  private var lastPut = ""

  /// The position of the character before the cursor.
  private var lastPlace: (row: Int, column: Int)? {
    var place = wrapIsPending ? column : column - 1
    while place > 0, cells[row][place].isEmpty { place -= 1 }
    return place >= 0 ? (row, place) : nil
  }

  private mutating func lineFeed() {
    wrapIsPending = false
    if row + 1 < rowCount {
      row += 1
    } else {
      scrollback.append(Self.text(cells.removeFirst()))
      cells.append(Array(repeating: " ", count: columns))
    }
  }

  private mutating func escape() -> Int? {
    guard pending.count > 1 else { return nil }
    guard pending[1] == UInt8(ascii: "[") else { return 2 }
    guard let end = pending.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
    let parameters = String(decoding: pending[2..<end], as: UTF8.self)
    if parameters.hasPrefix("?") {
      let numbers = parameters.dropFirst().split(separator: ";").compactMap { Int($0) }
      if pending[end] == UInt8(ascii: "h") { modes.formUnion(numbers) }
      if pending[end] == UInt8(ascii: "l") { modes.subtract(numbers) }
    } else {
      act(pending[end], parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 })
    }
    return end + 1
  }

  private mutating func act(_ final: UInt8, _ numbers: [Int]) {
    let first = numbers.first ?? 0
    let count = max(1, first)
    if final != UInt8(ascii: "m") {
      wrapIsPending = false
      lastPut = ""
    }
    switch final {
    case UInt8(ascii: "A"): row = max(0, row - count)
    case UInt8(ascii: "B"): row = min(rowCount - 1, row + count)
    case UInt8(ascii: "C"): column = min(columns - 1, column + count)
    case UInt8(ascii: "D"): column = max(0, column - count)
    case UInt8(ascii: "G"): column = min(columns - 1, count - 1)
    case UInt8(ascii: "H"):
      row = min(rowCount - 1, count - 1)
      column = min(columns - 1, max(1, numbers.count > 1 ? numbers[1] : 1) - 1)
    case UInt8(ascii: "K"): eraseLine(first)
    case UInt8(ascii: "J"): eraseScreen(first)
    default: break
    }
  }

  private mutating func eraseLine(_ part: Int) {
    let range = part == 0 ? column..<columns : part == 1 ? 0..<(column + 1) : 0..<columns
    for index in range { cells[row][index] = " " }
  }

  private mutating func eraseScreen(_ part: Int) {
    if part == 0 { eraseLine(0) }
    for index in (part == 0 ? row + 1 : 0)..<rowCount {
      cells[index] = Array(repeating: " ", count: columns)
    }
  }

  /// The cells of a scalar, in a separate table, so that an error in the editor's table is noticed.
  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F, 0x20D0...0x20FF, 0x1F3FB...0x1F3FF: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60,
      0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
