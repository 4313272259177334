import CBSText

/// The source lines that a report marks, with the marks under them.
struct Excerpt {
  /// The number of cells shown of a line; longer lines are cut around their first mark.
  static let width = 120
  /// The number of cells between tab stops.
  static let tabWidth = 4

  let source: Source
  let marks: [(mark: Report.Mark, isPrimary: Bool)]
  /// The offset that the report names: the start of the primary mark.
  let place: Int

  init(of source: Source, primary: Report.Mark, secondary: [Report.Mark]) {
    self.source = source
    let all = [(primary, true)] + secondary.map { ($0, false) }
    marks = all.map { (Report.Mark(Self.visible($0.0.span, in: source), $0.0.label), $0.1) }
    place = Self.visible(primary.span, in: source).lower
  }

  /// Moves a position after the last line break to the end of the last line with text.
  ///
  /// A span stays inside the part of the source that it begins in.
  private static func visible(_ span: Span, in source: Source) -> Span {
    let part = source.part(at: span.lower).span
    let end = part.upper
    let lower = min(max(part.lower, span.lower), end)
    guard lower == end, span.upper >= end else { return Span(lower, min(span.upper, end)) }
    var place = end
    while place > part.lower, source.bytes[place - 1].isBlankOrBreak { place -= 1 }
    return Span(at: place < end && source.bytes[place..<end].contains(0x0A) ? place : end)
  }

  /// The number of cells of the widest line number, at least two.
  var gutter: Int {
    let last = marks.map { source.lineNumber(source.lineIndex(of: $0.mark.span.lower)) }.max() ?? 1
    return max(2, String(last).count)
  }

  /// Everything below the `-->` line: the lines of the named text, then those of other files, each group under a line
  /// with the file name.
  func lines(_ paint: Paint, _ accent: Paint.Style) -> [String] {
    let own = source.part(at: place)
    var lines = self.lines(of: own, paint, accent)
    for part in Set(marks.map { source.part(at: $0.mark.span.lower) }).sorted(by: { $0.span.lower < $1.span.lower })
    where part != own {
      guard let first = marks.first(where: { source.part(at: $0.mark.span.lower) == part }) else { continue }
      let place = source.shownPlace(of: first.mark.span.lower)
      lines.append(String(repeating: " ", count: gutter) + paint(.frame, "::: ") + place)
      lines += self.lines(of: part, paint, accent)
    }
    return lines
  }

  private func lines(of part: SourcePart, _ paint: Paint, _ accent: Paint.Style) -> [String] {
    let marks = marks.filter { source.part(at: $0.mark.span.lower) == part }
    let bare = String(repeating: " ", count: gutter + 1) + paint(.frame, "|")
    var lines = [bare]
    var previous: Int?
    for index in Set(marks.map { source.lineIndex(of: $0.mark.span.lower) }).sorted() {
      if let previous, index > previous + 1 { lines.append(paint(.frame, "...")) }
      previous = index
      let row = Row(
        source: source, index: index,
        marks: marks.filter { source.lineIndex(of: $0.mark.span.lower) == index })
      let number = String(source.lineNumber(index))
      let label = String(repeating: " ", count: gutter - number.count) + number
      lines.append(paint(.frame, "\(label) |") + (row.text.isEmpty ? "" : " " + row.text))
      for underline in row.underlines(paint, accent) { lines.append(bare + " " + underline) }
    }
    return lines
  }
}

extension Source {
  /// The place as printed: `release.cbs:12:31`.
  func shownPlace(of offset: Int) -> String {
    let position = position(of: offset)
    return "\(name(at: offset).printable()):\(position.line):\(position.column)"
  }
}

/// One line of an excerpt.
private struct Row {
  /// A mark with the cells it takes.
  struct Place {
    let column: Int
    let width: Int
    let label: String
    let isPrimary: Bool
  }

  let text: String
  private let places: [Place]

