import CBSDiagnostics
import CBSLanguage
import CBSValues

extension Compiler {
  /// Compiles a pipeline; one that is not captured is shown.
  mutating func pipeline(_ pipeline: Pipeline, isCaptured: Bool, into: Register) throws(Failure) {
    let hasStages = !pipeline.stages.isEmpty
    var current = hasStages ? frame.reserve() : into
    var showing = try head(pipeline.head, isCaptured: isCaptured || hasStages, into: current)
    for (index, stage) in pipeline.stages.enumerated() {
      let isLast = index + 1 == pipeline.stages.count
      let target = isLast ? into : frame.reserve()
      showing = try self.stage(stage, from: current, isCaptured: isCaptured || !isLast, into: target)
      current = target
    }
    guard !isCaptured else { return }
    switch showing {
    case .all: emit(.showRows(current), site: Site(span: pipeline.span))
    case .answer: emit(.showAnswer(current), site: Site(span: pipeline.span))
    case .nothing: break
    }
  }

  /// What of a pipeline's end is shown.
  enum Showing {
    case all, nothing
    /// What a `def` has returned, if anything.
    case answer
  }

  private mutating func head(_ head: Pipeline.Head, isCaptured: Bool, into: Register) throws(Failure) -> Showing {
    switch head {
    case .command(let command):
      return try self.command(command, input: nil, isCaptured: isCaptured, into: into)
    case .expression(let expression):
      // Parentheses around a pipeline change nothing: what comes out of it keeps its columns.
      if case .group(.pipeline(let inner, isTried: false), let steps) = expression.kind, steps.isEmpty {
        try pipeline(inner, isCaptured: true, into: into)
      } else {
        try value(expression, into: into)
        emit(.dropColumns(into))
      }
      return .all
    }
  }

  private mutating func stage(
    _ stage: Stage, from: Register, isCaptured: Bool, into: Register
  ) throws(Failure) -> Showing {
    switch stage.kind {
    case .command(let command):
      return try self.command(command, input: from, isCaptured: isCaptured, into: into)
    case .expression(let declaration, let expression, let isDescending):
      guard case .elements(let emit) = StageSemantics.byWord[declaration.word] else { throw Failure(span: stage.span) }
      try emit(
        &self,
        StageUse(
          word: declaration.word, expression: expression, isDescending: isDescending, from: from, into: into,
          span: stage.span))
      return .all
    case .block(let declaration, let body):
      let element = frame.reserve()
      try eachRow(of: from, stage: declaration.word, at: stage.span, element: element) {
        (compiler, head, end) throws(Failure) in
        try compiler.loopBody(leave: end, again: head, at: stage.span) { (compiler) throws(Failure) in
          try compiler.inElement(element) { (compiler) throws(Failure) in try compiler.block(body) }
        }
      }
      emit(.null(into: into))
      return .nothing
    }
  }

  /// Walks the rows; `decide` runs where the condition is as `wanted` and may leave by going to `done`.
  mutating func test(
    _ use: StageUse, wanted: Bool,
    _ decide: (inout Compiler, _ element: Register, _ done: Label) throws(Failure) -> Void
  ) throws(Failure) {
    let (element, done) = (frame.reserve(), newLabel())
    try eachRow(of: use.from, stage: use.word, at: use.span, element: element) { (compiler, head, _) throws(Failure) in
      let skip = compiler.newLabel()
      try compiler.inElement(element) { (compiler) throws(Failure) in
        try compiler.branch(use.expression, to: skip, when: !wanted)
      }
      try decide(&compiler, element, done)
      compiler.place(skip)
      compiler.emit(.loop(head), to: head, site: Site(span: use.span))
    }
    place(done)
  }

  /// The rows, and what the expression comes to for each of them.
  mutating func collect(_ use: StageUse) throws(Failure) -> (rows: Register, values: Register) {
    if case .element(let steps) = use.expression.kind, steps.isEmpty {
      let rows = requireRows(of: use.from, stage: use.word, at: use.span)
      return (rows, rows)
    }
    let element = frame.reserve()
    let (values, value) = (frame.reserve(), frame.reserve())
    emit(.list(into: values, first: values, count: 0))
    let rows = try eachRow(of: use.from, stage: use.word, at: use.span, element: element) {
      (compiler, head, _) throws(Failure) in
      try compiler.inElement(element) { (compiler) throws(Failure) in
        let next = compiler.frame.next
        try compiler.value(use.expression, into: value)
        compiler.frame.next = next
      }
      compiler.emit(.append(values, value), site: Site(span: use.span))
      compiler.emit(.loop(head), to: head, site: Site(span: use.span))
    }
    return (rows, values)
  }

