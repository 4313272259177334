import CBSDiagnostics

/// Completion with Tab.
extension EditorCore {
  /// Inserts the only candidate, or the common prefix of all; shows the candidates if that adds nothing.
  func complete() {
    settle()
    let buffer = editLine.buffer
    let text = buffer.text
    let list = options.completions(text, buffer.cursorOffset)
    let utf8 = text.utf8
    guard list.replacing.lowerBound >= 0, list.replacing.upperBound <= utf8.count, let first = list.candidates.first
    else { return ring() }
    let range = buffer.index(ofOffset: list.replacing.lowerBound)..<buffer.index(ofOffset: list.replacing.upperBound)
    let current = TextBuffer.string(buffer.scalars[range])
    if list.candidates.count == 1 {
      // If a space already follows the word, the cursor moves over it.
      let next = range.upperBound < buffer.scalars.count ? buffer.scalars[range.upperBound] : nil
      let hasBlank = first.isFinal && next == " "
      let end = hasBlank ? range.upperBound + 1 : range.upperBound
      return replace(range.lowerBound..<end, of: buffer, with: first.insertion + (first.isFinal ? " " : ""))
    }
    let common = Self.commonPrefix(of: list.candidates.map(\.insertion))
    if common.count > current.count, common.hasPrefix(current) {
      return replace(range, of: buffer, with: common)
    }
    show(list.candidates)
  }

  private func replace(_ range: Range<Int>, of buffer: TextBuffer, with text: String) {
    var scalars = buffer.scalars
    let insertion = Array(text.unicodeScalars)
    scalars.replaceSubrange(range, with: insertion)
    editLine.replace(with: TextBuffer(scalars: scalars, cursor: range.lowerBound + insertion.count))
  }

  /// Prints the list below the line; the next paint puts the prompt below the list.
  private func show(_ candidates: [CompletionList.Candidate]) {
    paint()
    let rows = painter.shown?.rows.count ?? 1
    let table = CandidateTable(candidates, width: size.columns, height: max(1, size.rows - rows - 1))
    pending += painter.leave() + table.lines.map { $0 + "\r\n" }.joined()
  }

  static func commonPrefix(of texts: [String]) -> String {
    guard var common = texts.first else { return "" }
    for text in texts.dropFirst() {
      common = String(zip(common, text).prefix { $0 == $1 }.map(\.0))
    }
    return common
  }
}
