import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSText

/// `script check FILE…`: all that can be known of scripts before they run. Behind the program it is `cbs check`.
struct CheckScripts: Command {
  let session: Session
  let signature = Signature(
    "script check", "Check scripts and show all that is wrong with them.", effect: .none,
    positionals: [
      Signature.Positional(
        "file", .file, isRequired: false, isRepeated: true, "A script, or - for standard input.")
    ],
    flags: [
      Signature.Flag(
        "explain", ParameterType("CODE", completing: "codes"), "Explain the code of an error, and check nothing.")
    ],
    examples: ["script check hello.cbs", "script check --explain no-such-field"],
    details: """
      From another shell it is 'cbs check'. Nothing runs and nothing is sent. Errors and warnings are shown in the \
      order of the text, with '--errors json' as one JSON object a line; the exit code is 2 when there is an error, \
      and 0 when there are at most warnings.
      """)

  func run(_ invocation: Invocation) async throws -> Output {
    if let code = invocation["explain"]?.description {
      guard let explanation = Explanation.of(code) else {
        throw Fault.unknownCode(code, at: invocation.span(of: "explain"))
      }
      await invocation.host.write(explanation.page(width: session.surroundings.width() ?? 80))
      return .none
    }
    let files = invocation.arguments["file"] ?? []
    guard !files.isEmpty else { throw Fault.noFile("check", at: invocation.span) }
    var tally = CheckTally()
    for file in files {
      do throws(Fault) {
        let (parsed, diagnostics) = session.checked(
          try session.text(named: file.value.description), path: file.value.description)
        for diagnostic in diagnostics { session.report(diagnostic, in: parsed.source) }
        tally.add(diagnostics, statementCount: parsed.script.statements.count)
      } catch {
        session.report(error, in: nil, isFurther: true)
        tally.addUnreadable()
      }
    }
    guard tally.errorCount == 0 else { throw Fault.told("check-failed", tally.summary, status: .usage) }
    if !session.options.errorsAsJSON { session.notice(tally.summary) }
    return .none
  }
}

/// What a check came to.
private struct CheckTally {
  private var fileCount = 0
  private var statementCount = 0
  private(set) var errorCount = 0
  private var warningCount = 0

  mutating func add(_ diagnostics: [Diagnostic], statementCount: Int) {
    fileCount += 1
    self.statementCount += statementCount
    for diagnostic in diagnostics {
      switch diagnostic.severity {
      case .error: errorCount += 1
      case .warning: warningCount += 1
      }
    }
  }

  mutating func addUnreadable() {
    fileCount += 1
    errorCount += 1
  }

  var summary: String {
    let found =
      errorCount + warningCount == 0
      ? "no errors"
      : [errorCount.counted("error"), warningCount.counted("warning")].filter { !$0.hasPrefix("0 ") }
        .joined(separator: ", ")
    return "checked \(statementCount.counted("statement")) in \(fileCount.counted("file")): \(found)"
  }
}

extension Session {
  /// The text of a file, or of standard input where the name is `-`.
  func text(named name: String) throws(Fault) -> Source {
    name == "-" ? Source(name: "-", bytes: surroundings.readInput()) : try script(at: name)
  }
}

extension Fault {
  /// A failure that the command has told already; its message is the line that closes what was told.
  static func told(_ code: String, _ summary: String, status: ExitStatus) -> Self {
    Self(code, summary, status: status)
  }

  /// Whether it is told without a place: what led to it was shown.
  var isTold: Bool { ["check-failed", "layout-differs", "no-plan", "plan-ended"].contains(code) }

  static func noFile(_ word: String, at span: Span) -> Self {
    Self(
      "missing-argument", "there is no FILE to \(word == "fmt" ? "format" : word)", status: .usage,
      hint: "cbs \(word) FILE…; '-' is standard input", at: span)
  }

  fileprivate static func unknownCode(_ code: String, at span: Span) -> Self {
    let near = code.nearest(among: Explanation.codes)
    return Self(
      "unknown-code", "no error has the code '\(code.shortened)'", status: .usage,
      hint: near.map { "did you mean '\($0)'?" } ?? "it stands in the brackets of error[…]", at: span)
  }
}
