package import CBSDiagnostics
package import CBSInterpreter
import CBSJSON
import CBSLanguage
import OrderedCollections
import CBSSecrets

extension Session {
  /// How a text is run.
  struct RunMode {
    /// Its variables; a prompt keeps one for all its lines.
    var scope = Scope()
    var arguments: [String: String] = [:]
    /// At the prompt a missing key is told by the call that needs it, and empty input is no news.
    var isPrompt = false
  }

  /// Reads, checks and runs a text; what is wrong is printed. Nothing runs when the text has a fault.
  func run(_ source: Source, _ mode: RunMode) async -> RunResult {
    let parsed = Parser.parse(source)
    var diagnostics = parsed.diagnostics
    // Nothing to check: the table of commands need not be made.
    if diagnostics.isEmpty, parsed.script.headers.isEmpty, parsed.script.statements.isEmpty {
      return RunResult(status: .done)
    }
    if diagnostics.isEmpty { diagnostics = interpreter.check(parsed, scope: mode.scope) }
    if let first = diagnostics.first {
      report(first, of: diagnostics.count, in: parsed)
      return RunResult(status: .usage)
    }
    if !mode.isPrompt, let fault = missingKey(for: parsed.script) {
      report(fault, in: source)
      return RunResult(status: fault.status, fault: fault)
    }
    let result = await RunningText.$source.withValue(parsed.source) {
      await interpreter.run(parsed, scope: mode.scope, arguments: mode.arguments)
    }
    progress.clear()
    for failure in result.checkFailures { report(failure, in: source) }
    if let fault = result.fault { report(fault, in: source) }
    return result
  }

  /// Runs the script at `path`.
  package func runScript(path: String, arguments: [String: String]) async -> ExitStatus {
    await scriptResult(path: path, arguments: arguments).status
  }

  /// Runs the script at `path`, and says more of its end than the status.
  func scriptResult(path: String, arguments: [String: String]) async -> RunResult {
    guard let bytes = contents(ofFile: path) else {
      report(
        Fault("unreadable-file", "the script '\(path)' cannot be read: \(whyUnreadable(path))", status: .usage),
        in: nil)
      return RunResult(status: .usage)
    }
    let result = await run(Source(name: path, bytes: bytes), RunMode(arguments: arguments))
    if result.status == .done, result.statementCount == 0 {
      notice("note: '\(path)' holds no statement; nothing was run")
    }
    return result
  }

  /// Runs a text that is not from a file.
  package func runText(_ source: Source, isNested: Bool = false) async -> ExitStatus {
    let result = await run(source, RunMode(isPrompt: isNested))
    return result.status
  }

  // MARK: Reports

  /// Prints the first fault of a text; the others are counted.
  private func report(_ diagnostic: Diagnostic, of count: Int, in parsed: ParsedSource) {
    let json = Self.json(of: diagnostic, in: parsed.source)
    if printsJSON { write(.output, "{\"error\":\(json)}\n") }
    if options.errorsAsJSON { return write(.error, json + "\n") }
    var text = diagnostic.render(in: parsed.source, colored: surroundings.usesColor && surroundings.errorIsTerminal)
    if parsed.script.statements.count > 1 || count > 1 {
      let statementCount = parsed.script.statements.count
      let statements = statementCount == 1 ? "1 statement" : "\(statementCount) statements"
      let more = count > 1 ? "; \(count - 1) more" : ""
      text += "\n   = checked \(statements); nothing was sent\(more)"
    }
    write(.error, text + "\n")
  }

  /// Prints why a run failed; also as the one JSON document where answers are JSON.
  ///
  /// - Parameter source: the text that ran; nil where the fault has no place in a text.
  func report(_ fault: Fault, in source: Source?) {
    let redactor = redactor
    let json = redactor.redact(fault.json(in: source))
    if printsJSON { write(.output, "{\"error\":\(json)}\n") }
    if options.errorsAsJSON { return write(.error, json + "\n") }
    let text = fault.report.render(in: source, colored: surroundings.usesColor && surroundings.errorIsTerminal)
    write(.error, redactor.redact(text) + "\n")
  }

  /// The members that errors of a run have too, and those of the text.
  private static func json(of diagnostic: Diagnostic, in source: Source) -> String {
    let own = (try? JSON(parsing: diagnostic.json(in: source)))?.object ?? [:]
    var members: OrderedDictionary<String, JSON> = ["code": .string(diagnostic.id.name)]
    members.merge(own.filter { $0.key != "id" }) { first, _ in first }
    members["exit"] = .integer(Int64(ExitStatus.usage.code))
    return JSON.object(members).text
  }

  // MARK: Keys

  /// Why a text that talks to the API must not run: it has no key, and nobody said that the sandbox is meant.
  ///
  /// Looked at before anything runs: a pipeline that lost its key must never look green.
  private func missingKey(for script: Script) -> Fault? {
    let connection = connection
    guard connection.sandbox == nil else { return nil }
    for command in script.commands {
      guard let (signature, _) = interpreter.table.match(command.leadingWords) else { continue }
      // From here on the script itself says where it goes.
      if ["sandbox use", "profile use"].contains(signature.name) { return nil }
      guard signature.effect != .none, let kind = Builtins.keyKinds[signature.name], !connection.hasKey(kind) else {
        continue
      }
      return Fault(
        "missing-key", "'\(signature.name)' needs the \(kind) key, and none is configured; nothing was sent",
        status: .unreachable, hint: connection.keyAdvice(kind), at: command.span)
    }
    return nil
  }
}
