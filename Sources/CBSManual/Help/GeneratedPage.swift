import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSRendering

/// A page of the manual that is made from declarations: of the errors or of the functions, with lines that run.
///
/// What the lines print is not here: it is filled in by running the page.
package struct GeneratedPage: Sendable {
  /// The name of the file: `errors-checking.md`.
  package let name: String
  package let markdown: String

  package static let all = errors + [functions]

  /// A page for each family of codes, with a section for each code.
  package static let errors = ErrorCode.Family.allCases.map(GeneratedPage.init)

  /// A section for each subject.
  package static let functions = {
    var lines = [
      "# Functions", "<!-- Written by scripts/generate from the table of functions. -->", "",
      "They are called in expressions. What is in brackets may be left out; `…` takes any number. "
        + "`help NAME` shows the same.",
    ]
    for subject in Functions.subjects {
      lines += ["", "## \(subject.name)", "", "```cbs"]
      for function in subject.functions.map(\.signature) {
        lines.append("cbs> # \(function.usage): \(function.summary)")
        lines.append("cbs> " + function.example)
      }
      lines.append("```")
    }
    return GeneratedPage(name: "functions.md", markdown: lines.map { $0 + "\n" }.joined())
  }()

  private init(name: String, markdown: String) {
    self.name = name
    self.markdown = markdown
  }

  private init(_ family: ErrorCode.Family) {
    name = "errors-\(family).md"
    var lines = [
      "# Errors: \(family.title)",
      "<!-- Written by scripts/generate from the explanations of `cbs check --explain`. -->", "", family.summary,
    ]
    for code in family.codes { lines += code.section }
    markdown = lines.map { $0 + "\n" }.joined()
  }
}

extension ErrorCode {
  /// The section of the page, line by line.
  fileprivate var section: [String] {
    var lines = ["", "## \(name)", ""]
    guard let explanation else { return lines }
    let headline = explanation.title.prefix(1).uppercased() + explanation.title.dropFirst() + "."
    lines += "\(headline) \(explanation.text)".wrapped(toWidth: 118)
    switch explanation.wrong {
    case nil: break
    case .lines(let text): lines += ["", "```cbs"] + Self.input(text) + ["```"]
    case .program(let line, let script):
      if let script { lines += ["", "```cbs-script example.cbs"] + script.lines + ["```"] }
      lines += ["", "```console", "$ \(line)", "```"]
    }
    if let right = explanation.right { lines += ["", "Right:", "", "```cbs"] + Self.input(right) + ["```"] }
    return lines
  }

  private static func input(_ text: String) -> [String] {
    text.lines.enumerated().map { ($0.offset == 0 ? "cbs> " : "...> ") + $0.element }
  }
}

extension TranscriptPage {
  /// The page without what its steps print.
  package var withoutOutput: String {
    let printed = Set(steps.flatMap { Array($0.outputLines) })
    return lines.enumerated().filter { !printed.contains($0.offset + 1) }.map(\.element).joined(separator: "\n")
  }
}
