import CBSDiagnostics
import CBSLanguage
import CBSValues
import OrderedCollections

extension Machine {
  /// The engine: runs instructions until one of them wants something from outside.
  ///
  /// What is done a million times stands here; the rest is a call. Where it leaves, by a request or by a fault, `pc` is
  /// behind the instruction that did it.
  func execute(_ code: UnsafeBufferPointer<Instruction>) throws(Fault) -> Request {
    guard let code = code.baseAddress else { return .ended }
    var pc = self.pc
    var fuel = self.fuel
    var registers = stack + base
    defer {
      self.pc = pc
      self.fuel = fuel
    }
    while true {
      let instruction = code[pc]
      pc &+= 1
      switch instruction {
      case .add(let into, let left, let right):
        if case .integer(let first) = registers[Int(left)], case .integer(let second) = registers[Int(right)] {
          let (sum, overflow) = first.addingReportingOverflow(second)
          if !overflow {
            registers[Int(into)] = .integer(sum)
            continue
          }
        }
        try add(into, left, right, pc)
      case .addInteger(let into, let left, let integer):
        if case .integer(let first) = registers[Int(left)] {
          let (sum, overflow) = first.addingReportingOverflow(Int64(integer))
          if !overflow {
            registers[Int(into)] = .integer(sum)
            continue
          }
        }
        try operate(with: integer, into, left, pc)
      case .subtract(let into, let left, let right):
        if case .integer(let first) = registers[Int(left)], case .integer(let second) = registers[Int(right)] {
          let (difference, overflow) = first.subtractingReportingOverflow(second)
          if !overflow {
            registers[Int(into)] = .integer(difference)
            continue
          }
        }
        try operate(.subtract, into, left, right, pc)
      case .multiply(let into, let left, let right):
        if case .integer(let first) = registers[Int(left)], case .integer(let second) = registers[Int(right)] {
          let (product, overflow) = first.multipliedReportingOverflow(by: second)
          if !overflow {
            registers[Int(into)] = .integer(product)
            continue
          }
        }
        try operate(.multiply, into, left, right, pc)
      case .jumpUnlessLessThan(let left, let integer, let target):
        if case .integer(let first) = registers[Int(left)] {
          if first >= Int64(integer) { pc = Int(target) }
        } else if try !isLess(left, than: integer, pc) {
          pc = Int(target)
        }
      case .jump(let target): pc = Int(target)
      case .loop(let target):
        if cancellation.isSet { throw .interrupted(at: site(pc).span) }
        fuel &-= 1
        if fuel <= 0 {
          let span = site(pc).span
          pc = Int(target)
          return .yield(span)
        }
        pc = Int(target)
      case .jumpIfFalse(let condition, let target):
        guard case .boolean(let flag) = registers[Int(condition)] else { throw notACondition(condition, pc) }
        if !flag { pc = Int(target) }
      case .jumpIfTrue(let condition, let target):
        guard case .boolean(let flag) = registers[Int(condition)] else { throw notACondition(condition, pc) }
        if flag { pc = Int(target) }
      case .integer(let into, let number): registers[Int(into)] = .integer(Int64(number))
      case .null(let into): registers[Int(into)] = .null
      case .boolean(let into, let flag): registers[Int(into)] = .boolean(flag)
      case .constant(let into, let index): registers[Int(into)] = program.constants[Int(index)]
      case .move(let into, let from):
        registers[Int(into)] = registers[Int(from)]
        extents[base + Int(into)] = extents[base + Int(from)]
      case .origin(let variable, let origin): sources[slot(variable)] = origin
      case .originCopy(let variable, let from): sources[slot(variable)] = sources[slot(from)]
      case .loadGlobal(let into, let global):
        guard sources[Int(global)] != 0 else {
          throw .noValueYet(program.source.text(site(pc).span), at: site(pc).span)
        }
        registers[Int(into)] = stack[Int(global)]
        extents[base + Int(into)] = extents[Int(global)]
      case .storeGlobal(let global, let from):
        stack[Int(global)] = registers[Int(from)]
        extents[Int(global)] = extents[base + Int(from)]
        if isLane { changedGlobals.insert(global) }
      case .field(let into, let from, let name):
        let name = program.names[Int(name)]
        if case .record(let fields) = registers[Int(from)], let field = fields[name.text] {
          registers[Int(into)] = field
          extents[base + Int(into)] = extents[base + Int(from)]
        } else {
          throw blamed(.noField(name.text, of: registers[Int(from)], at: name.span), pc)
        }
      case .optionalField(let into, let from, let name):
        try optionalField(program.names[Int(name)], of: from, into: into, pc)
      case .index(let into, let from, let key): try element(of: from, at: key, into: into, pc)
      case .next(let state, let into, let target):
        guard case .list(let elements) = registers[Int(state)], case .integer(let position) = registers[Int(state) + 1],
          Int(position) < elements.count
        else {
          pc = Int(target)
          continue
        }
        registers[Int(into)] = elements[Int(position)]
        extents[base + Int(into)] = extents[base + Int(state)]
        registers[Int(state) + 1] = .integer(position + 1)
      case .nextInteger(let state, let into, let target):
        guard case .integer(let number) = registers[Int(state)], case .integer(let end) = registers[Int(state) + 1],
          number < end
        else {
          pc = Int(target)
          continue
        }
        registers[Int(into)] = .integer(number)
        registers[Int(state)] = .integer(number + 1)
      case .call(let into, let index):
        if cancellation.isSet { throw .interrupted(at: site(pc).span) }
        fuel &-= 1
        try enter(program.calls[Int(index)], index, into: into, &pc)
        registers = stack + base
        if fuel <= 0 { return .yield(program.calls[Int(index)].span) }
      case .returned(let register):
        leave(with: register, &pc)
        registers = stack + base
      case .command(let index): return .command(program.commands[Int(index)])
      case .show(let register): return .show(registers[Int(register)], nil, isAnswer: false, site(pc).span)
      case .showAnswer(let register): return .show(registers[Int(register)], nil, isAnswer: true, site(pc).span)
      case .showRows(let register):
        let columns = columns.removeValue(forKey: base + Int(register))
        return .show(registers[Int(register)], columns, isAnswer: false, site(pc).span)
      case .input(let index): return .input(program.inputs[Int(index)])
      case .beginWait(let index): return .beginWait(program.waits[Int(index)])
      case .pause(let index): return .pause(program.waits[Int(index)])
      case .endWait: return .endWait
      case .parallel(let index): return .parallel(program.parallels[Int(index)])
      case .end: return .ended
      case .pushHandler(let kind, let register, let target):
        handlers.append(Handler(kind: kind, register: register, target: Int(target), frameCount: frames.count))
      case .popHandlers(let count): handlers.removeLast(Int(count))
      case .popCaught: caught.removeLast()
      case .resume(let completion, let table):
        guard case .integer(let index) = registers[Int(completion)] else { continue }
        pc = Int(program.resumptions[Int(table)][Int(index)])
      case .update, .binary, .negate, .not, .list, .record, .join, .joinOnto, .function, .elements, .rows, .rangeBounds,
        .requireType, .append, .group, .sort, .sortDescending, .keepColumns, .dropColumns, .raise, .raisePending,
        .outcome,
        .failedOutcome, .beginMarks, .mark, .judge, .claimFailed, .didNotFail, .judgeFailure, .exit, .answered, .seen,
        .failedState:
        try perform(instruction, pc)
      }
    }
  }

