package import CBSDiagnostics
package import CBSInterpreter
package import CBSLanguage
import CBSManual
import CBSText
import CBSValues
import OrderedCollections
import Synchronization

extension Session {
  /// How a text is run.
  package struct RunMode {
    /// Its variables; a prompt keeps one for all its lines.
    var scope = Scope()
    /// The file that the text was read from: what it includes is looked for beside it.
    var path: String?
    /// What a script is run with.
    var words: [ScriptWord] = []
    /// Whether the text is a file that is run.
    var isFile = false
    /// At the prompt a missing key is reported by the call that needs it, and empty input is no news.
    var isPrompt = false
    /// Whether a command of another text runs it, in which its words have their places.
    var isCalled = false

    package init(
      scope: Scope = Scope(), path: String? = nil, words: [ScriptWord] = [], isFile: Bool = false,
      isPrompt: Bool = false, isCalled: Bool = false
    ) {
      self.scope = scope
      self.path = path
      self.words = words
      self.isFile = isFile
      self.isPrompt = isPrompt
      self.isCalled = isCalled
    }
  }

  /// What stands between a text and its run.
  private enum Preparation {
    /// It may run, with these texts for its parameters.
    case ready(CheckedSource, arguments: [String: String])
    /// It has said all it has to say: its faults, or what it takes.
    case ended(RunResult)
    /// It is run with the wrong words; nobody was told.
    case misused(ParsedSource, ScriptMisuse)
  }

  /// Reads, checks and runs a text; what is wrong is printed. Nothing runs when the text has a fault.
  package func run(_ source: Source, _ mode: RunMode) async -> RunResult {
    switch prepare(source, mode, runner: "cbs") {
    case .ready(let checked, let arguments): return await run(checked, arguments, mode)
    case .ended(let result): return result
    case .misused(let parsed, let misuse):
      for (index, fault) in misuse.faults.enumerated() { report(fault, in: parsed.source, isFurther: index > 0) }
      return RunResult(status: .usage)
    }
  }

  /// Runs the script at `path` with the words after its name.
  package func runScript(path: String, words: [ScriptWord]) async -> ExitStatus {
    do throws(Fault) {
      return await run(try script(at: path), RunMode(path: path, words: words, isFile: true)).status
    } catch {
      report(error, in: nil)
      return error.status
    }
  }

  /// Runs the script at `path` for a command of another text, where the words have their places.
  ///
  /// - Throws: what is wrong with the path or the words; all else is printed.
  package func callScript(path: String, at span: Span, words: [ScriptWord]) async throws(Fault) -> RunResult {
    let mode = RunMode(path: path, words: words, isFile: true, isCalled: true)
    switch prepare(try script(at: path, named: span), mode, runner: "run") {
    case .ready(let checked, let arguments):
      let depth = RunningText.depth + 1
      guard depth <= Self.deepestScripts else {
        throw Fault(
          .overBudget, "scripts run each other more than \(Self.deepestScripts) deep",
          hint: "does '\(path)' run itself?", at: span)
      }
      return await RunningText.$depth.withValue(depth) { await run(checked, arguments, mode) }
    case .ended(let result): return result
    case .misused(_, let misuse): throw misuse.faults.first ?? Fault(.usage, "wrong arguments", status: .usage)
    }
  }

  private static let deepestScripts = 32

  /// The text of the file at `path`, which is named at `span` of the text that wants it.
  package func script(at path: String, named span: Span? = nil) throws(Fault) -> Source {
    guard let bytes = contents(ofFile: path) else {
      throw Fault(
        .unreadableFile, "the script '\(path)' cannot be read: \(whyUnreadable(path))", status: .usage, at: span)
    }
    return Source(name: path, bytes: bytes)
  }

  /// Reads and checks a text; what is wrong with it in the order of the text.
  ///
  /// - Parameter path: where the text was read from; see `linked`.
  package func checked(
    _ source: Source, path: String?, scope: Scope = Scope(), isWhole: Bool = true
  ) -> CheckedSource {
    let parsed = linked(source, path: path, in: scope)
    // Nothing to check: the table of commands need not be made.
    let isEmpty = parsed.script.headers.isEmpty && parsed.script.statements.isEmpty
    guard parsed.diagnostics.isEmpty, !isEmpty else { return CheckedSource(unchecked: parsed) }
    return interpreter.check(parsed, scope: scope, isWhole: isWhole)
  }

  private func prepare(_ source: Source, _ mode: RunMode, runner: String) -> Preparation {
    let checked = checked(source, path: mode.path, scope: mode.scope, isWhole: false)
    let parsed = checked.parsed
    let interface = ScriptInterface(parsed)
    if parsed.diagnostics.isEmpty, interface.asksHelp(mode.words) {
      write(.output, HelpBook.page(of: interface.signature(runner: runner), width: surroundings.pageWidth))
      return .ended(RunResult(status: .done))
    }
    let errors = checked.diagnostics.filter { $0.severity == .error }
    if let first = errors.first {
      report(first, of: errors.count, in: parsed)
      return .ended(RunResult(status: .usage))
    }
    let arguments: [String: String]
    switch interface.read(mode.words, marksScript: !mode.isCalled) {
    case .success(let texts): arguments = texts
    case .failure(let misuse): return .misused(parsed, misuse)
    }
    if !mode.isPrompt, let fault = missingKey(for: checked) {
      report(fault, in: parsed.source)
      return .ended(RunResult(status: fault.status, fault: fault))
    }
    return .ready(checked, arguments: arguments)
  }

