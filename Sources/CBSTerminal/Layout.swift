import CBSText

/// The position of each character of a prompt and its text in a window of a given width.
///
/// Rows end at line breaks and at the right edge; a wide character that does not fit moves to the next row. Invisible
/// characters are shown as substitutes, so that nothing on the line is hidden: `^A` for controls, `<200b>` for format
/// characters, a dotted circle under a combining mark without a base.
struct Layout: Equatable {
  private(set) var rows: [[Cell]] = [[]]
  private(set) var cursorRow = 0
  private(set) var cursorColumn = 0
  private let width: Int
  private var column = 0

  /// - Parameters:
  ///   - cursor: A UTF-8 offset into `text`; an offset inside a character means that character.
  ///   - width: The columns of the window; at least 4.
  init(prompt: EditorPrompt, text: String, cursor: Int, width: Int) {
    self.width = max(4, width)
    place(styled: prompt.text)
    var offset = 0
    for character in text {
      let next = offset + character.utf8.count
      let holdsCursor = offset <= cursor && cursor < next
      if character == "\n" || character == "\r\n" {
        if holdsCursor { markCursor() }
        if character == "\r\n" { place(Self.standIn("^M")) }
        breakRow()
        place(styled: prompt.continuation)
      } else {
        let cell = self.cell(for: character)
        if column + min(cell.width, self.width) > self.width { breakRow() }
        if holdsCursor { markCursor() }
        place(cell)
      }
      offset = next
    }
    if cursor >= offset { markCursor() }
  }

  /// The rows that fit into `height`, around the cursor.
  ///
  /// - Parameter top: The first row shown last time; kept as far as the cursor allows.
  func window(height: Int, top: Int) -> (frame: Frame, top: Int) {
    let height = max(1, height)
    var first = min(top, max(0, rows.count - height))
    if cursorRow < first { first = cursorRow }
    if cursorRow >= first + height { first = cursorRow - height + 1 }
    let shown = rows[first..<min(rows.count, first + height)]
    return (Frame(rows: Array(shown), cursorRow: cursorRow - first, cursorColumn: cursorColumn), first)
  }

  private mutating func breakRow() {
    rows.append([])
    column = 0
  }

  private mutating func markCursor() {
    if column >= width { breakRow() }
    cursorRow = rows.count - 1
    cursorColumn = column
  }

  private mutating func place(_ cell: Cell) {
    if column + min(cell.width, width) > width { breakRow() }
    rows[rows.count - 1].append(cell)
    column += cell.width
  }

  private func cell(for character: Character) -> Cell {
    if character == "\t" {
      let blanks = min(8 - column % 8, max(1, width - column))
      return Cell(text: String(repeating: " ", count: blanks), width: blanks)
    }
    let shape = character.displayWidth
    if shape > 0 { return Cell(text: String(character), width: shape) }
    guard let first = character.unicodeScalars.first else { return Cell(text: "", width: 0) }
    switch first.properties.generalCategory {
    case .control where first.isASCII:
      return Self.standIn("^" + String(Unicode.Scalar(UInt8(first.value) ^ 0x40)))
    case .nonspacingMark, .enclosingMark, .spacingMark:
      return Cell(text: "\u{25CC}" + String(character), width: 1)
    default:
      return Self.standIn("<" + String(first.value, radix: 16) + ">")
    }
  }

  private static func standIn(_ text: String) -> Cell {
    Cell(text: text, style: "\u{1B}[7m", width: text.utf8.count)
  }

  /// Lays out a string that may contain color sequences; other escape sequences are removed.
  private mutating func place(styled text: String) {
    var style = ""
    var rest = text[...]
    while let character = rest.first {
      if character == "\u{1B}" {
        let sequence = rest.escapeSequence
        rest = rest.dropFirst(sequence.count)
        guard sequence.hasPrefix("\u{1B}["), sequence.last == "m" else { continue }
        let codes = sequence.dropFirst(2).dropLast()
        if codes.isEmpty || codes == "0" {
          style = ""
        } else {
          style = codes.hasPrefix("0;") ? String(sequence) : style + sequence
        }
        continue
      }
      rest = rest.dropFirst()
      if character == "\n" || character == "\r\n" {
        breakRow()
      } else {
        var cell = self.cell(for: character)
        if cell.style.isEmpty { cell.style = style }
        place(cell)
      }
    }
  }
}

extension Substring {
  /// The escape sequence at the start: `CSI … final`, `OSC … BEL` or `ST`, or ESC and one character.
  fileprivate var escapeSequence: Substring {
    switch dropFirst().first {
    case "[":
      guard let end = dropFirst(2).firstIndex(where: { ("@"..."~").contains($0) }) else { return self }
      return self[...end]
    case "]":
      guard let end = dropFirst(2).firstIndex(where: { $0 == "\u{7}" || $0 == "\\" }) else { return self }
      return self[...end]
    default:
      return prefix(2)
    }
  }
}
