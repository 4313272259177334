import CBSDiagnostics
import CBSLanguage

extension Compiler {
  /// Compiles a pipeline.
  mutating func code(_ pipeline: Pipeline) throws(Failure) -> PipelineCode {
    let command = try code(pipeline.command, position: .head)
    var stages: [StageCode] = []
    for stage in pipeline.stages { stages.append(try code(stage)) }
    return PipelineCode(command: command, stages: stages, span: pipeline.span)
  }

  private mutating func code(_ stage: Stage) throws(Failure) -> StageCode {
    switch stage.kind {
    case .row(let row, let expression):
      let slot = newSlot()
      return StageCode(kind: .row(row, slot: slot, try element(expression, in: slot)), span: stage.span)
    case .sort(let key, let descending):
      let slot = newSlot()
      return StageCode(kind: .sort(slot: slot, try element(key, in: slot), descending: descending), span: stage.span)
    case .each(let body):
      let slot = newSlot()
      return StageCode(kind: .each(slot: slot, try element(body, in: slot)), span: stage.span)
    case .command(let command):
      return StageCode(kind: .command(try code(command, position: .stage)), span: stage.span)
    }
  }

  /// Compiles a command: finds it and gives each word to its parameter.
  mutating func code(_ command: CBSLanguage.Command, position: Binding.Position) throws(Failure) -> CommandCode {
    guard case .success(let binding) = Binding.bind(command, in: table, position: position),
      let runner = commands[binding.signature.name]
    else { throw Failure(span: command.head.span) }
    if let fault = binding.diagnostics.first { throw Failure(span: fault.span) }
    var arguments: [CommandCode.Argument] = []
    for argument in binding.arguments { arguments.append(try code(argument)) }
    return CommandCode(
      command: runner, name: binding.signature.name, nameSpan: binding.nameSpan, arguments: arguments,
      span: command.span)
  }

  private mutating func code(_ argument: Binding.Argument) throws(Failure) -> CommandCode.Argument {
    guard let type = argument.type, let word = argument.word else {
      return .init(parameter: argument.parameter, node: Node(.constant(.boolean(true)), at: argument.span), type: nil)
    }
    guard let text = word.knownText else {
      return .init(parameter: argument.parameter, node: try node(word), type: type)
    }
    let value = Literal(reading: text, as: type.kind).map(Value.init(literal:)) ?? .text(text)
    return .init(parameter: argument.parameter, node: Node(.constant(value), at: word.span), type: nil)
  }
}
