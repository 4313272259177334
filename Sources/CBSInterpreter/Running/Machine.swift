import CBSDiagnostics
import CBSLanguage
import CBSSecrets

/// Runs one program. Lives as long as the run and is used by one task.
final class Machine {
  /// Where a run goes on behind a statement.
  enum Flow: Equatable {
    case next, broke, continued
    case exited(UInt8)
  }

  let program: Program
  let host: any Host
  let jitter: @Sendable () -> Double
  let budget: Budget
  let context: FunctionContext
  /// Values of variables and elements.
  var slots: [Value]
  /// Which slots have got a value.
  private(set) var isStored: [Bool]
  /// What `check` has found so far.
  var checkFailures: [Fault] = []
  /// Statements that were begun.
  private(set) var statementCount = 0
  /// Faults whose handlers run now, and the records the handlers got.
  var caught: [(value: Value, fault: Fault)] = []
  /// Values of operands that cannot be evaluated again, while a claim is judged.
  var observed: [Span: Value]?
  private var steps = 0
  private var depth = 0

  init(_ program: Program, scope: Scope, host: any Host, budget: Budget, jitter: @escaping @Sendable () -> Double) {
    self.program = program
    self.host = host
    self.budget = budget
    self.jitter = jitter
    context = FunctionContext(clock: { host.clock })
    slots = Array(repeating: .null, count: program.slotCount)
    isStored = Array(repeating: false, count: program.slotCount)
    for (name, slot) in program.imports {
      if let value = scope.value(of: name) { store(value, in: slot) }
    }
  }

  /// Gives a variable its value.
  func store(_ value: Value, in slot: Int) {
    slots[slot] = value
    isStored[slot] = true
  }

  /// Gives the variables of the top level to the session, also those made before a fault.
  func leave(variablesIn scope: Scope) {
    for (name, slot) in program.imports + program.exports where isStored[slot] {
      scope.set(name, to: slots[slot])
    }
  }

  /// Runs statements until one of them leads elsewhere.
  func run(_ block: [StatementCode]) async throws(Fault) -> Flow {
    depth += 1
    defer { depth -= 1 }
    guard depth <= budget.depth else {
      throw .overBudget("blocks are nested more than \(budget.depth) deep", at: block.first?.span)
    }
    for statement in block {
      statementCount += 1
      try await step(at: statement.span)
      let flow = try await run(statement)
      if flow != .next { return flow }
    }
    return .next
  }

  /// Counts a statement or a turn, and stops where the run is cancelled or over its budget.
  func step(at span: Span) async throws(Fault) {
    steps += 1
    if steps > budget.steps { throw .overBudget("more than \(budget.steps) statements were run", at: span) }
    // Others on the same thread must get their turn, or nobody could cancel.
    if steps.isMultiple(of: 1024) { await Task.yield() }
    if Task.isCancelled { throw .interrupted(at: span) }
  }
}
