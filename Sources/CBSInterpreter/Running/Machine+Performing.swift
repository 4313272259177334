import CBSDiagnostics
import CBSLanguage
import CBSText
import CBSValues
import OrderedCollections

extension Machine {
  /// Instructions that are not worth a place in the engine's loop.
  func perform(_ instruction: Instruction, _ pc: Int) throws(Fault) {
    switch instruction {
    case .update(let index): try update(program.updates[Int(index)])
    case .binary(let into, let left, let right):
      guard let symbol = site(pc).symbol else { return }
      try operate(symbol, into, left, right, pc)
    case .negate(let into, let operand): try negate(operand, into: into, pc)
    case .not(let into, let operand):
      guard case .boolean(let flag) = self[operand] else { throw notACondition(operand, pc) }
      self[into] = .boolean(!flag)
    case .list(let into, let first, let count):
      let elements = Array(UnsafeBufferPointer(start: stack + base + Int(first), count: Int(count)))
      try put(.list(elements), into: into, holding: first, count, pc)
    case .record(let into, let first, let keys):
      let keys = program.keys[Int(keys)]
      var fields = OrderedDictionary<String, Value>(minimumCapacity: keys.count)
      for (index, key) in keys.enumerated() { fields[key] = self[first + Register(index)] }
      try put(.record(fields), into: into, holding: first, Int32(keys.count), pc)
    case .join(let into, let first, let count): try join(first, count, into: into, pc)
    case .joinOnto(let into, let first, let count): try join(first, count, onto: into, pc)
    case .function(let into, let index): try call(program.functions[Int(index)], into: into, pc)
    case .elements(let into, let from): try elements(of: from, into: into, pc)
    case .rows(let into, let from):
      let site = site(pc)
      guard case .list = self[from] else { throw .notRows(self[from], for: site.stage, at: site.span) }
      move(from, into: into)
    case .rangeBounds(let state): try requireBounds(state, pc)
    case .requireType(let register, let index): try requireType(register, program.parameters[Int(index)])
    case .append(let list, let element): try append(element, to: list, pc)
    case .group(let into, let rows, let keys): group(rows, by: keys, into: into)
    case .sort(let into, let rows, let keys): try sort(rows, by: keys, descending: false, into: into, pc)
    case .sortDescending(let into, let rows, let keys): try sort(rows, by: keys, descending: true, into: into, pc)
    case .keepColumns(let into, let from):
      columns[base + Int(into)] = columns[base + Int(from)].map { Columns(names: $0.names) }
    case .dropColumns(let register): columns[base + Int(register)] = nil
    case .raise(let register): throw thrown(self[register], at: site(pc).span)
    case .raisePending(let index):
      guard let fault = pending[pendingBase + Int(index)] else { return }
      pending[pendingBase + Int(index)] = nil
      throw fault
    case .outcome(let into, let from):
      set(into, to: .record(["ok": .boolean(true), "value": self[from], "error": .null]))
    case .failedOutcome(let into, let from):
      set(into, to: .record(["ok": .boolean(false), "value": .null, "error": self[from]]))
    case .beginMarks:
      marks.removeAll(keepingCapacity: true)
      isMarkDeciding.removeAll(keepingCapacity: true)
    case .mark(let register, let index):
      let span = program.marks[Int(index)]
      marks.append(Mark(span: span, label: "is \(self[register].quoted)", judgement: isMarkDeciding.count))
    case .judge(let register, let decides): isMarkDeciding.append(self[register] == .boolean(decides))
    case .claimFailed(let index):
      let claim = program.claims[Int(index)]
      try fail(claim, .assertionFailed(claim.text.map { self[$0].description }, marks: orderedMarks, at: claim.span))
    case .didNotFail(let index):
      let claim = program.claims[Int(index)]
      try fail(claim, .didNotFail(try wantedCode(claim), at: claim.span))
    case .judgeFailure(let index): try judgeFailure(program.claims[Int(index)], pc)
    case .exit(let register): throw .exiting(try exitCode(register, pc))
    case .answered: waits[waits.count - 1].failures = 0
    case .seen: waits[waits.count - 1].seen = orderedMarks
    case .failedState(let index):
      let wait = program.waits[Int(index)]
      throw .failedState(program.source.text(wait.commandSpan), marks: orderedMarks, at: wait.failSpan)
    case .null, .boolean, .integer, .constant, .move, .loadGlobal, .storeGlobal, .origin, .originCopy, .input, .add,
      .addInteger, .subtract, .multiply, .field, .optionalField, .index, .jump, .loop, .jumpIfFalse, .jumpIfTrue,
      .jumpUnlessLessThan,
      .next, .nextInteger, .call, .returned, .pushHandler, .popHandlers, .popCaught, .resume,
      .command, .show, .showRows, .showAnswer, .beginWait, .pause, .endWait, .parallel, .end:
      // These are the engine's own.
      break
    }
  }

  // MARK: Putting values together

  func move(_ from: Register, into: Register) {
    self[into] = self[from]
    extents[base + Int(into)] = extents[base + Int(from)]
  }

  /// Puts what holds other registers into a register, unless it is too large.
  private func put(
    _ value: Value, into: Register, holding first: Register, _ count: Int32, _ pc: Int
  ) throws(Fault) {
    var extent = Extent()
    for register in first..<first + count { extent.add(self.extent(register)) }
    extent.depth += 1
    try put(value, extent, into: into, pc)
  }