  /// Goes through the rows of a stage's input; answers the register that holds them.
  @discardableResult
  private mutating func eachRow(
    of from: Register, stage: String, at span: Span, element: Register,
    _ body: (inout Compiler, _ head: Label, _ end: Label) throws(Failure) -> Void
  ) throws(Failure) -> Register {
    let (head, end) = (newLabel(), newLabel())
    let state = requireRows(of: from, stage: stage, at: span)
    emit(.integer(into: state + 1, 0))
    place(head)
    emit(.next(state: state, into: element, end), to: end)
    try body(&self, head, end)
    place(end)
    return state
  }

  /// The register that holds the rows of a stage's input; the one after it is free.
  private mutating func requireRows(of from: Register, stage: String, at span: Span) -> Register {
    let state = frame.reserve(2)
    var site = Site(span: Span(span.lower, span.lower + stage.utf8.count))
    site.stage = stage
    emit(.rows(into: state, from: from), site: site)
    return state
  }

  /// Compiles with `register` as what `.name` means.
  mutating func inElement(
    _ register: Register, _ body: (inout Compiler) throws(Failure) -> Void
  ) throws(Failure) {
    frame.elements.append(register)
    try body(&self)
    frame.elements.removeLast()
  }

  // MARK: Commands

  /// Compiles a command: finds it and gives each word to its parameter.
  @discardableResult
  mutating func command(
    _ command: CBSLanguage.Command, input: Register?, isCaptured: Bool, into: Register
  ) throws(Failure) -> Showing {
    guard let binding = checked.binding(of: command) else { throw Failure(span: command.head.span) }
    let next = frame.next
    defer { frame.next = next }
    if let definition = definitions[binding.signature.name] {
      try call(definition, binding, into: into)
      return .answer
    }
    guard let runner = commands[binding.signature.name] else { throw Failure(span: command.head.span) }
    var arguments: [CommandCall.Argument] = []
    for argument in binding.arguments { arguments.append(try self.argument(argument)) }
    program.commands.append(
      CommandCall(
        command: runner, name: binding.signature.name, nameSpan: binding.nameSpan, arguments: arguments,
        span: command.span, into: into, input: input, isCaptured: isCaptured))
    emit(.command(Int32(program.commands.count - 1)), site: Site(span: binding.nameSpan))
    return .all
  }

  private mutating func argument(_ argument: Binding.Argument) throws(Failure) -> CommandCall.Argument {
    if let constant = argument.constant {
      return .init(parameter: argument.parameter, source: .constant(constant), span: argument.span)
    }
    guard let word = argument.word else { throw Failure(span: argument.span) }
    let register = frame.reserve()
    let next = frame.next
    defer { frame.next = next }
    try value(word, into: register)
    let source = CommandCall.Argument.Source.register(register, variable: self.source(of: word))
    return .init(parameter: argument.parameter, source: source, span: word.valueSpan)
  }

  /// A `def` called as a command.
  private mutating func call(_ definition: Definition, _ binding: Binding, into: Register) throws(Failure) {
    let first = frame.reserve(definition.parameters.count)
    var given: [(span: Span, variable: VariablePlace?)] = []
    for (index, parameter) in definition.parameters.enumerated() {
      guard let argument = binding.arguments.first(where: { $0.parameter.name == parameter.name.text }),
        let word = argument.word
      else { throw Failure(span: binding.nameSpan) }
      let (register, next) = (first + Register(index), frame.next)
      if let value = argument.constant?.first as? Value {
        constant(value, into: register)
      } else {
        try value(word, into: register)
      }
      given.append((word.span, source(of: word)))
      frame.next = next
    }
    call(definition, first: first, given, at: binding.nameSpan, into: into)
  }

  /// Compiles a word as the value it holds; what is not quoted is text.
  mutating func value(_ word: Word, into: Register) throws(Failure) {
    switch word.kind {
    case .bare(let text), .raw(let text): constant(.string(text), into: into)
    case .string(let parts): try join(parts, at: word.span, into: into)
    case .path(let path): try self.path(path, into: into)
    case .group(let rhs): try value(rhs, into: into)
    case .list(let elements):
      let first = try arguments(elements)
      emit(.list(into: into, first: first, count: Int32(elements.count)), site: Site(span: word.span))
    case .record(let entries): try record(entries, at: word.span, into: into)
    }
  }

  /// As `value(_:into:)`, into a register of its own.
  mutating func value(_ word: Word) throws(Failure) -> Register {
    let register = frame.reserve()
    try value(word, into: register)
    return register
  }

  private func source(of word: Word) -> VariablePlace? {
    switch word.kind {
    case .path(let path): try? variable(path.name.text, at: path.span)
    case .group(.expression(let expression)): source(of: expression)
    case .bare, .raw, .string, .group, .list, .record: nil
    }
  }
}

extension Word {
  /// The place of the value: what stands in parentheses, without them.
  fileprivate var valueSpan: Span { if case .group(let rhs) = kind { rhs.span } else { span } }
}
