import CBSDiagnostics
import CBSLanguage
import CBSText
import CBSValues

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
      throw .overBudget("more than \(budget.steps) iterations and calls were run", at: span)
    }
    try requireTime(at: span)
    machine.fuel = Self.portion(of: budget, after: steps)
    await Task.yield()
    if Task.isCancelled { throw .interrupted(at: span) }
  }

  static func portion(of budget: Budget, after steps: Int) -> Int { max(1, min(portion, budget.steps - steps)) }

  func requireTime(at span: Span) throws(Fault) {
    guard ContinuousClock.now - begun > budget.time else { return }
    throw .overBudget(
      "the run has taken longer than \(DurationText.exact(nanoseconds: budget.time.nanoseconds))", at: span,
      hint: "give it longer with --max-time")
  }

  // MARK: Commands

  /// Runs a command: reads its arguments, calls it, and puts its answer where it belongs.
  private func run(_ call: CommandCall) async throws(Fault) {
    let exchanges = ExchangeLog()
    let invocation = try invocation(of: call, exchanges)
    if Task.isCancelled { throw .interrupted(at: call.nameSpan) }
    try requireTime(at: call.nameSpan)
    do {
      machine.take(try await call.command.run(invocation), of: call, exchange: exchanges.last)
      await host.ended(call.command.signature)
    } catch let fault as Fault {
      // What was cut off by Ctrl-C is an interruption, whatever the command has called it.
      var placed = marked(fault.passing(call.nameSpan), with: call.arguments, at: call)
      placed.isReported = call.command.signature.reportsOwnErrors && fault.spans.isEmpty
      throw Task.isCancelled ? placed.asInterruption : placed
    } catch is CancellationError {
      throw .interrupted(at: call.nameSpan)
    } catch {
      throw .defect("'\(call.name)' failed in a way it does not explain: \(error)", at: call.nameSpan)
    }
  }

  /// Reads what the run decides; what is the same in every run was read when the text was checked.
  private func invocation(of call: CommandCall, _ exchanges: ExchangeLog) throws(Fault) -> Invocation {
    var elements: [(parameter: AnyParameter, arguments: [any CBSValues.Argument])] = []
    var places: [String: [Span]] = [:]
    var forwarded: [Invocation.Forwarded] = []
    for argument in call.arguments {
      do throws(Fault) {
        let read = try read(argument, of: call)
        if let kind = argument.forwardedKind(of: call), let value = read.first as? Value {
          forwarded.append(.init(kind: kind, value: value, span: argument.span))
        }
        if let index = elements.firstIndex(where: { $0.parameter.name == argument.parameter.name }) {
          elements[index].arguments += read
        } else {
          elements.append((argument.parameter, read))
        }
        // A list that was given for several has one place.
        places[argument.parameter.name, default: []] += read.map { _ in argument.span }
      } catch {
        throw marked(error, with: [argument], at: call)
      }
    }
    var arguments = Arguments()
    for (parameter, given) in elements {
      do throws(ArgumentMismatch) { try arguments.set(parameter, to: given) } catch {
        throw .refused(error, for: parameter.name, parameter.type, at: places[parameter.name]?.first ?? call.span)
      }
    }
    let input = call.input.map { register in
      Output(machine[register], columns: machine.columns[machine.base + Int(register)]?.names)
    }
    return Invocation(
      command: call.name, arguments: arguments, places: places, forwarded: forwarded, input: input,
      isStatement: !call.isCaptured, span: call.span, host: host, exchanges: exchanges)
  }

  private func read(
    _ argument: CommandCall.Argument, of call: CommandCall
  ) throws(Fault) -> [any CBSValues.Argument] {
    switch argument.source {
    case .constant(let arguments): return arguments
    case .register(let register, _):
      let value = machine[register]
      if call.command.signature.publishesArguments, !value.secrets.isEmpty {
        throw .secretExposed(as: argument.parameter.name, at: argument.span)
      }
      do throws(ArgumentMismatch) { return try argument.parameter.read(value) } catch {
        throw .refused(error, for: argument.parameter.name, argument.parameter.type, at: argument.span)
      }
    }
  }

  private func marked(_ fault: Fault, with arguments: [CommandCall.Argument], at call: CommandCall) -> Fault {
    var fault = fault
    for argument in arguments {
      guard case .register(let register, let variable?) = argument.source else { continue }
      machine.mark(machine[register], of: variable, at: argument.span, in: &fault)
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

extension CommandCall.Argument {
  /// What the argument is to the command that hands it on; nil where the command itself takes it.
  fileprivate func forwardedKind(of call: CommandCall) -> Invocation.Forwarded.Kind? {
    guard call.command.signature.forwardsFlags else { return nil }
    if parameter.name == Binding.forwardedFlags.name { return .flag }
    if parameter.name == Binding.forwardedValues.name { return .value }
    return parameter.isPositional && parameter.isRepeated ? .word : nil
  }
}
