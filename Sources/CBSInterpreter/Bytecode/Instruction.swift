/// A register of a frame, counted from its base.
typealias Register = Int32

/// One step of a compiled program. Trivial to copy; what does not fit is in the tables of the `Program`.
///
/// `into` is the register that gets the result. A target is an index into the instructions of the whole program.
enum Instruction {
  // MARK: Values

  case null(into: Register)
  case boolean(into: Register, Bool)
  case integer(into: Register, Int32)
  case constant(into: Register, Int32)
  case move(into: Register, from: Register)
  /// A value from the main frame into the frame of a `def`; it must have one by then.
  case loadGlobal(into: Register, global: Register)
  case storeGlobal(global: Register, from: Register)
  /// A variable has got its value, and this is where it came from. Both name variables: see `VariablePlace`.
  case origin(variable: Int32, Int32)
  /// A variable has got what another one has, or a part of it.
  case originCopy(variable: Int32, from: Int32)
  /// A `param` or `secret` gets its value from outside.
  case input(Int32)
  /// `set` behind steps: a row of the table of updates.
  case update(Int32)

  // MARK: Operators

  case add(into: Register, Register, Register)
  /// `+` or `-` with a small integer that stands in the text; the operand is its negative for `-`.
  case addInteger(into: Register, Register, Int32)
  case subtract(into: Register, Register, Register)
  case multiply(into: Register, Register, Register)
  /// Any other operator; the site names it.
  case binary(into: Register, Register, Register)
  case negate(into: Register, Register)
  case not(into: Register, Register)
  case list(into: Register, first: Register, count: Int32)
  case record(into: Register, first: Register, keys: Int32)
  /// The texts of the registers one behind the other.
  case join(into: Register, first: Register, count: Int32)
  /// As `join`, with what `into` holds before the others; a text grows in place.
  case joinOnto(into: Register, first: Register, count: Int32)
  case field(into: Register, from: Register, name: Int32)
  case optionalField(into: Register, from: Register, name: Int32)
  case index(into: Register, from: Register, Register)
  case function(into: Register, Int32)

  // MARK: Going elsewhere

  case jump(Int32)
  /// Back to the head of a loop: one turn.
  case loop(Int32)
  case jumpIfFalse(Register, Int32)
  case jumpIfTrue(Register, Int32)
  /// The condition of most counting loops: `<` and a small integer of the source.
  case jumpUnlessLessThan(Register, integer: Int32, Int32)
  /// What `for` goes through, as a list.
  case elements(into: Register, from: Register)
  /// What a stage works on, as a list; the site names the stage.
  case rows(into: Register, from: Register)
  /// The next element of the list in `state`, its position after it; past the end goes to the target.
  case next(state: Register, into: Register, Int32)
  /// The next integer: `state` holds it, the register after it the end.
  case nextInteger(state: Register, into: Register, Int32)
  case rangeBounds(state: Register)
  case call(into: Register, Int32)
  case returned(Register)
  /// Checks an argument of a `def` against the type of its parameter.
  case requireType(Register, parameter: Int32)

  // MARK: Stages

  case append(Register, Register)
  case group(into: Register, rows: Register, keys: Register)
  case sort(into: Register, rows: Register, keys: Register)
  case sortDescending(into: Register, rows: Register, keys: Register)
  /// The answer of a stage has the columns of its input.
  case keepColumns(into: Register, from: Register)
  /// The register holds no answer of a command any more.
  case dropColumns(Register)

  // MARK: Failing

  case pushHandler(kind: HandlerKind, register: Register, Int32)
  case popHandlers(Int32)
  /// Leaves the handler of a `catch`.
  case popCaught
  case raise(Register)
  /// Throws again what a `finally` or an `assert fails` has held back.
  case raisePending(Register)
  /// Goes on behind a `finally`: the register says which of the targets is meant.
  case resume(Register, table: Int32)
  case outcome(into: Register, from: Register)
  case failedOutcome(into: Register, from: Register)
  case beginMarks
  case mark(Register, Int32)
  /// The truth of a comparison whose sides were marked; the flag says what lets the whole fail.
  case judge(Register, decidesIf: Bool)
  case claimFailed(Int32)
  case didNotFail(Int32)
  case judgeFailure(Int32)
  case exit(Register)

  // MARK: What only the world can do: the machine stops and its runner goes on

  case command(Int32)
  /// Shows a value as the text has it, without the columns of the command it may come from.
  case show(Register)
  /// Shows what a pipeline has answered.
  case showRows(Register)
  /// Shows what a `def` has returned, if anything.
  case showAnswer(Register)
  case beginWait(Int32)
  case answered(Int32)
  case seen(Int32)
  case failedState(Int32)
  case pause(Int32)
  case endWait(Int32)
  case parallel(Int32)
  case end
}

/// What takes a fault on its way out.
enum HandlerKind: UInt8 {
  /// `catch`: gets the record of the fault, unless it cannot be caught.
  case catching
  /// Around a handler: a fault that comes up in it has the caught one as its cause.
  case causing
  /// `finally`: runs for everything but an interruption; the fault is held back.
  case finally
  /// `try command`: as `catching`, and nothing is left to undo.
  case trying
  /// `assert fails`: the fault is held back to be judged.
  case expecting
  /// While a failed claim is explained: what fails is left out.
  case ignoring
  /// A look of `wait`: faults for a while are borne.
  case looking
  /// The whole of a `wait`: an interruption says how to wait again.
  case waiting
}

extension Instruction {
  /// The instruction with another target.
  func retargeted(to target: Int32) -> Instruction {
    switch self {
    case .jump: .jump(target)
    case .loop: .loop(target)
    case .jumpIfFalse(let condition, _): .jumpIfFalse(condition, target)
    case .jumpIfTrue(let condition, _): .jumpIfTrue(condition, target)
    case .jumpUnlessLessThan(let left, let integer, _): .jumpUnlessLessThan(left, integer: integer, target)
    case .next(let state, let into, _): .next(state: state, into: into, target)
    case .nextInteger(let state, let into, _): .nextInteger(state: state, into: into, target)
    case .pushHandler(let kind, let register, _): .pushHandler(kind: kind, register: register, target)
    case .null, .boolean, .integer, .constant, .move, .loadGlobal, .storeGlobal, .origin, .originCopy, .input, .update,
      .add, .addInteger, .subtract, .multiply, .binary, .negate, .not, .list, .record, .join, .joinOnto, .field,
      .optionalField, .index,
      .function, .elements, .rows, .rangeBounds, .call, .returned, .requireType, .append, .group,
      .sort, .sortDescending, .keepColumns, .dropColumns, .popHandlers, .popCaught, .raise, .raisePending, .resume,
      .outcome,
      .failedOutcome, .beginMarks, .mark, .judge, .claimFailed, .didNotFail, .judgeFailure, .exit, .command, .show,
      .showRows, .showAnswer, .beginWait, .answered, .seen, .failedState, .pause, .endWait, .parallel, .end:
      self
    }
  }
}
