package import CBSDiagnostics

extension Fault {
  /// The fault as it is told: headline, the place with what was there or what was sent, further places, hint.
  package var report: Report {
    var marks = marks
    var label = ""
    if let place = spans.first, let index = marks.firstIndex(where: { $0.span == place }) {
      label = marks.remove(at: index).label
    }
    if label.isEmpty { label = request?.summary ?? "" }
    // A deep recursion is told by its ends.
    let shown = callers.count <= 4 ? callers : Array(callers.prefix(2) + callers.suffix(2))
    for caller in shown where caller != spans.first && !marks.contains(where: { $0.span == caller }) {
      marks.append((caller, "called here"))
    }
    var footers: [String] = []
    if let hint { footers.append("hint: \(hint)") }
    if callers.count > shown.count { footers.append("note: \(callers.count) calls deep") }
    if let cause = cause.first {
      footers.append("note: it came up while '\(cause.code)' was handled: \(cause.message)")
    }
    return Report(
      code: code, message, at: spans.first.map { Report.Mark($0, label) },
      secondary: marks.map { Report.Mark($0.span, $0.label) }, footers: footers)
  }

  /// The text for a terminal, without a line break at its end.
  package func render(in source: Source?, colored: Bool = false) -> String {
    report.render(in: source, colored: colored)
  }
}
