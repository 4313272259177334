import CBSText

/// The text of a script, a line at the prompt or the argument of `-c`, and the name it is reported under.
///
/// Any bytes are accepted; the lexer reports invalid UTF-8.
///
/// A source may have parts: the text itself, followed by the files it includes. Each offset belongs to one part, and is
/// reported with the name and the lines of that part.
package final class Source: Sendable {
  package let bytes: [UInt8]
  /// The offset of the first byte of each line, through all parts; the first line has index 0.
  package let lineStarts: [Int]
  /// The text itself at offset 0, then the files it includes. Between two parts there is one line break that belongs to
  /// neither.
  package let parts: [SourcePart]

  package init(name: String, bytes: [UInt8], firstLine: Int = 1) {
    self.bytes = bytes
    lineStarts = Self.lineStarts(of: bytes)
    parts = [SourcePart(name: name, span: Span(0, bytes.count), firstLine: firstLine, firstLineIndex: 0)]
  }

  /// `source` followed by files, each as a separate part.
  ///
  /// `firstLine` is the number of the first line of a file in messages.
  package init(_ source: Source, including files: [(name: String, bytes: [UInt8], firstLine: Int)]) {
    var bytes = source.bytes
    var parts = source.parts
    var lineCount = source.lineStarts.count
    bytes.reserveCapacity(files.reduce(bytes.count) { $0 + 1 + $1.bytes.count })
    for file in files {
      // Always a line break, so that the end of a part and the start of the next have different offsets.
      bytes.append(0x0A)
      let span = Span(bytes.count, bytes.count + file.bytes.count)
      parts.append(SourcePart(name: file.name, span: span, firstLine: file.firstLine, firstLineIndex: lineCount))
      bytes += file.bytes
      lineCount += 1 + file.bytes.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    }
    self.bytes = bytes
    self.parts = parts
    lineStarts = Self.lineStarts(of: bytes)
  }

  package convenience init(name: String, text: String, firstLine: Int = 1) {
    self.init(name: name, bytes: Array(text.utf8), firstLine: firstLine)
  }

  private static func lineStarts(of bytes: [UInt8]) -> [Int] {
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    return starts
  }

  /// The name of the text in messages: a path as the user wrote it, `input` at the prompt, `-c`, `-`.
  package var name: String { parts[0].name }

  /// The part that contains `offset`; the end of a part belongs to it.
  package func part(at offset: Int) -> SourcePart {
    var low = 0
    var high = parts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if parts[middle].span.lower <= offset { low = middle } else { high = middle }
    }
    return parts[low]
  }

  /// The name in messages of the part that contains `offset`.
  package func name(at offset: Int) -> String { part(at: offset).name }

  /// The text of `span`; invalid UTF-8 becomes U+FFFD.
  package func text(_ span: Span) -> String {
    let lower = min(max(0, span.lower), bytes.count)
    let upper = min(max(lower, span.upper), bytes.count)
    return String(decoding: bytes[lower..<upper], as: UTF8.self)
  }

  /// The index in `lineStarts` of the line that contains `offset`.
  package func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The text of the line at `index` of `lineStarts`, without its line break.
  package func lineText(_ index: Int) -> String {
    let end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : bytes.count
    return text(Span(lineStarts[index], end))
  }

  /// The line number in messages of the line at `index` of `lineStarts`.
  func lineNumber(_ index: Int) -> Int {
    let part = part(at: lineStarts[index])
    return part.firstLine + index - part.firstLineIndex
  }

  /// The line number and column as printed: both count from 1, the column in terminal cells. A tab or any other control
  /// character counts as one cell.
  package func position(of offset: Int) -> (line: Int, column: Int) {
    let index = lineIndex(of: offset)
    let before = Span(lineStarts[index], offset)
    let controls = bytes[before.lower..<min(before.upper, bytes.count)].reduce(0) {
      $0 + ($1 < 0x20 || $1 == 0x7F ? 1 : 0)
    }
    return (lineNumber(index), text(before).displayWidth + controls + 1)
  }
}

/// One part of a source: its name, and where in the source it is.
package struct SourcePart: Hashable, Sendable {
  /// Its name in messages.
  package let name: String
  package let span: Span
  /// The number of its first line in messages: the prompt counts lines through a session.
  package let firstLine: Int
  /// The index of that line among all lines of the source.
  let firstLineIndex: Int

  /// Converts `span` of the source to a span of this part alone.
  package func relative(_ span: Span) -> Span {
    Span(span.lower - self.span.lower, span.upper - self.span.lower)
  }
}
