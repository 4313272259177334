import CBSDiagnostics
import CBSLanguage

extension Compiler {
  /// Compiles the statements of a block in their order.
  mutating func statements(_ statements: [Statement]) throws(Failure) -> [StatementCode] {
    var code: [StatementCode] = []
    for statement in statements {
      code.append(StatementCode(kind: try kind(of: statement), span: statement.span))
    }
    return code
  }

  private mutating func kind(of statement: Statement) throws(Failure) -> StatementCode.Kind {
    switch statement.kind {
    case .letBinding(let name, let value):
      // The right side sees what the name meant before.
      let value = try node(value)
      return .store(slot: declare(name), value)
    case .assignment(let path, let value): return try update(path, value)
    case .conditional(let branches, let otherwise):
      var code: [(condition: Node, body: [StatementCode])] = []
      for branch in branches { code.append((try node(branch.condition), try block(branch.body))) }
      return .conditional(code, otherwise: try optional(otherwise))
    case .forLoop(let name, let list, let body):
      let list = try node(list)
      return try nested(name) { (compiler, slot) throws(Failure) in
        .forLoop(slot: slot, list, try compiler.block(body))
      }
    case .whileLoop(let condition, let body): return .whileLoop(try node(condition), try block(body))
    case .tryBlock(let body, let name, let handler, let finally):
      let body = try block(body)
      let finally = try optional(finally)
      return try nested(name) { (compiler, slot) throws(Failure) in
        .tryBlock(body, slot: slot, try compiler.block(handler), finally: finally)
      }
    case .wait(let command, let until, let fail, let every, let within):
      let slot = newSlot()
      let code = try code(command, position: .head)
      let untilCode = try element(until, in: slot)
      var failCode: Node?
      if let fail { failCode = try element(fail, in: slot) }
      return .wait(
        WaitCode(
          command: code, slot: slot, until: untilCode, fail: failCode, every: try optional(every),
          within: try optional(within)))
    case .claim(let kind, .holds(let condition, let message)):
      return .holds(kind, try node(condition), message: try optional(message))
    case .claim(let kind, .fails(let code, let body)):
      return .fails(kind, code: try optional(code), try block(body))
    case .breaking: return .breaking
    case .continuing: return .continuing
    case .throwing(let value): return .throwing(try node(value))
    case .exiting(let code): return .exiting(try optional(code))
    case .expression(let expression): return .show(try node(expression))
    case .pipeline(let pipeline): return .run(try code(pipeline))
    case .definition, .parallel, .returning, .broken: throw Failure(span: statement.span)
    }
  }

  private mutating func update(_ path: Path, _ value: Rhs) throws(Failure) -> StatementCode.Kind {
    var steps: [StepCode] = []
    for step in path.steps {
      switch step {
      case .field(let name, _): steps.append(StepCode(kind: .field(name.text), span: name.span))
      case .index(let index): steps.append(StepCode(kind: .index(try node(index)), span: index.span))
      }
    }
    return .update(slot: try slot(of: path.name, at: path.span), steps, try node(value))
  }

  private mutating func optional(_ body: Block?) throws(Failure) -> [StatementCode] {
    guard let body else { return [] }
    return try block(body)
  }
}
