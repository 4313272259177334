import CBSDiagnostics
import CBSLanguage

extension Compiler {
  /// `try { } catch e { } [finally { }]`
  mutating func attempt(
    _ body: Block, _ name: Name, _ handler: Block, _ finally: Block?
  ) throws(Failure) {
    guard let finally else { return try guarded(body, name, handler) }
    let (entry, held, end) = (newLabel(), newLabel(), newLabel())
    let completion = frame.reserve()
    let plan = FrameCode.Finally(entry: entry, completion: completion, table: program.resumptions.count)
    // How it goes on behind the block: 0 to the next statement, 1 with the fault that was held back.
    program.resumptions.append([end, held])
    let pending = frame.holdPending()
    let caught = newLabel()
    emit(.pushHandler(kind: .finally, register: pending, caught), to: caught)
    frame.regions.append(.finally(plan))
    try guarded(body, name, handler)
    frame.regions.removeLast()
    emit(.popHandlers(1))
    emit(.integer(into: completion, 0))
    emit(.jump(entry), to: entry)
    place(caught)
    emit(.integer(into: completion, 1))
    place(entry)
    try block(finally)
    emit(.resume(completion, table: Int32(plan.table)))
    place(held)
    emit(.raisePending(pending))
    frame.releasePending()
    place(end)
  }

  private mutating func guarded(_ body: Block, _ name: Name, _ handler: Block) throws(Failure) {
    let (caught, end) = (newLabel(), newLabel())
    let register = frame.reserve()
    emit(.pushHandler(kind: .catching, register: register, caught), to: caught)
    frame.regions.append(.handlers(1))
    try block(body)
    frame.regions.removeLast()
    emit(.popHandlers(1))
    emit(.jump(end), to: end)
    place(caught)
    frame.next = register
    try scoped { (compiler) throws(Failure) in
      let variable = compiler.frame.declare(name.text)
      compiler.emit(.origin(variable: variable, compiler.origin(name.span)))
      compiler.emit(.pushHandler(kind: .causing, register: variable, end), to: end)
      compiler.frame.regions.append(.caught)
      try compiler.block(handler)
      compiler.frame.regions.removeLast()
    }
    emit(.popHandlers(1))
    emit(.popCaught)
    place(end)
  }

  /// `try command`: a record, never a failure.
  mutating func tried(_ pipeline: Pipeline, into: Register) throws(Failure) {
    let (failed, end) = (newLabel(), newLabel())
    let register = frame.reserve()
    emit(.pushHandler(kind: .trying, register: register, failed), to: failed)
    frame.regions.append(.handlers(1))
    try self.pipeline(pipeline, isCaptured: true, into: register)
    frame.regions.removeLast()
    emit(.popHandlers(1))
    emit(.outcome(into: into, from: register))
    emit(.jump(end), to: end)
    place(failed)
    emit(.failedOutcome(into: into, from: register))
    place(end)
  }

  /// Leaves the innermost loop, or with no `target` the whole `def`.
  mutating func leave(
    to target: KeyPath<(leave: Label, again: Label), Label>?, at span: Span = Span(at: 0)
  ) throws(Failure) {
    let regions = frame.regions
    defer { frame.regions = regions }
    while let region = frame.regions.popLast() {
      switch region {
      case .loop(let leave, let again):
        guard let target else { continue }
        let label = (leave: leave, again: again)[keyPath: target]
        return emit(.jump(label), to: label)
      case .handlers(let count): emit(.popHandlers(count))
      case .caught:
        emit(.popHandlers(1))
        emit(.popCaught)
      case .expectation(let claim):
        emit(.popHandlers(1))
        emit(.didNotFail(claim))
      case .finally(let plan):
        // The block runs first, and then goes on here.
        let behind = newLabel()
        program.resumptions[plan.table].append(behind)
        emit(.popHandlers(1))
        emit(.integer(into: plan.completion, Int32(program.resumptions[plan.table].count - 1)))
        emit(.jump(plan.entry), to: plan.entry)
        place(behind)
      }
    }
    if target != nil { throw Failure(span: span) }
  }

  // MARK: assert and check

  /// `assert condition [, message]`
  mutating func claim(
    _ kind: ClaimKind, _ condition: Expression, message: Expression?, at span: Span
  ) throws(Failure) {
    let (fails, end) = (newLabel(), newLabel())
    let outer = frame.kept
    keepOperands(of: condition)
    try branch(condition, to: fails, when: false)
    emit(.jump(end), to: end)
    place(fails)
    try explain(condition)
    frame.kept = outer
    var text: Register?
    if let message { text = try value(message) }
    program.claims.append(ClaimCode(kind: kind, span: condition.span, text: text, textSpan: condition.span))
    emit(.claimFailed(Int32(program.claims.count - 1)))
    place(end)
  }

