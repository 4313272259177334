import CBSDiagnostics
import CBSText

/// The comments of a script that are meant for whoever runs it.
struct ScriptComments {
  private let source: Source
  /// How many lines from the first on are its leading comment.
  private let headCount: Int

  init(_ source: Source) {
    self.source = source
    var count = 0
    while count < source.lineStarts.count, Self.text(source.lineText(count)) != nil { count += 1 }
    headCount = count
  }

  /// The leading comment without `#!`, paragraph by paragraph. Lines that are indented keep their line breaks.
  var paragraphs: [String] {
    var paragraphs: [String] = [""]
    for index in 0..<headCount {
      let line = source.lineText(index)
      guard !line.hasPrefix("#!"), let text = Self.text(line) else { continue }
      if text.isEmpty {
        paragraphs.append("")
      } else {
        let last = paragraphs.removeLast()
        paragraphs.append(last.isEmpty ? text : last + "\n" + text)
      }
    }
    return paragraphs.filter { !$0.isEmpty }
  }

  /// The comment after the line that ends with `span`; without one, the lines of comment right above it.
  ///
  /// The leading comment is the script's own, even where it stands right above.
  func comment(on span: Span) -> String {
    let last = source.lineIndex(of: span.upper)
    let end = source.lineStarts[last] + source.lineText(last).utf8.count
    if let behind = Self.text(source.text(Span(span.upper, end))), !behind.isEmpty { return behind }
    var lines: [String] = []
    var index = source.lineIndex(of: span.lower) - 1
    while index >= headCount, let text = Self.text(source.lineText(index)) {
      lines.insert(text, at: 0)
      index -= 1
    }
    return lines.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The text of a line that is a comment, nil where it is none.
  private static func text(_ line: String) -> String? {
    let line = line.withoutOuterSpaces
    guard line.hasPrefix("#") else { return nil }
    var text = line.dropFirst()
    // The line break of other systems.
    if text.utf8.last == 0x0D { text = text.dropLast() }
    return String(text.hasPrefix(" ") ? text.dropFirst() : text)
  }
}
