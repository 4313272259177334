package import CBSDiagnostics
package import CBSLanguage
import CBSValues

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

  /// Looks for what is wrong with the text, syntax errors among it, and binds its commands; nothing runs.
  ///
  /// - Parameter isWhole: whether nothing follows the text, as with a script: then it is told what it never uses.
  package func check(_ parsed: ParsedSource, scope: Scope, isWhole: Bool = false) -> CheckedSource {
    let defined = scope.names.map { name in
      if case .secret? = scope.value(of: name) { (name, ValueType.secret) } else { (name, ValueType.any) }
    }
    return Checker(
      table: table, functions: Functions.all.map(\.signature), otherNames: Functions.otherNames,
      defined: Dictionary(uniqueKeysWithValues: defined), isWhole: isWhole, main: parsed.source.parts[0].span
    ).check(parsed)
  }

  /// Runs the text, unless something is wrong with it: then nothing runs.
  ///
  /// - Parameter arguments: texts for its `param` lines, by name.
  package func run(_ parsed: ParsedSource, scope: Scope, arguments: [String: String] = [:]) async -> RunResult {
    let checked = check(parsed.remembering(scope.definitions), scope: scope)
    guard checked.mayRun else { return RunResult(status: .usage, diagnostics: checked.diagnostics) }
    return await run(checked, scope: scope, arguments: arguments)
  }

  /// Runs a text in which `check` has found no error.
  ///
  /// - Parameter checked: with the `def`s that the scope remembers.
  package func run(
    _ checked: CheckedSource, scope: Scope, arguments: [String: String] = [:]
  ) async -> RunResult {
    let parsed = checked.parsed
    let program: Program
    do throws(Compiler.Failure) {
      program = try Compiler.compile(checked, commands: commands, variables: scope.names)
    } catch {
      return RunResult(status: .usage, fault: .defect("this was found right and cannot be compiled", at: error.span))
    }
    var result = RunResult(status: .done)
    result.statementCount = parsed.script.statements.count { statement in
      if case .definition = statement.kind { false } else { true }
    }
    scope.remember(parsed.definitions)
    let cancellation = CancellationFlag()
    let host = host
    let machine = Machine(
      program, context: FunctionContext(clock: { host.clock }), cancellation: cancellation, depth: budget.depth,
      fuel: Runner.portion(of: budget, after: 0))
    machine.bring(variablesOf: scope)
    var runner = Runner(machine, host: host, budget: budget, jitter: jitter, arguments: arguments)
    do throws(Fault) {
      try runner.requireKnownArguments()
      try await Self.run(&runner, cancellation)
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
    return result
  }

  /// Runs it so that the machine learns of a cancellation at once.
  private static func run(_ runner: inout Runner, _ cancellation: CancellationFlag) async throws(Fault) {
    var failure: Fault?
    await withTaskCancellationHandler {
      do throws(Fault) { try await runner.run() } catch { failure = error }
    } onCancel: {
      cancellation.set()
    }
    if let failure { throw failure }
  }
}

extension Machine {
  /// Gives the program the variables of the session.
  fileprivate func bring(variablesOf scope: Scope) {
    for (name, register) in program.imports {
      guard let value = scope.value(of: name) else { continue }
      set(register, to: value)
      note(scope.origin(of: name) ?? Origin(place: "an earlier line", text: ""), of: register)
    }
  }

  /// Gives the variables of the top level to the session, also those made before a fault.
  fileprivate func leave(variablesIn scope: Scope) {
    for (name, register) in program.imports + program.exports where sources[Int(register)] != 0 {
      let place = VariablePlace(register: register, isGlobal: true)
      scope.set(name, to: stack[Int(register)], from: origin(of: place))
    }
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
  /// Statements of the top level that there were to run: 0 says that a script did nothing.
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
