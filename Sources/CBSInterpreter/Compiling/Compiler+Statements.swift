import CBSDiagnostics
import CBSLanguage
import CBSValues

extension Compiler {
  /// Compiles a block, which has names of its own.
  mutating func block(_ block: Block) throws(Failure) {
    try scoped { (compiler) throws(Failure) in try compiler.statements(block.statements) }
  }

  /// Compiles the statements of a block in their order.
  mutating func statements(_ statements: [Statement]) throws(Failure) {
    for statement in statements {
      let (next, names) = (frame.next, frame.scopes[frame.scopes.count - 1].count)
      try self.statement(statement)
      // A name that was made keeps its register; everything else is free again.
      if frame.scopes[frame.scopes.count - 1].count == names, !statement.isBinding { frame.next = next }
    }
  }

  private mutating func statement(_ statement: Statement) throws(Failure) {
    switch statement.kind {
    case .letBinding(let name, let rhs): try bind(name, rhs)
    case .assignment(let path, let rhs): try assign(path, rhs)
    case .conditional(let branches, let otherwise): try conditional(branches, otherwise)
    case .forLoop(let name, let list, let body): try forLoop(name, list, body)
    case .whileLoop(let condition, let body): try whileLoop(condition, body, at: statement.span)
    case .definition(let name, let parameters, let body): try define(name, parameters, body)
    case .tryBlock(let body, let name, let handler, let finally): try attempt(body, name, handler, finally)
    case .wait(let command, let until, let fail, let every, let within):
      try wait(command, until: until, fail: fail, every: every, within: within, at: statement.span)
    case .claim(let kind, .holds(let condition, let message)):
      try claim(kind, condition, message: message, at: statement.span)
    case .claim(let kind, .fails(let code, let body)): try expectation(kind, code, body, at: statement.span)
    case .parallel(let body): try parallel(body, at: statement.span)
    case .returning(let rhs):
      guard !globals.isEmpty else { throw Failure(span: statement.span) }
      if let rhs { try value(rhs, into: frame.result) } else { emit(.null(into: frame.result)) }
      try leave(to: nil)
      emit(.returned(frame.result))
    case .breaking: try leave(to: \.leave, at: statement.span)
    case .continuing: try leave(to: \.again, at: statement.span)
    case .throwing(let expression):
      let register = try value(expression)
      emit(.raise(register), site: Site(span: statement.span))
    case .exiting(let code):
      let register = frame.reserve()
      if let code { try value(code, into: register) } else { emit(.integer(into: register, 0)) }
      emit(.exit(register), site: Site(span: code?.span ?? statement.span))
    case .expression(let expression):
      let register = try value(expression)
      let site = Site(span: statement.span)
      emit(isDefinition(expression) ? .showAnswer(register) : .show(register), site: site)
    case .pipeline(let pipeline): try self.pipeline(pipeline, isCaptured: false, into: frame.reserve())
    case .broken: throw Failure(span: statement.span)
    }
  }

  private func isDefinition(_ expression: Expression) -> Bool {
    if case .call(let name, _, let steps) = expression.kind {
      steps.isEmpty && definitions[name.text] != nil
    } else {
      false
    }
  }

  // MARK: Variables

  private mutating func bind(_ name: Name, _ rhs: Rhs) throws(Failure) {
    // The right side sees what the name meant before.
    let register = frame.reserve()
    try value(rhs, into: register)
    frame.next = register
    _ = frame.declare(name.text)
    noteOrigin(of: VariablePlace(register: register, isGlobal: false), rhs)
  }

  private mutating func assign(_ path: Path, _ rhs: Rhs) throws(Failure) {
    let place = try variable(path.name.text, at: path.span)
    if !place.isGlobal { frame.assigned.insert(place.register) }
    guard path.steps.isEmpty else { return try update(place, path, rhs) }
    if place.isGlobal {
      let register = frame.reserve()
      try value(rhs, into: register)
      emit(.storeGlobal(global: place.register, from: register))
    } else {
      try value(rhs, into: place.register)
    }
    noteOrigin(of: place, rhs)
  }