  init(source: Source, index: Int, marks: [(mark: Report.Mark, isPrimary: Bool)]) {
    let line = Span(source.lineStarts[index], Self.end(of: index, in: source))
    let first = marks.first { $0.isPrimary } ?? marks[0]
    let window = Self.window(around: first.mark.span, in: line, of: source)
    let lead = window.lower > line.lower ? "…" : ""
    let tail = window.upper < line.upper ? "…" : ""
    let shown = source.text(window).shown(from: lead.count)
    text = (lead + shown + tail).trimmedEnd
    places = marks.map { mark, isPrimary in
      let lower = min(max(mark.span.lower, window.lower), window.upper)
      let upper = min(max(mark.span.upper, lower), window.upper)
      let column = lead.count + source.text(Span(window.lower, lower)).shown(from: lead.count).displayWidth
      let width = source.text(Span(lower, upper)).shown(from: column).displayWidth
      return Place(column: column, width: max(1, width), label: mark.label.printable(), isPrimary: isPrimary)
    }
  }

  private static func end(of index: Int, in source: Source) -> Int {
    var end = index + 1 < source.lineStarts.count ? source.lineStarts[index + 1] - 1 : source.bytes.count
    while end > source.lineStarts[index], source.bytes[end - 1] == 0x0D { end -= 1 }
    return end
  }

  /// The part of `line` that is shown; the whole line if it is short enough.
  private static func window(around span: Span, in line: Span, of source: Source) -> Span {
    if line.count <= Excerpt.width { return line }
    var lower = max(line.lower, min(span.lower - 40, line.upper - Excerpt.width + 2))
    while lower > line.lower, source.bytes[lower] & 0xC0 == 0x80 { lower -= 1 }
    // A line of wide or long scalars is cut by bytes; it only shows less.
    var upper = min(line.upper, lower + Excerpt.width - 2)
    while upper < line.upper, source.bytes[upper] & 0xC0 == 0x80, upper - lower < Excerpt.width + 2 { upper += 1 }
    return Span(lower, upper)
  }

  /// The marks, on as few lines as their labels allow; the primary one comes first.
  func underlines(_ paint: Paint, _ accent: Paint.Style) -> [String] {
    var rows: [[Place]] = []
    let ordered = places.filter(\.isPrimary) + places.filter { !$0.isPrimary }.sorted { $0.column < $1.column }
    for place in ordered {
      if let index = rows.indices.last, place.fits(behind: rows[index]) {
        rows[index].append(place)
      } else {
        rows.append([place])
      }
    }
    return rows.map { row in
      var line = ""
      var column = 0
      for place in row {
        line += String(repeating: " ", count: max(0, place.column - column))
        let style: Paint.Style = place.isPrimary ? accent : .second
        let strokes = String(repeating: place.isPrimary ? "^" : "-", count: place.width)
        line += paint(style, place.label.isEmpty ? strokes : "\(strokes) \(place.label)")
        column = place.end
      }
      return line
    }
  }
}

extension Row.Place {
  /// The column after the mark and its label.
  fileprivate var end: Int { column + width + (label.isEmpty ? 0 : 1 + label.displayWidth) }

  fileprivate func fits(behind row: [Row.Place]) -> Bool {
    guard let last = row.last else { return true }
    return column > last.end + 1
  }
}

extension String {
  /// The text as an excerpt shows it when it starts at `column`: tabs expanded, control characters as symbols.
  fileprivate func shown(from column: Int) -> String {
    var result = ""
    var piece = ""
    var column = column
    for scalar in unicodeScalars {
      if scalar == "\t" {
        column += piece.displayWidth
        let fill = Excerpt.tabWidth - column % Excerpt.tabWidth
        result += piece + String(repeating: " ", count: fill)
        column += fill
        piece = ""
      } else {
        piece.unicodeScalars.append(scalar.picture)
      }
    }
    return result + piece
  }

  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension UInt8 {
  fileprivate var isBlankOrBreak: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
