/// A text and the name it is reported under: a script, a line at the prompt, the text behind `-c`.
///
/// Any bytes are accepted; what is not UTF-8 is the lexer's to report.
package final class Source: Sendable {
  /// What messages call it: a path as the user wrote it, `input` at the prompt, `-c`, `-`.
  package let name: String
  package let bytes: [UInt8]
  /// Offset of the first byte of each line; line 1 is at index 0.
  package let lineStarts: [Int]
  /// The number its first line is reported under: the prompt counts its lines through a session.
  package let firstLine: Int

  package init(name: String, bytes: [UInt8], firstLine: Int = 1) {
    self.name = name
    self.bytes = bytes
    self.firstLine = firstLine
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    lineStarts = starts
  }

  package convenience init(name: String, text: String, firstLine: Int = 1) {
    self.init(name: name, bytes: Array(text.utf8), firstLine: firstLine)
  }

  /// The text of `span`; bytes that are not UTF-8 become U+FFFD.
  package func text(_ span: Span) -> String {
    let lower = min(max(0, span.lower), bytes.count)
    let upper = min(max(lower, span.upper), bytes.count)
    return String(decoding: bytes[lower..<upper], as: UTF8.self)
  }

  /// Index into `lineStarts` of the line that holds `offset`.
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

  /// Line number and column as printed: both count from 1, the column in terminal cells. A tab and any other
  /// control character count as one.
  package func position(of offset: Int) -> (line: Int, column: Int) {
    let index = lineIndex(of: offset)
    let before = Span(lineStarts[index], offset)
    let controls = bytes[before.lower..<min(before.upper, bytes.count)].reduce(0) {
      $0 + ($1 < 0x20 || $1 == 0x7F ? 1 : 0)
    }
    return (firstLine + index, text(before).displayWidth + controls + 1)
  }
}