  /// `assert fails [code] { }`
  mutating func expectation(
    _ kind: ClaimKind, _ code: Expression?, _ body: Block, at span: Span
  ) throws(Failure) {
    let (failed, end) = (newLabel(), newLabel())
    var text: Register?
    if let code { text = try value(code, into: frame.reserve()) }
    let claim = Int32(program.claims.count)
    let place = Span(span.lower, span.lower + kind.rawValue.utf8.count)
    program.claims.append(ClaimCode(kind: kind, span: place, text: text, textSpan: code?.span ?? place))
    let pending = frame.holdPending()
    emit(.pushHandler(kind: .expecting, register: pending, failed), to: failed)
    frame.regions.append(.expectation(claim: claim))
    try block(body)
    frame.regions.removeLast()
    emit(.popHandlers(1))
    emit(.didNotFail(claim))
    emit(.jump(end), to: end)
    self.place(failed)
    emit(
      .judgeFailure(claim), site: Site(span: place, operands: [.init(span: place, register: pending, variable: nil)]))
    frame.releasePending()
    self.place(end)
  }

  /// Gives registers of their own to the operands of a claim that run commands: they are not evaluated again.
  mutating func keepOperands(of condition: Expression) {
    for leaf in condition.leaves {
      for operand in leaf.expression.sides where !operand.isPure {
        let kept = FrameCode.Kept(value: frame.reserve(), flag: frame.reserve())
        emit(.boolean(into: kept.flag, false))
        frame.kept[operand.span] = kept
      }
    }
  }

  /// Marks the sides of the comparisons in a condition that has failed with what they are.
  mutating func explain(_ condition: Expression) throws(Failure) {
    frame.isExplaining = true
    defer { frame.isExplaining = false }
    emit(.beginMarks)
    for leaf in condition.leaves {
      let expression = leaf.expression
      for side in expression.sides where !side.isConstant || expression.sides.count == 1 {
        try guardedly(side) { (compiler, register) in
          compiler.program.marks.append(side.span)
          compiler.emit(.mark(register, Int32(compiler.program.marks.count - 1)))
        }
      }
      try guardedly(expression) { (compiler, register) in
        compiler.emit(.judge(register, decidesIf: leaf.isNegated))
      }
    }
  }

  /// Evaluates an operand again, or reads it where it was kept; what fails is left out.
  private mutating func guardedly(
    _ expression: Expression, _ use: (inout Compiler, Register) -> Void
  ) throws(Failure) {
    let (next, skip) = (frame.next, newLabel())
    for operand in expression.sides {
      if let kept = frame.kept[operand.span] { emit(.jumpIfFalse(kept.flag, skip), to: skip) }
    }
    let ignored = newLabel()
    emit(.pushHandler(kind: .ignoring, register: 0, ignored), to: ignored)
    let register = try value(expression)
    use(&self, register)
    emit(.popHandlers(1))
    place(ignored)
    place(skip)
    frame.next = next
  }
}

extension Expression {
  /// The comparisons that `and`, `or` and `not` join, in their order.
  fileprivate var leaves: [(expression: Expression, isNegated: Bool)] {
    var found: [(expression: Expression, isNegated: Bool)] = []
    collectLeaves(isNegated: false, into: &found)
    return found
  }

  private func collectLeaves(isNegated: Bool, into found: inout [(expression: Expression, isNegated: Bool)]) {
    switch kind {
    case .binary(.and, let left, let right), .binary(.or, let left, let right):
      left.collectLeaves(isNegated: isNegated, into: &found)
      right.collectLeaves(isNegated: isNegated, into: &found)
    case .unary(.not, let operand): operand.collectLeaves(isNegated: !isNegated, into: &found)
    case .group(.expression(let inner), let steps) where steps.isEmpty:
      inner.collectLeaves(isNegated: isNegated, into: &found)
    case .literal, .path, .element, .raw, .string, .group, .list, .record, .call, .unary, .binary, .broken:
      found.append((self, isNegated))
    }
  }

  /// The two sides of an operator; anything else is its only side.
  fileprivate var sides: [Expression] {
    if case .binary(_, let left, let right) = kind { [left, right] } else { [self] }
  }
}
