import CBSText

extension Diagnostic {
  /// The diagnostic as a report: the hint after the carets, notes with a place as secondary marks.
  package var report: Report {
    Report(
      severity, code: code, message, at: Report.Mark(span, hint ?? ""),
      secondary: notes.compactMap { note in note.span.map { Report.Mark($0, note.message) } },
      footers: notes.filter { $0.span == nil }.map { "note: \($0.message)" })
  }

  /// The text for a terminal, without a final line break.
  package func render(in source: Source, colored: Bool = false) -> String {
    report.render(in: source, colored: colored)
  }

  /// The line and column to report: a position after the last line break counts as the end of the last line with text.
  package func position(in source: Source) -> (line: Int, column: Int) {
    source.position(of: Excerpt(of: source, primary: Report.Mark(span), secondary: []).place)
  }

  /// One JSON object on one line, for `--errors json`. `start` and `end` are byte offsets into the named file; line and
  /// column count from 1.
  package func json(in source: Source) -> String {
    let position = position(in: source)
    let part = source.part(at: span.lower)
    let place = part.relative(span)
    let members = [
      ("code", code.name.jsonText), ("severity", severity.rawValue.jsonText), ("message", message.jsonText),
      ("hint", hint?.jsonText ?? "null"), ("file", part.name.jsonText), ("start", String(place.lower)),
      ("end", String(place.upper)), ("line", String(position.line)), ("column", String(position.column)),
    ]
    return "{" + members.map { "\($0.0.jsonText):\($0.1)" }.joined(separator: ",") + "}"
  }
}

extension String {
  /// The text as a JSON string with its quotes.
  fileprivate var jsonText: String { "\"" + jsonEscaped + "\"" }
}
