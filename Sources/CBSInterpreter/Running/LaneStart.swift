import CBSDiagnostics
import CBSValues

/// The state in which the lanes of a `parallel` begin: a copy of the registers that they can use, which are those of the
/// main frame, for its variables, and those of the frame around the lanes. Frames between the two are the callers'.
struct LaneStart: Sendable {
  private let program: Program
  private let clock: @Sendable () -> Int64
  let registers: [Value]
  private let extents: [Extent]
  private let sources: [Int32]
  /// Those that the registers refer to.
  private let laterOrigins: [Origin]
  /// Where the frame around the lanes begins, in the machine that runs it and in a lane.
  private let outerBase: Int
  private let base: Int
  private let call: Int32

  init(_ machine: Machine) {
    program = machine.program
    clock = machine.context.clock
    call = machine.call
    outerBase = machine.base
    // A frame that the main frame calls begins within it, after everything that has a value there.
    base = min(outerBase, Int(program.routines[0].registerCount))
    let frame = outerBase..<outerBase + machine.frameSize
    let slots = [0..<base, frame].joined()
    registers = slots.map { machine.stack[$0] }
    extents = slots.map { machine.extents[$0] }
    var sources = slots.map { machine.sources[$0] }
    var laterOrigins: [Origin] = []
    for index in sources.indices where Int(sources[index]) >= program.origins.count {
      laterOrigins.append(machine.laterOrigins[Int(sources[index]) - program.origins.count])
      sources[index] = Int32(program.origins.count + laterOrigins.count - 1)
    }
    (self.sources, self.laterOrigins) = (sources, laterOrigins)
  }

  /// Runs a lane to its end.
  func run(
    _ index: Int, _ lane: ParallelCode.Lane, host: any Host, budget: Budget, jitter: @escaping @Sendable () -> Double,
    nesting: Int, livingLanes: LivingLanes
  ) async -> LaneEnd {
    livingLanes.begin()
    defer { livingLanes.end() }
    let cancellation = CancellationFlag()
    return await withTaskCancellationHandler {
      let machine = Machine(
        program, context: FunctionContext(clock: clock), cancellation: cancellation, depth: budget.depth,
        fuel: Runner.portion(of: budget, after: 0), isLane: true)
      machine.begin(registers, extents, sources, laterOrigins, base: base, call: call, pc: Int(lane.entry))
      var runner = Runner(
        machine, host: host, budget: budget, jitter: jitter, nesting: nesting, livingLanes: livingLanes)
      var end = LaneEnd(index: index)
      do throws(Fault) { try await runner.run() } catch { end.fault = error }
      end.checkFailures = machine.checkFailures
      end.changes =
        lane.changes.map { change(in: machine, at: base + Int($0), of: outerBase + Int($0)) }
        + machine.changedGlobals.map { change(in: machine, at: Int($0), of: Int($0)) }
      return end
    } onCancel: {
      cancellation.set()
    }
  }

  private func change(in lane: Machine, at slot: Int, of outerSlot: Int) -> LaneEnd.Change {
    LaneEnd.Change(
      index: outerSlot, value: lane.stack[slot], extent: lane.extents[slot],
      origin: lane.origin(of: VariablePlace(register: Int32(slot), isGlobal: true)))
  }
}

/// The result of a lane.
struct LaneEnd: Sendable {
  /// What a register of the machine around the lane holds now, and where that came from.
  struct Change: Sendable {
    let index: Int
    let value: Value
    let extent: Extent
    let origin: Origin?
  }

  let index: Int
  var fault: Fault?
  var checkFailures: [Fault] = []
  var changes: [Change] = []
}

extension Machine {
  /// Takes the state in which a lane begins, to run it from `pc`.
  fileprivate func begin(
    _ registers: [Value], _ extents: [Extent], _ sources: [Int32], _ laterOrigins: [Origin], base: Int, call: Int32,
    pc: Int
  ) {
    reserve(registers.count)
    for index in registers.indices {
      stack[index] = registers[index]
      self.extents[index] = extents[index]
      self.sources[index] = sources[index]
    }
    self.laterOrigins = laterOrigins
    (self.base, self.call, self.pc) = (base, call, pc)
    pending = Array(repeating: nil, count: Int(routine.pendingCount))
  }
}
