import CBSDiagnostics
import CBSValues

extension CheckingWalk {
  /// Checks a pipeline and returns what is known of its result.
  mutating func check(_ pipeline: Pipeline) -> Known {
    var known =
      switch pipeline.head {
      case .command(let command): check(command, position: .head)
      case .expression(let expression): check(expression)
      }
    for stage in pipeline.stages { known = check(stage, on: known.type) }
    return known
  }

  private mutating func check(_ stage: Stage, on input: ValueType) -> Known {
    var use = StageDeclaration.Use(input: input, span: stage.span)
    let declaration: StageDeclaration
    switch stage.kind {
    case .expression(let used, let expression, _):
      declaration = used
      use.value = inElement(reportedElement(of: use, for: used.word)) { walk in
        guard case .condition = used.syntax else { return walk.check(expression).type.bounded }
        walk.checkCondition(expression)
        return .boolean
      }
    case .block(let used, let body):
      declaration = used
      _ = inElement(reportedElement(of: use, for: used.word)) { $0.checkLoop(body) }
    case .command(let command): return check(command, position: .stage, input: input)
    }
    return Known(declaration.result(&self, use))
  }

  /// The type of the result of a stage with words; nil for other commands.
  mutating func answer(of command: Command, _ binding: Binding, to input: ValueType) -> ValueType? {
    guard let stage = StageDeclaration.named[binding.signature.name], case .words = stage.syntax else { return nil }
    return stage.result(&self, StageDeclaration.Use(input: input, binding: binding, span: command.span))
  }

  /// The type of the elements; reports an input that is no list.
  mutating func reportedElement(of use: StageDeclaration.Use, for stage: String) -> ValueType {
    switch use.input {
    case .any: break
    case .list(let element): return element
    case .null, .boolean, .integer, .number, .string, .duration, .size, .time, .secret, .record:
      reportType(.notRows(use.input, for: stage, at: use.wordSpan(stage)))
    }
    return .any
  }
}