  private mutating func noteOrigin(of place: VariablePlace, _ rhs: Rhs) {
    if case .expression(let expression) = rhs, let source = source(of: expression) {
      emit(.originCopy(variable: place.index, from: source.index))
    } else {
      emit(.origin(variable: place.index, origin(rhs.span)))
    }
  }

  private mutating func update(_ place: VariablePlace, _ path: Path, _ rhs: Rhs) throws(Failure) {
    let first = frame.reserve(path.steps.count)
    var spans: [Span] = []
    for (index, step) in path.steps.enumerated() {
      let register = first + Register(index)
      switch step {
      case .field(let name, _):
        constant(.string(name.text), into: register)
        spans.append(name.span)
      case .index(let index):
        try value(index, into: register)
        spans.append(index.span)
      }
    }
    let register = frame.reserve()
    try value(rhs, into: register)
    program.updates.append(Update(variable: place, firstKey: first, spans: spans, value: register))
    emit(.update(Int32(program.updates.count - 1)))
    emit(.origin(variable: place.index, origin(rhs.span)))
  }

  // MARK: Branches and loops

  private mutating func conditional(
    _ branches: [(condition: Expression, body: Block)], _ otherwise: Block?
  ) throws(Failure) {
    let end = newLabel()
    for (condition, body) in branches {
      let next = newLabel()
      try branch(condition, to: next, when: false)
      try block(body)
      emit(.jump(end), to: end)
      place(next)
    }
    if let otherwise { try block(otherwise) }
    place(end)
  }

  private mutating func whileLoop(_ condition: Expression, _ body: Block, at span: Span) throws(Failure) {
    let (head, end) = (newLabel(), newLabel())
    place(head)
    try branch(condition, to: end, when: false)
    try loopBody(leave: end, again: head, at: span) { (compiler) throws(Failure) in try compiler.block(body) }
    place(end)
  }

  /// Compiles the body of a loop, and the way back to its head.
  mutating func loopBody(
    leave: Label, again: Label, at span: Span, _ body: (inout Compiler) throws(Failure) -> Void
  ) throws(Failure) {
    let turn = newLabel()
    frame.regions.append(.loop(leave: leave, again: turn))
    try body(&self)
    frame.regions.removeLast()
    place(turn)
    emit(.loop(again), to: again, site: Site(span: span))
  }

  private mutating func forLoop(_ name: Name, _ list: Expression, _ body: Block) throws(Failure) {
    let (head, end) = (newLabel(), newLabel())
    // The list, or where the numbers are, and after it how far it has come.
    let state = frame.reserve(2)
    let isRange = try range(list, state: state)
    if !isRange {
      let source = try value(list)
      let operand = Operand(span: list.span, register: source, variable: self.source(of: list))
      emit(.elements(into: state, from: source), site: Site(span: list.span, operands: [operand]))
      emit(.integer(into: state + 1, 0))
    }
    frame.next = state + 2
    place(head)
    try scoped { (compiler) throws(Failure) in
      let element = compiler.frame.declare(name.text)
      compiler.emit(
        isRange ? .nextInteger(state: state, into: element, end) : .next(state: state, into: element, end), to: end)
      let place = VariablePlace(register: element, isGlobal: false)
      compiler.noteOrigin(of: place, .expression(list))
      try compiler.loopBody(leave: end, again: head, at: list.span) { (compiler) throws(Failure) in
        try compiler.block(body)
      }
    }
    place(end)
  }

  /// `for i in range(…)` counts instead of making a list.
  private mutating func range(_ list: Expression, state: Register) throws(Failure) -> Bool {
    guard case .call(let name, let bounds, let steps) = list.kind, name.text == "range", steps.isEmpty,
      (1...2).contains(bounds.count)
    else { return false }
    if bounds.count == 2 { try value(bounds[0], into: state) } else { emit(.integer(into: state, 0)) }
    try value(bounds[bounds.count - 1], into: state + 1)
    let operands = bounds.enumerated().map { index, bound in
      Operand(
        span: bound.span, register: state + Register(2 - bounds.count + index), variable: source(of: bound))
    }
    emit(.rangeBounds(state: state), site: Site(span: list.span, operands: operands))
    return true
  }
}

extension Statement {
  fileprivate var isBinding: Bool { if case .letBinding = kind { true } else { false } }
}
