import CBSDiagnostics
import CBSLanguage
import CBSValues
import Synchronization

/// Runs a program as far as it goes without the world. Lives as long as the run and is used by one task.
///
/// It never waits: where a command is to run, something is to be shown, or time is to pass, `advance` gives a request and
/// whoever runs the machine hands the answer back. A `def` gets a frame of its own; the registers of all frames lie one
/// behind the other.
final class Machine {
  /// What the machine cannot do by itself.
  enum Request {
    case command(CommandCall)
    /// Whether null means that there is nothing to show.
    case show(Value, Columns?, isAnswer: Bool, Span)
    case input(Input)
    case beginWait(WaitCode)
    case pause(WaitCode)
    case endWait
    case parallel(ParallelCode)
    /// Others get their turn, and the budget is looked at.
    case yield(Span)
    case ended
  }

  /// Which fields of an answer a table shows, and whether it was shown already.
  struct Columns: Sendable {
    var names: [String]?
    var isShown = false
  }

  /// A call that is under way.
  struct Frame: Sendable {
    var base = 0
    var pc = 0
    /// Index into the stack of what gets the result.
    var into = 0
    var call: Int32 = -1
    var pendingBase = 0
  }

  /// What takes a fault on its way out.
  struct Handler {
    let kind: HandlerKind
    let register: Register
    let target: Int
    let frameCount: Int
  }

  let program: Program
  let context: FunctionContext
  let maximalDepth: Int
  /// Set from outside when the task is cancelled; looked at on every turn.
  let cancellation: CancellationFlag
  private(set) var stack: UnsafeMutablePointer<Value>
  private(set) var extents: UnsafeMutablePointer<Extent>
  /// Row of the table of origins of each variable; 0 where it has no value yet.
  private(set) var sources: UnsafeMutablePointer<Int32>
  private(set) var capacity: Int
  var base = 0
  var pc = 0
  /// Frames below the running one.
  var frames: [Frame] = []
  var pendingBase = 0
  var call: Int32 = -1
  var handlers: [Handler] = []
  /// Faults that `finally` and `assert fails` hold back.
  var pending: [Fault?] = []
  /// Faults whose handlers run now, and the records the handlers got.
  var caught: [(value: Value, fault: Fault)] = []
  var columns: [Int: Columns] = [:]
  /// What the sides of the comparisons in a failed claim are.
  var marks: [Mark] = []
  var isMarkDeciding: [Bool] = []
  var waits: [WaitState] = []
  /// What `check` has found so far.
  var checkFailures: [Fault] = []
  /// Turns and calls until the runner is asked again.
  var fuel: Int
  /// Origins that are known only now: the exchange of an answer, what the session remembers.
  var laterOrigins: [Origin] = []
  /// Whether it runs a lane of a `parallel`: then it notes which registers of the main frame a `def` changes.
  let isLane: Bool
  var changedGlobals: Set<Register> = []

  /// A side of a comparison with what it is.
  struct Mark {
    let span: Span
    let label: String
    let judgement: Int
  }

  init(
    _ program: Program, context: FunctionContext, cancellation: CancellationFlag, depth: Int, fuel: Int,
    isLane: Bool = false
  ) {
    self.program = program
    self.isLane = isLane
    self.context = context
    self.cancellation = cancellation
    self.fuel = fuel
    maximalDepth = depth
    capacity = 0
    stack = .allocate(capacity: 0)
    extents = .allocate(capacity: 0)
    sources = .allocate(capacity: 0)
    reserve(Int(program.routines[0].registerCount))
    pending = Array(repeating: nil, count: Int(program.routines[0].pendingCount))
  }

  deinit {
    stack.deinitialize(count: capacity)
    stack.deallocate()
    extents.deallocate()
    sources.deallocate()
  }

  /// Makes room for so many registers.
  func reserve(_ count: Int) {
    guard count > capacity else { return }
    let larger = max(64, capacity * 2, count)
    let (stack, extents, sources) = (
      UnsafeMutablePointer<Value>.allocate(capacity: larger), UnsafeMutablePointer<Extent>.allocate(capacity: larger),
      UnsafeMutablePointer<Int32>.allocate(capacity: larger)
    )
    stack.moveInitialize(from: self.stack, count: capacity)
    (stack + capacity).initialize(repeating: .null, count: larger - capacity)
    extents.moveInitialize(from: self.extents, count: capacity)
    (extents + capacity).initialize(repeating: Extent(), count: larger - capacity)
    sources.moveInitialize(from: self.sources, count: capacity)
    (sources + capacity).initialize(repeating: 0, count: larger - capacity)
    self.stack.deallocate()
    self.extents.deallocate()
    self.sources.deallocate()
    (self.stack, self.extents, self.sources, capacity) = (stack, extents, sources, larger)
  }

  /// Goes on until something is wanted from outside, or to the end. Faults that nothing takes come out.
  func advance() throws(Fault) -> Request {
    while true {
      do throws(Fault) {
        return try program.code.withUnsafeBufferPointer { (code) throws(Fault) in try execute(code) }
      } catch {
        try raise(error)
      }
    }
  }

  // MARK: Registers

  /// The routine of the running frame.
  var routine: Routine { program.routines[call < 0 ? 0 : Int(program.calls[Int(call)].routine)] }

  /// How many registers the running frame has.
  var frameSize: Int { max(Int(routine.registerCount), call < 0 ? 0 : program.calls[Int(call)].origins.count) }

  /// A register of the running frame.
  subscript(register: Register) -> Value {
    get { stack[base + Int(register)] }
    set { stack[base + Int(register)] = newValue }
  }

  /// The place of a variable, as `VariablePlace` numbers them.
  func slot(_ variable: Int32) -> Int { variable >= 0 ? base + Int(variable) : Int(~variable) }

  /// Writes a value whose extent is not known to a register.
  func set(_ register: Register, to value: Value) {
    let index = base + Int(register)
    extents[index] = value.ownExtent ?? value.measured()
    stack[index] = value
  }

  /// The extent of what is in a register.
  func extent(_ register: Register) -> Extent {
    let index = base + Int(register)
    return stack[index].ownExtent ?? extents[index]
  }

  // MARK: Places

  /// The row of the table of sites for the instruction that is running.
  func site(_ pc: Int) -> Site {
    let index = program.siteIndices[pc - 1]
    return index >= 0 ? program.sites[Int(index)] : Site(span: Span(at: 0))
  }
}

/// Whether a run was cancelled; set by whoever cancels, read by the machine.
final class CancellationFlag: Sendable {
  private let flag = Atomic(false)
  var isSet: Bool { flag.load(ordering: .relaxed) }
  func set() { flag.store(true, ordering: .relaxed) }
}
