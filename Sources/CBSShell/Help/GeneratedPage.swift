import CBSInterpreter
import CBSLanguage

/// A page of the manual that is made from declarations: of the errors or of the functions, with lines that run.
///
/// What the lines print is not here: it is filled in by running the page.
package struct GeneratedPage: Sendable {
  /// The name of the file: `errors-checking.md`.
  package let name: String
  package let markdown: String

  package static let all = errors + [functions]

  /// A section for each code, in the order of the stages.
  package static let errors: [GeneratedPage] = [
    GeneratedPage(
      "characters", "Errors: characters", "What the smallest pieces of a text can be wrong in.", .characters),
    GeneratedPage("syntax", "Errors: syntax", "What the grammar does not allow.", .syntax),
    GeneratedPage(
      "checking", "Errors: names and commands", "What is found before anything runs: names, commands, their words.",
      .checking),
    GeneratedPage(
      "flow", "Errors: functions, lanes, includes",
      "What is found before anything runs in how a script flows. Warnings are shown by `cbs check` alone.", .flow),
    GeneratedPage("running", "Errors: while running", "What values and statements can come to.", .running),
    GeneratedPage(
      "scripts", "Errors: around scripts", "What can be wrong with files, arguments and options.", .scripts),
    GeneratedPage("shell", "Errors: the shell", "What commands, settings and keys can come to.", .shell),
    GeneratedPage("service", "Errors: the service", "What the API and the way to it can come to.", .service),
  ]

  /// A section for each subject.
  package static let functions = {
    var lines = [
      "# Functions", "<!-- Written by scripts/generate from the table of functions. -->", "",
      "They stand in expressions. What is in brackets may be left out; `…` takes any number. `help NAME` tells the same.",
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

  private init(_ name: String, _ title: String, _ summary: String, _ explanations: Explanation.Stage) {
    self.name = "errors-\(name).md"
    var lines = [
      "# \(title)", "<!-- Written by scripts/generate from the explanations of `cbs check --explain`. -->", "", summary,
    ]
    for explanation in explanations.members { lines += explanation.section }
    markdown = lines.map { $0 + "\n" }.joined()
  }
}

extension Explanation {
  /// A stage at which something can be wrong.
  struct Stage {
    let members: [Explanation]

    static let characters = Stage(members: Explanation.characters)
    static let syntax = Stage(members: Explanation.syntax)
    static let checking = Stage(members: Explanation.checking)
    static let flow = Stage(members: Explanation.flow)
    static let running = Stage(members: Explanation.running)
    static let scripts = Stage(members: Explanation.scripts)
    static let shell = Stage(members: Explanation.shell)
    static let service = Stage(members: Explanation.service)
  }

  /// The section of the page, line by line.
  fileprivate var section: [String] {
    let headline = title.prefix(1).uppercased() + title.dropFirst() + "."
    var lines = ["", "## \(code)", ""] + "\(headline) \(text)".wrapped(toWidth: 118)
    switch wrong {
    case nil: break
    case .line(let text): lines += ["", "```cbs"] + Self.input(text) + ["```"]
    case .program(let line, let script):
      if let script { lines += ["", "```cbs-script example.cbs"] + script.lines + ["```"] }
      lines += ["", "```console", "$ \(line)", "```"]
    }
    if let right { lines += ["", "Right:", "", "```cbs"] + Self.input(right) + ["```"] }
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
