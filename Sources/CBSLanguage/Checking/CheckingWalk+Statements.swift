import CBSDiagnostics
import CBSValues

extension CheckingWalk {
  /// Checks statements that follow each other. Gives whether a run may come to what follows them.
  mutating func check(_ statements: [Statement]) -> Bool {
    for case .definition(let name, _, _) in statements.lazy.map(\.kind) where depth > 0 {
      misplacedDefinitions.insert(name.text)
    }
    var leaving: Statement?
    var isTold = false
    for statement in statements {
      if let leaving, !isTold, !statement.isDefinition {
        isTold = true
        report(.unreachable(at: statement.span, behind: leaving))
      }
      if !check(statement), leaving == nil { leaving = statement }
    }
    return leaving == nil
  }

  /// Checks a block, which has names of its own.
  mutating func check(_ block: Block) -> Bool { inScope { $0.check(block.statements) } }

  /// Checks a block that `break` may leave. Gives whether one does.
  mutating func checkLoop(_ block: Block) -> Bool {
    breaks.append(false)
    _ = check(block)
    return breaks.removeLast()
  }

  /// Checks one statement. Gives whether a run may come to what follows it.
  mutating func check(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .letBinding(let name, let value):
      let known = check(value)
      declare(name, .binding, known)
    case .assignment(let path, let value): checkAssignment(path, value)
    case .conditional(let branches, let otherwise):
      var goesOn = otherwise == nil
      for branch in branches {
        checkCondition(branch.condition)
        if check(branch.body) { goesOn = true }
      }
      if let otherwise, check(otherwise) { goesOn = true }
      return goesOn
    case .forLoop(let name, let list, let body):
      let element = elementOfLoop(over: list)
      inScope { walk in
        walk.declare(name, .loop, Known(element))
        _ = walk.checkLoop(body)
      }
    case .whileLoop(let condition, let body):
      checkCondition(condition)
      let hasBreak = checkLoop(body)
      if case .literal(.boolean(true)) = condition.kind { return hasBreak }
    case .tryBlock(let body, let name, let handler, let finally):
      return checkTry(body, name, handler, finally)
    case .wait(let command, let until, let fail, let every, let within):
      checkWait(command, [until] + [fail].compactMap(\.self), [every, within].compactMap(\.self))
      if isWhole, within == nil { report(.endlessWait(at: Span(statement.span.lower, statement.span.lower + 4))) }
    case .claim(_, .holds(let condition, let message)):
      checkCondition(condition)
      if let message { refuseSecret(check(message), at: message.span) }
    case .claim(_, .fails(let code, let body)):
      if let code, check(code).type.isRefused(by: ValueType.string) { reportType(.codeNotText(at: code.span)) }
      judging(.names) { _ = $0.check(body) }
    case .definition(let name, let parameters, let body):
      checkDefinition(name, parameters, body, at: statement.span)
    case .parallel(let body): checkParallel(body)
    // Where one of these stands amiss that alone is told, not what follows it as well.
    case .returning(let value): return !checkReturn(value, at: statement.span)
    case .breaking:
      if !breaks.isEmpty { breaks[breaks.count - 1] = true }
      return !leavesLoop("break", at: statement.span)
    case .continuing: return !leavesLoop("continue", at: statement.span)
    case .throwing(let value):
      refuseSecret(check(value), at: value.span)
      return false
    case .exiting(let code):
      if let code { checkExitCode(code) }
      return false
    case .expression(let expression): refuseSecret(check(expression), at: expression.span)
    case .pipeline(let pipeline): refuseSecret(check(pipeline), at: pipeline.span)
    case .broken: break
    }
    return true
  }

  // MARK: Parts

  private mutating func checkAssignment(_ path: Path, _ value: Rhs) {
    let index = use(path.name, at: path.nameSpan, isChange: true)
    // What is changed by steps is loosely known, so that a field may be made.
    _ = check(path.steps, of: index.map { variables[$0].type } ?? .any)
    _ = check(value)
  }

  /// What a loop over the value goes through, one by one.
  private mutating func elementOfLoop(over list: Expression) -> ValueType {
    let known = check(list)
    switch known.type {
    case .any: return .any
    case .list(let element): return element
    case .record: return .record([.init("key", "", .string), .init("value")])
    case .null, .boolean, .integer, .number, .string, .duration, .size, .time, .secret:
      reportType(.cannotLoop(over: known, at: list.span))
      return .any
    }
  }

  private mutating func checkTry(_ body: Block, _ name: Name, _ handler: Block, _ finally: Block?) -> Bool {
    let bodyGoesOn = judging(judgement == .names ? .names : .types) { $0.check(body) }
    let handlerGoesOn = inScope { walk in
      walk.declare(name, .handler, Known(walk.caughtType))
      return walk.check(handler)
    }
    let finallyGoesOn = finally.map { check($0) } ?? true
    return (bodyGoesOn || handlerGoesOn) && finallyGoesOn
  }

  private mutating func checkWait(_ command: Command, _ conditions: [Expression], _ durations: [Expression]) {
    let answer = check(command, position: .head).type
    for condition in conditions { inElement(answer) { $0.checkCondition(condition) } }
    for duration in durations {
      let known = check(duration)
      if known.type.isRefused(by: ValueType.duration) || known.type.isNull {
        reportType(.notADuration(known.type.kindName, at: duration.span))
      } else if case .literal(.duration(let nanoseconds))? = known.constant, nanoseconds <= 0 {
        reportValue(.notADuration("zero or less", at: duration.span))
      }
    }
  }

  /// Whether there is a loop to leave; reports where there is none.
  private mutating func leavesLoop(_ word: String, at span: Span) -> Bool {
    guard breaks.isEmpty else { return true }
    report(laneDepth > 0 ? .leavesLane(word, at: span) : .outsideLoop(word, at: span))
    return false
  }

  private mutating func checkExitCode(_ code: Expression) {
    let known = check(code)
    if known.type.isSecret { return refuseSecret(known, at: code.span) }
    if known.type.isRefused(by: ValueType.integer) || known.type.isNull { return report(.badExitCode(at: code.span)) }
    if let number = known.integer, number != 0, !(10...99).contains(number) { report(.badExitCode(at: code.span)) }
  }

  /// Checks an expression that must be true or false.
  mutating func checkCondition(_ condition: Expression) {
    let known = check(condition)
    if !known.type.mayBeCondition { reportType(.notACondition(known, at: condition.span)) }
  }

  /// Reports a secret that would be shown here.
  mutating func refuseSecret(_ known: Known, at span: Span) {
    if known.type.isSecret { report(.secretExposed(at: span)) }
  }

  /// Walks with `.name` as a field of a value of `type`.
  mutating func inElement<Result>(_ type: ValueType, _ body: (inout Self) -> Result) -> Result {
    let outer = element
    element = type
    defer { element = outer }
    return body(&self)
  }

  private mutating func judging<Result>(_ judgement: Judgement, _ body: (inout Self) -> Result) -> Result {
    let outer = self.judgement
    self.judgement = judgement
    defer { self.judgement = outer }
    return body(&self)
  }
}

extension Statement {
  fileprivate var isDefinition: Bool { if case .definition = kind { true } else { false } }
}

extension Path {
  /// The variable alone, with its `$`.
  var nameSpan: Span { span.isEmpty ? name.span : Span(span.lower, name.span.upper) }
}
