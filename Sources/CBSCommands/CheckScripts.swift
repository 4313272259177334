import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSManual
import CBSShell
import CBSText
import CBSValues

/// `script check FILE…`: all that can be known of scripts before they run. Behind the program it is `cbs check`.
struct CheckScripts: Command {
  private static let files = Parameter<[String]>(
    "file", "A script, or - for standard input.", type: .file, isRequired: false)
  private static let explain = Parameter<String?>(
    flag: "explain", "Explain the code of an error, and check nothing.", type: ParameterType("CODE", completing: .codes)
  )

  let session: Session
  let signature = Signature(
    "script check", "Check scripts and show all that is wrong with them.", takes: [files, explain], effect: .none,
    repeats: .always, reportsOwnErrors: true,
    examples: ["script check hello.cbs", "script check --explain unknown-field"],
    details: """
      From another shell it is 'cbs check'. Nothing runs and nothing is sent. Errors and warnings are shown in the \
      order of the text, with '--errors json' as one JSON object a line; the exit code is 2 when there is an error, \
      and 0 when there are at most warnings.
      """)

  func run(_ invocation: Invocation) async throws -> Output {
    if let code = invocation[Self.explain] {
      guard let explained = ErrorCode.named(code) else {
        throw Fault.unknownCode(code, at: invocation.span(of: Self.explain))
      }
      await invocation.host.write(explained.page(width: session.surroundings.pageWidth))
      return .none
    }
    let files = invocation[Self.files]
    guard !files.isEmpty else { throw Fault.noFile("check", at: invocation.span) }
    var tally = CheckTally()
    for file in files {
      do throws(Fault) {
        let checked = session.checked(try session.text(named: file), path: file)
        for diagnostic in checked.diagnostics { session.report(diagnostic, in: checked.parsed.source) }
        tally.add(checked.diagnostics, statementCount: checked.parsed.script.statements.count)
      } catch {
        session.report(error, in: nil, isFurther: true)
        tally.addUnreadable()
      }
    }
    guard tally.errorCount == 0 else { throw Fault(.checkFailed, tally.summary, status: .usage) }
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
  static func noFile(_ word: String, at span: Span) -> Self {
    Self(
      .missingArgument, "there is no FILE to \(word == "fmt" ? "format" : word)", status: .usage,
      hint: "cbs \(word) FILE…; '-' is standard input", at: span)
  }

  fileprivate static func unknownCode(_ code: String, at span: Span) -> Self {
    let near = code.nearest(among: ErrorCode.all.map(\.name))
    return Self(
      .unknownCode, "no error has the code '\(code.shortened)'", status: .usage,
      hint: near.map { "did you mean '\($0)'?" } ?? "it is in the brackets of error[…]", at: span)
  }
}