  /// Puts a value into a register, unless it is too large. The extent is an upper bound.
  func put(_ value: Value, _ extent: Extent, into: Register, _ pc: Int) throws(Fault) {
    var extent = extent
    if !extent.isWithinLimits {
      extent = value.measured()
      guard extent.isWithinLimits else { throw .tooLarge(extent, at: site(pc).span) }
    }
    let index = base + Int(into)
    stack[index] = value
    extents[index] = extent
  }

  private func join(_ first: Register, _ count: Int32, into: Register, _ pc: Int) throws(Fault) {
    var extent = Extent()
    for register in first..<first + count { extent.weight += self.extent(register).weight }
    let parts = Array(UnsafeBufferPointer(start: stack + base + Int(first), count: Int(count)))
    guard extent.weight <= Extent.weightLimit else { throw .tooLarge(extent, at: site(pc).span) }
    self[into] = Value.joined(parts)
  }

  private func join(_ first: Register, _ count: Int32, onto into: Register, _ pc: Int) throws(Fault) {
    var extent = extent(into)
    for register in first..<first + count { extent.weight += self.extent(register).weight }
    guard extent.weight <= Extent.weightLimit else { throw .tooLarge(extent, at: site(pc).span) }
    let parts = Array(UnsafeBufferPointer(start: stack + base + Int(first), count: Int(count)))
    if case .string(let more) = Value.joined(parts), stack[base + Int(into)].isText {
      stack[base + Int(into)].grow(by: more)
    } else {
      self[into] = Value.joined([self[into]] + parts)
    }
  }

  private func append(_ element: Register, to list: Register, _ pc: Int) throws(Fault) {
    let index = base + Int(list)
    var extent = extents[index]
    extent.add(self.extent(element).within)
    if !extent.isWithinLimits {
      extent = stack[index].measured()
      extent.add(self[element].measured().within)
      guard extent.isWithinLimits else { throw .tooLarge(extent, at: site(pc).span) }
    }
    stack[index].grow(by: self[element])
    extents[index] = extent
  }

  private func call(_ call: FunctionCall, into: Register, _ pc: Int) throws(Fault) {
    var extent = Extent()
    for register in call.first..<call.first + call.count { extent.add(self.extent(register)) }
    let arguments = Array(UnsafeBufferPointer(start: stack + base + Int(call.first), count: Int(call.count)))
    let value: Value
    do throws(FunctionFailure) {
      value = try call.function.body(arguments, context)
    } catch {
      let site = site(pc)
      throw blamed(
        Fault(error.code, "'\(call.function.signature.name)': \(error.message)", hint: error.hint, at: site.span), pc)
    }
    extent.depth += 2
    if case .list(let elements) = value { extent.weight += Int64(elements.count) }
    // What a text holds may nest as deep as JSON goes.
    if arguments.allSatisfy({ $0.list == nil && $0.record == nil }) {
      extent = value.ownExtent ?? value.measured()
    }
    try put(value, extent, into: into, pc)
  }

  private func elements(of from: Register, into: Register, _ pc: Int) throws(Fault) {
    switch self[from] {
    case .list: move(from, into: into)
    case .record(let fields):
      var extent = extents[base + Int(from)]
      extent.depth += 1
      extent.weight += Int64(fields.count) * 2
      try put(.list(fields.map { .record(["key": .string($0.key), "value": $0.value]) }), extent, into: into, pc)
    case let value: throw blamed(.cannotLoop(over: value, at: site(pc).span), pc)
    }
  }

  private func requireBounds(_ state: Register, _ pc: Int) throws(Fault) {
    let site = site(pc)
    for operand in site.operands {
      guard case .integer = self[operand.register] else {
        throw blamed(
          Fault(.wrongType, "'range': an integer is wanted, not \(self[operand.register].kindName)", at: site.span),
          pc)
      }
    }
  }

  private func requireType(_ register: Register, _ parameter: TypedParameter) throws(Fault) {
    let call = program.calls[Int(self.call)]
    let span = call.spans[Int(register)]
    let value = self[register]
    do throws(ArgumentMismatch) { self[register] = try parameter.type.converted(value) } catch {
      throw .refused(error, for: parameter.name, parameter.type, at: span)
    }
  }

  // MARK: Stages

  private func group(_ rows: Register, by keys: Register, into: Register) {
    guard case .list(let rows) = self[rows], case .list(let keys) = self[keys] else { return }
    var groups: OrderedDictionary<Value, [Value]> = [:]
    for (row, key) in zip(rows, keys) { groups[key, default: []].append(row) }
    let records = groups.map { key, items in
      Value.record(["key": key, "count": .integer(Int64(items.count)), "items": .list(items)])
    }
    set(into, to: .list(records))
    columns[base + Int(into)] = Columns(names: ["key", "count"])
  }

  private func sort(
    _ rows: Register, by keys: Register, descending: Bool, into: Register, _ pc: Int
  ) throws(Fault) {
    guard case .list(let elements) = self[rows], case .list(let keys) = self[keys] else { return }
    let extent = extents[base + Int(rows)]
    do throws(Sorting.Mismatch) {
      let sorted = try Sorting.sorted(elements, by: keys, descending: descending)
      self[into] = .list(sorted)
      extents[base + Int(into)] = extent
    } catch {
      throw Fault(.wrongType, "'sort': \(error.message)", hint: "sort by one kind of value", at: site(pc).span)
    }
  }

  private func exitCode(_ register: Register, _ pc: Int) throws(Fault) -> UInt8 {
    guard case .integer(let number) = self[register], number == 0 || (10...99).contains(number) else {
      throw .badExitCode(self[register], at: site(pc).span)
    }
    return UInt8(number)
  }
}

extension Extent {
  /// The extent as something that is in a list.
  fileprivate var within: Extent { Extent(depth: depth + 1, weight: weight) }
}
