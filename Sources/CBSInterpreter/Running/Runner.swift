import CBSDiagnostics
import CBSLanguage

/// Runs a machine in the world: does what it asks for and hands back the answers.
struct Runner {
  let machine: Machine
  let host: any Host
  let budget: Budget
  let jitter: @Sendable () -> Double
  /// Texts for `param` lines, by name.
  let arguments: [String: String]
  let begun = ContinuousClock.now
  /// How many lanes are around what runs.
  let nesting: Int
  let livingLanes: LivingLanes
  private(set) var steps = 0

  /// How many turns and calls pass before others get their turn.
  static let portion = 65_536

  init(
    _ machine: Machine, host: any Host, budget: Budget, jitter: @escaping @Sendable () -> Double,
    arguments: [String: String] = [:], nesting: Int = 0, livingLanes: LivingLanes = LivingLanes()
  ) {
    self.machine = machine
    self.host = host
    self.budget = budget
    self.jitter = jitter
    self.arguments = arguments
    self.nesting = nesting
    self.livingLanes = livingLanes
  }

  /// Runs to the end. A fault that nothing catches comes out; so does an `exit`, as one.
  mutating func run() async throws(Fault) {
    while true {
      let request = try machine.advance()
      do throws(Fault) {
        if case .ended = request { return }
        try await fulfil(request)
      } catch {
        let waiting = machine.waits.count
        do throws(Fault) { try machine.raise(error) } catch {
          if waiting > 0 { await host.progress(nil) }
          throw error
        }
        if machine.waits.count < waiting { await host.progress(nil) }
      }
    }
  }

  private mutating func fulfil(_ request: Machine.Request) async throws(Fault) {
    switch request {
    case .command(let call): try await run(call)
    case .show(let value, let columns, let isAnswer, let span):
      guard columns?.isShown != true, !(isAnswer && value.isNull) else { return }
      try await show(Output(value, columns: columns?.names), at: span)
    case .input(let input): try await read(input)
    case .beginWait(let wait): try await begin(wait)
    case .pause(let wait): try await pause(wait)
    case .endWait:
      machine.waits.removeLast()
      await host.progress(nil)
    case .parallel(let code): try await run(code)
    case .yield(let span): try await yield(at: span)
    case .ended: break
    }
  }

  /// Lets others have their turn, and looks at the budget.
  private mutating func yield(at span: Span) async throws(Fault) {
    steps += Self.portion(of: budget, after: steps)
    guard steps < budget.steps else {
      throw .overBudget("more than \(budget.steps) turns and calls were run", at: span)
    }
    try requireTime(at: span)
    machine.fuel = Self.portion(of: budget, after: steps)
    await Task.yield()
    if Task.isCancelled { throw .interrupted(at: span) }
  }

  static func portion(of budget: Budget, after steps: Int) -> Int { max(1, min(portion, budget.steps - steps)) }

  func requireTime(at span: Span) throws(Fault) {
    guard ContinuousClock.now - begun > budget.time else { return }
    let nanoseconds =
      budget.time.components.seconds * 1_000_000_000 + budget.time.components.attoseconds / 1_000_000_000
    throw .overBudget(
      "the run has taken longer than \(DurationText.text(ofNanoseconds: nanoseconds))", at: span,
      hint: "give it longer with --max-time")
  }

  // MARK: Commands

  /// Runs a command: converts its arguments, calls it, and puts its answer where it belongs.
  private func run(_ call: CommandCall) async throws(Fault) {
    var arguments: [String: [Invocation.Argument]] = [:]
    for argument in call.arguments {
      var value = machine[argument.register]
      if let type = argument.type {
        do throws(Fault) {
          value = try value.converted(to: type, for: argument.parameter, at: argument.span)
        } catch {
          throw marked(error, with: [argument], at: call)
        }
      }
      arguments[argument.parameter, default: []].append(.init(value, at: argument.span))
    }
    if Task.isCancelled { throw .interrupted(at: call.nameSpan) }
    try requireTime(at: call.nameSpan)
    let input = call.input.map { register in
      Output(machine[register], columns: machine.columns[machine.base + Int(register)]?.names)
    }
    let exchanges = ExchangeLog()
    let invocation = Invocation(
      command: call.name, arguments: arguments, input: input, isStatement: !call.isCaptured, span: call.span,
      host: host, exchanges: exchanges)
    do {
      machine.take(try await call.command.run(invocation), of: call, exchange: exchanges.last)
    } catch let fault as Fault {
      // What was cut off by Ctrl-C is an interruption, whatever the command has called it.
      let placed = marked(fault.passing(call.nameSpan), with: call.arguments, at: call)
      throw Task.isCancelled ? placed.asInterruption : placed
    } catch is CancellationError {
      throw .interrupted(at: call.nameSpan)
    } catch {
      throw .defect("'\(call.name)' failed in a way it does not explain: \(error)", at: call.nameSpan)
    }
  }

  private func marked(_ fault: Fault, with arguments: [CommandCall.Argument], at call: CommandCall) -> Fault {
    var fault = fault
    for argument in arguments {
      guard let variable = argument.variable else { continue }
      machine.mark(machine[argument.register], of: variable, at: argument.span, in: &fault)
    }
    return fault
  }

  /// Hands an answer to the host.
  private func show(_ output: Output, at span: Span) async throws(Fault) {
    do {
      try await host.show(output)
    } catch let fault as Fault {
      throw fault.passing(span)
    } catch is CancellationError {
      throw .interrupted(at: span)
    } catch {
      throw .defect("the answer could not be shown: \(error)", at: span)
    }
  }
}

extension Machine {
  /// Puts the answer of a command where it belongs.
  func take(_ output: Output, of call: CommandCall, exchange: Exchange?) {
    set(call.into, to: output.value)
    let index = base + Int(call.into)
    if output.columns != nil || output.isShown {
      columns[index] = Columns(names: output.columns, isShown: output.isShown)
    } else {
      columns[index] = nil
    }
    // The next instruction may say that this makes a variable: then it is known by what request.
    guard let exchange, case .origin(let variable, let row) = program.code[pc],
      case .text(let span) = program.origins[Int(row)]
    else { return }
    note(Origin(place: place(of: span), text: program.source.text(span), exchange: exchange.summary), of: variable)
    pc += 1
  }
}
