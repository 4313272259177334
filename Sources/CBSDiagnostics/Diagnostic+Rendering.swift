import CBSText

extension Diagnostic {
  /// The diagnostic as it is told: the hint behind the carets, notes with a place as second marks.
  package var report: Report {
    Report(
      severity, id: id.name, message, at: Report.Mark(span, hint ?? ""),
      secondary: notes.compactMap { note in note.span.map { Report.Mark($0, note.message) } },
      footers: notes.filter { $0.span == nil }.map { "note: \($0.message)" })
  }

  /// The text for a terminal, without a line break at its end.
  package func render(in source: Source, colored: Bool = false) -> String {
    report.render(in: source, colored: colored)
  }

  /// Line and column that are named: what stands behind the last line break counts to the last line that has text.
  package func position(in source: Source) -> (line: Int, column: Int) {
    source.position(of: Excerpt(of: source, primary: Report.Mark(span), secondary: []).place)
  }

  /// One JSON object on one line, for `--errors json`. `start` and `end` are byte offsets into the file it names; line
  /// and column count from 1.
  package func json(in source: Source) -> String {
    let position = position(in: source)
    let part = source.part(at: span.lower)
    let place = part.relative(span)
    let members = [
      ("id", id.name.jsonText), ("severity", severity.rawValue.jsonText), ("message", message.jsonText),
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