  // MARK: Calls

  private func enter(_ call: RoutineCall, _ index: Int32, into: Register, _ pc: inout Int) throws(Fault) {
    guard frames.count < maximalDepth else { throw .tooManyCalls(maximalDepth, at: call.span) }
    let routine = program.routines[Int(call.routine)]
    frames.append(
      Frame(base: base, pc: pc, into: base + Int(into), call: self.call, pendingBase: pendingBase))
    let caller = self.routine
    let below = base
    reserve(below + Int(call.first) + max(call.origins.count, Int(routine.registerCount)))
    for (index, origin) in call.origins.enumerated() {
      sources[below + Int(call.first) + index] = origin.variable.map { sources[slot($0.index)] } ?? origin.row
    }
    base = below + Int(call.first)
    pendingBase += Int(caller.pendingCount)
    self.call = index
    while pending.count < pendingBase + Int(routine.pendingCount) { pending.append(nil) }
    pc = Int(routine.entry)
  }

  private func leave(with register: Register, _ pc: inout Int) {
    guard let frame = frames.last else { return }
    let index = base + Int(register)
    (stack[frame.into], extents[frame.into]) = (stack[index], extents[index])
    pc = frame.pc
    restore(frame)
    frames.removeLast()
  }

  /// Goes back to the frame that was running before the innermost call.
  func restore(_ frame: Frame) {
    base = frame.base
    pendingBase = frame.pendingBase
    call = frame.call
  }
}
