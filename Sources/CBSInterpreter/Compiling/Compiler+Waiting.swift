import CBSDiagnostics
import CBSLanguage

extension Compiler {
  /// `wait command until condition [fail condition] [every duration] [within duration]`
  mutating func wait(
    _ command: CBSLanguage.Command, until: Expression, fail: Expression?, every: Expression?, within: Expression?,
    at span: Span
  ) throws(Failure) {
    let (look, missed, done) = (newLabel(), newLabel(), newLabel())
    let answer = frame.reserve()
    let everyRegister = try every.map { (clause) throws(Failure) in try value(clause, into: frame.reserve()) }
    let withinRegister = try within.map { (clause) throws(Failure) in try value(clause, into: frame.reserve()) }
    let wait = Int32(program.waits.count)
    program.waits.append(
      WaitCode(
        commandSpan: command.span, untilSpan: until.span, failSpan: fail?.span ?? span, every: everyRegister,
        everySpan: every?.span ?? span, within: withinRegister, withinSpan: within?.span ?? span, span: span))
    emit(.beginWait(wait))
    emit(.pushHandler(kind: .waiting, register: wait, done), to: done)
    place(look)
    emit(.pushHandler(kind: .looking, register: wait, missed), to: missed)
    frame.regions.append(.handlers(2))
    try self.command(command, input: nil, isCaptured: true, into: answer)
    frame.regions.removeLast()
    emit(.popHandlers(1))
    emit(.answered(wait))
    frame.regions.append(.handlers(1))
    try inElement(answer) { (compiler) throws(Failure) in
      try compiler.judge(until, goingTo: done) { $0.emit(.seen(wait)) }
      guard let fail else { return }
      try compiler.judge(fail, goingTo: nil) { $0.emit(.failedState(wait)) }
    }
    frame.regions.removeLast()
    place(missed)
    emit(.pause(wait), site: Site(span: span))
    emit(.loop(look), to: look, site: Site(span: span))
    place(done)
    emit(.popHandlers(1))
    emit(.endWait(wait))
  }

  /// Evaluates a condition of a `wait` and says what its sides were: where it is false and `goal` stands for its being
  /// true, or where it is true and there is no goal.
  private mutating func judge(
    _ condition: Expression, goingTo goal: Label?, _ then: (inout Compiler) -> Void
  ) throws(Failure) {
    let outer = frame.kept
    keepOperands(of: condition)
    let behind = newLabel()
    if let goal {
      try branch(condition, to: goal, when: true)
    } else {
      try branch(condition, to: behind, when: false)
    }
    try explain(condition)
    then(&self)
    place(behind)
    frame.kept = outer
  }

  /// `parallel { }`: each statement is a lane that ends by itself.
  mutating func parallel(_ body: Block, at span: Span) throws(Failure) {
    let behind = newLabel()
    let index = program.parallels.count
    program.parallels.append(ParallelCode(lanes: [], span: Span(span.lower, span.lower + 8)))
    emit(.parallel(Int32(index)), site: Site(span: Span(span.lower, span.lower + 8)))
    emit(.jump(behind), to: behind)
    let outer = frame
    (frame.regions, frame.kept) = ([], [:])
    var lanes: [ParallelCode.Lane] = []
    for statement in body.statements {
      frame.assigned = []
      let entry = newLabel()
      place(entry)
      try scoped { (compiler) throws(Failure) in try compiler.statements([statement]) }
      emit(.end)
      lanes.append(.init(entry: entry, changes: frame.assigned.filter { $0 < outer.next }.sorted()))
    }
    (frame.regions, frame.kept) = (outer.regions, outer.kept)
    frame.assigned.formUnion(lanes.flatMap(\.changes))
    frame.assigned.formUnion(outer.assigned)
    program.parallels[index] = ParallelCode(lanes: lanes, span: program.parallels[index].span)
    place(behind)
  }
}
