package import CBSDiagnostics
package import CBSLanguage

/// Checks, compiles and runs what was parsed.
package struct Interpreter: Sendable {
  private let commands: [String: any Command]
  private let host: any Host
  private let budget: Budget
  /// From 0 up to 1, at random; tests give a fixed one.
  private let jitter: @Sendable () -> Double
  /// All commands, those of the language itself among them.
  package let table: CommandTable

  /// Commands of the language itself are added to `commands`.
  package init(
    commands: [any Command], host: any Host, budget: Budget = Budget(),
    jitter: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
  ) {
    // A command that is handed in stands before one of the same name of the language.
    let all = commands + StageCommands.all
    self.commands = Dictionary(all.map { ($0.signature.name, $0) }) { first, _ in first }
    table = CommandTable(all.map(\.signature))
    self.host = host
    self.budget = budget
    self.jitter = jitter
  }

  /// What is wrong with the text, syntax errors among it; nothing runs.
  package func check(_ parsed: ParsedSource, scope: Scope) -> [Diagnostic] {
    Checker(table: table, functions: Functions.all.map(\.signature), defined: Set(scope.names)).check(parsed)
  }

  /// Runs the text, unless something is wrong with it: then nothing runs.
  ///
  /// - Parameter arguments: texts for its `param` lines, by name.
  package func run(_ parsed: ParsedSource, scope: Scope, arguments: [String: String] = [:]) async -> RunResult {
    let diagnostics = check(parsed, scope: scope)
    if diagnostics.contains(where: { $0.severity == .error }) {
      return RunResult(status: .usage, diagnostics: diagnostics)
    }
    let program: Program
    do throws(Compiler.Failure) {
      program = try Compiler.compile(parsed, commands: commands, table: table, variables: scope.names)
    } catch {
      return RunResult(status: .usage, fault: .defect("this was found right and cannot be compiled", at: error.span))
    }
    let machine = Machine(program, scope: scope, host: host, budget: budget, jitter: jitter)
    var result = RunResult(status: .done)
    do throws(Fault) {
      try await machine.readInputs(arguments)
      let flow = try await machine.run(program.statements)
      if case .exited(let code) = flow { result.exit(code) }
    } catch {
      if let code = error.exitCode {
        result.exit(code)
      } else {
        result.fault = error
        result.status = error.status
      }
    }
    machine.leave(variablesIn: scope)
    result.checkFailures = machine.checkFailures
    if result.status == .done, !machine.checkFailures.isEmpty { result.status = .assertion }
    result.statementCount = machine.statementCount
    return result
  }
}

/// How a run ended.
package struct RunResult: Sendable {
  /// What the process should end with.
  package var status: ExitStatus
  /// What stopped it.
  package var fault: Fault?
  /// What `check` found, in order; the run went on behind each.
  package var checkFailures: [Fault] = []
  /// What was wrong with the text; then nothing ran.
  package var diagnostics: [Diagnostic] = []
  /// Statements that were begun: 0 says that a script did nothing.
  package var statementCount = 0
  /// Whether `exit` ended it: at the prompt the session ends as well.
  package var hasExited = false

  package init(status: ExitStatus, fault: Fault? = nil, diagnostics: [Diagnostic] = []) {
    self.status = status
    self.fault = fault
    self.diagnostics = diagnostics
  }

  fileprivate mutating func exit(_ code: UInt8) {
    hasExited = true
    status = code == 0 ? .done : .chosen(code)
  }
}