  private func run(_ checked: CheckedSource, _ arguments: [String: String], _ mode: RunMode) async -> RunResult {
    let parsed = checked.parsed
    var result = RunResult(status: .done)
    let callsBefore = state.withLock { $0.callCount }
    if !parsed.script.headers.isEmpty || !parsed.script.statements.isEmpty {
      result = await RunningText.$source.withValue(parsed.source) {
        await interpreter.run(checked, scope: mode.scope, arguments: arguments)
      }
    }
    // Exit code 2 says that nothing was sent.
    if result.status == .usage, state.withLock({ $0.callCount }) > callsBefore {
      result.status = .refused
      result.fault?.status = .refused
    }
    progress.clear()
    for failure in result.checkFailures { report(failure, in: parsed.source) }
    if let fault = result.fault { report(fault, in: parsed.source) }
    if !mode.isPrompt, result.status == .done, result.statementCount == 0 {
      notice("note: '\(parsed.source.name)' holds no statement; nothing was run")
    }
    return result
  }

  /// Runs a text that is not from a file.
  package func runText(_ source: Source, isNested: Bool = false) async -> ExitStatus {
    let result = await run(source, RunMode(isPrompt: isNested))
    return result.status
  }

  // MARK: Reports

  /// Prints one diagnostic as it is.
  package func report(_ diagnostic: Diagnostic, in source: Source) {
    if options.errorsAsJSON { return write(.error, Self.json(of: diagnostic, in: source) + "\n") }
    write(.error, diagnostic.render(in: source, colored: surroundings.colorsErrors) + "\n")
  }

  /// Prints the first fault of a text; the others are counted.
  private func report(_ diagnostic: Diagnostic, of count: Int, in parsed: ParsedSource) {
    let json = Self.json(of: diagnostic, in: parsed.source)
    if printsJSON { write(.output, "{\"error\":\(json)}\n") }
    if options.errorsAsJSON { return write(.error, json + "\n") }
    var text = diagnostic.render(in: parsed.source, colored: surroundings.colorsErrors)
    let statementCount = parsed.statementCount
    if statementCount > 1 || count > 1 {
      let more = count > 1 ? "; \(count - 1) more" : ""
      text += "\n   = checked \(statementCount.counted("statement")); nothing was sent\(more)"
    }
    write(.error, text + "\n")
  }

  /// Prints why a run failed; also as the one JSON document where answers are JSON.
  ///
  /// - Parameters:
  ///   - source: the text that ran; nil where the fault has no place in a text.
  ///   - isFurther: whether another fault is the one document: standard output holds no second.
  package func report(_ fault: Fault, in source: Source?, isFurther: Bool = false) {
    let redactor = redactor
    let json = redactor.redact(fault.json(in: source))
    if printsJSON, !isFurther { write(.output, "{\"error\":\(json)}\n") }
    if fault.isReported {
      // The lines before it are objects, and all there is to read.
      if !options.errorsAsJSON { notice(fault.message) }
      return
    }
    if options.errorsAsJSON { return write(.error, json + "\n") }
    let text = fault.report.render(in: source, colored: surroundings.colorsErrors)
    write(.error, redactor.redact(text) + "\n")
  }

  /// The members that errors of a run have too, and those of the text.
  private static func json(of diagnostic: Diagnostic, in source: Source) -> String {
    var members = (try? JSON(parsing: diagnostic.json(in: source)))?.object ?? [:]
    if diagnostic.severity == .error { members["exit"] = .integer(Int64(ExitStatus.usage.code)) }
    return JSON.object(members).text
  }

  // MARK: Keys

  /// Why a text that talks to the API must not run: it has no key, and nobody said that the sandbox is meant.
  ///
  /// Looked at before anything runs: a pipeline that lost its key must never look green.
  private func missingKey(for checked: CheckedSource) -> Fault? {
    let connection = connection
    guard connection.sandbox == nil else { return nil }
    for binding in checked.orderedBindings {
      let signature = binding.signature
      // From here on the script itself says where it goes.
      if signature.switchesConnection { return nil }
      guard signature.key != .none, !connection.hasKey(signature.key) else { continue }
      return Fault(
        .missingKey, "'\(signature.name)' needs the \(signature.key) key, and none is configured; nothing was sent",
        status: .unreachable, hint: connection.keyAdvice(signature.key), at: binding.span)
    }
    return nil
  }
}

extension ParsedSource {
  /// Statements of the text and of what it includes, without the `def`s that earlier lines of a prompt have left.
  fileprivate var statementCount: Int {
    script.statements.count { statement in
      guard case .definition = statement.kind else { return true }
      return source.part(at: statement.span.lower) == source.parts[0]
    }
  }
}
