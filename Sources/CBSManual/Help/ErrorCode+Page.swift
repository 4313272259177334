package import CBSDiagnostics

extension ErrorCode {
  /// The explanation for a terminal of `width` columns.
  package func page(width: Int) -> String {
    guard let explanation else { return name + "\n" }
    var page = HelpPage(width: width)
    page.paragraph("\(name): \(explanation.title)")
    page.blank()
    page.write(explanation.text)
    if let wrong = explanation.wrong {
      page.title("wrong")
      switch wrong {
      case .lines(let lines): for line in lines.lines { page.code(line) }
      case .program(let line, let script):
        for line in (script ?? "").lines where !line.isEmpty { page.code(line) }
        page.code("$ " + line)
      }
    }
    if let right = explanation.right {
      page.title("right")
      for line in right.lines { page.code(line) }
    }
    return page.text
  }
}
