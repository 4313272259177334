import CBSDiagnostics

extension CheckingWalk {
  /// Checks a pipeline and gives what is known of what comes out of it.
  mutating func check(_ pipeline: Pipeline) -> Known {
    var known =
      switch pipeline.head {
      case .command(let command): check(command, position: .head)
      case .expression(let expression): check(expression)
      }
    for stage in pipeline.stages { known = check(stage, on: known.type) }
    return known
  }

  private mutating func check(_ stage: Stage, on input: StaticType) -> Known {
    switch stage.kind {
    case .row(let row, let expression):
      let element = rows(of: input, for: row.word, at: stage.span)
      return Known(inElement(element) { $0.check(row, expression, on: element) })
    case .sort(let key, _):
      let element = rows(of: input, for: "sort", at: stage.span)
      _ = inElement(element) { $0.check(key) }
      return Known(.list(element))
    case .each(let body):
      let element = rows(of: input, for: "each", at: stage.span)
      _ = inElement(element) { $0.checkLoop(body) }
      return Known(.null)
    case .command(let command): return check(command, position: .stage, input: input)
    }
  }

  private mutating func check(_ row: RowStage, _ expression: Expression, on element: StaticType) -> StaticType {
    switch row {
    case .filter:
      checkCondition(expression)
      return .list(element)
    case .any, .all:
      checkCondition(expression)
      return .boolean
    case .map: return .list(check(expression).type.bounded)
    case .group:
      let key = check(expression).type.bounded
      return .list(
        .record([.init("key", "", key), .init("count", "", .integer), .init("items", "", .list(element.bounded))]))
    }
  }

  /// What a stage goes through, row by row.
  private mutating func rows(of input: StaticType, for stage: String, at span: Span) -> StaticType {
    switch input {
    case .any: return .any
    case .list(let element): return element
    case .null, .boolean, .integer, .number, .text, .duration, .size, .time, .secret, .record:
      reportType(.notRows(input, for: stage, at: Span(span.lower, span.lower + stage.utf8.count)))
      return .any
    }
  }

  /// What a stage of the language itself lets through; nil for other commands.
  mutating func answer(of command: Command, _ binding: Binding, to input: StaticType) -> StaticType? {
    switch binding.signature.name {
    case "first", "last":
      let element = rows(of: input, for: command.head.text, at: command.span)
      return command.arguments.isEmpty ? element : .list(element)
    case "count":
      _ = rows(of: input, for: command.head.text, at: command.span)
      return .integer
    case "select": return selected(of: input, by: binding, command)
    default: return nil
    }
  }

  /// What 'select' keeps of a record, or of each record of a list.
  private mutating func selected(of input: StaticType, by binding: Binding, _ command: Command) -> StaticType {
    switch input {
    case .any, .null: return .any
    case .list(let element):
      return .list(element.isAny ? .any : selected(of: element, by: binding, command))
    case .record(let fields):
      guard let fields else { return .record(nil) }
      return .record(selected(of: fields, by: binding))
    case .boolean, .integer, .number, .text, .duration, .size, .time, .secret:
      let span = Span(command.span.lower, command.span.lower + command.head.text.utf8.count)
      reportType(.noRecords(input, for: command.head.text, at: span))
      return .any
    }
  }

  private mutating func selected(
    of fields: [Signature.FieldShape], by binding: Binding
  ) -> [Signature.FieldShape]? {
    var kept: [Signature.FieldShape]? = []
    for argument in binding.arguments {
      guard let word = argument.word, let text = word.knownText else {
        kept = nil
        continue
      }
      let name = text.hasPrefix(".") ? String(text.dropFirst()) : text
      kept?.append(.init(name, "", selectedType(name, of: fields, at: word.span)))
    }
    return kept
  }

  /// What a name like `live.version` leads to.
  private mutating func selectedType(_ name: String, of fields: [Signature.FieldShape], at span: Span) -> StaticType {
    if let shape = fields.first(where: { $0.name == name }) { return shape.type }
    var type = StaticType.record(fields)
    for part in name.split(separator: ".") {
      guard case .record(let fields?) = type else { return .any }
      guard let shape = fields.first(where: { $0.name == part }) else {
        reportType(.unknownField(Name(String(part), at: span), of: fields))
        return .any
      }
      type = shape.type
    }
    return type
  }
}
