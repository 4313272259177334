import CBSValues

extension Script {
  /// The tree as nested lists, without places: two texts with the same outline mean the same.
  package var outline: String {
    Outline.list("script", headers.map(Outline.header) + statements.map(Outline.statement))
  }
}

/// Writes trees down as S-expressions.
enum Outline {
  static func list(_ head: String, _ items: [String]) -> String {
    "(" + ([head] + items).joined(separator: " ") + ")"
  }

  static func list(_ head: String, _ items: String...) -> String { list(head, items) }

  /// Escaped, so that no text can look like structure.
  static func text(_ text: String) -> String { text.debugDescription }

  static func header(_ header: Header) -> String {
    switch header.kind {
    case .parameter(let name, let type, let value):
      list("param", name.text, type?.text ?? "-", value.map(expression) ?? "-")
    case .secret(let name, .environment(let variable)): list("secret", name.text, "env", variable.text)
    case .secret(let name, .file(let file)): list("secret", name.text, "file", word(file))
    case .secret(let name, .prompt): list("secret", name.text, "prompt")
    case .include(let path, let optional): list(optional ? "include?" : "include", text(path.text))
    }
  }

  static func statement(_ statement: Statement) -> String {
    switch statement.kind {
    case .letBinding(let name, let value): list("let", name.text, rhs(value))
    case .assignment(let target, let value): list("set", path(target), rhs(value))
    case .conditional(let branches, let otherwise):
      list(
        "if", branches.map { list("when", expression($0.condition), block($0.body)) } + [otherwise.map(block) ?? "-"])
    case .forLoop(let name, let sequence, let body): list("for", name.text, expression(sequence), block(body))
    case .whileLoop(let condition, let body): list("while", expression(condition), block(body))
    case .definition(let name, let parameters, let body):
      list("def", name.text, list("", parameters.map { list($0.name.text, $0.type?.text ?? "-") }), block(body))
    case .tryBlock(let body, let name, let handler, let finally):
      list("try", block(body), name.text, block(handler), finally.map(block) ?? "-")
    case .wait(let waited, let until, let fail, let every, let within):
      list("wait", [command(waited), expression(until)] + [fail, every, within].map { $0.map(expression) ?? "-" })
    case .claim(let kind, .holds(let condition, let message)):
      list(kind.rawValue, expression(condition), message.map(expression) ?? "-")
    case .claim(let kind, .fails(let code, let body)):
      list(kind.rawValue + "-fails", code.map(expression) ?? "-", block(body))
    case .parallel(let body): list("parallel", block(body))
    case .returning(let value): list("return", value.map(rhs) ?? "-")
    case .breaking: "(break)"
    case .continuing: "(continue)"
    case .throwing(let value): list("throw", expression(value))
    case .exiting(let value): list("exit", value.map(expression) ?? "-")
    case .expression(let value): expression(value)
    case .pipeline(let value): pipeline(value)
    case .broken: "(broken)"
    }
  }

  static func block(_ block: Block) -> String { list("block", block.statements.map(statement)) }

  static func rhs(_ rhs: Rhs) -> String {
    switch rhs {
    case .pipeline(let value, let isTried): isTried ? list("tried", pipeline(value)) : pipeline(value)
    case .expression(let value): expression(value)
    }
  }

  static func pipeline(_ pipeline: Pipeline) -> String {
    let head =
      switch pipeline.head {
      case .command(let value): command(value)
      case .expression(let value): expression(value)
      }
    return list("pipe", [head] + pipeline.stages.map(stage))
  }

  static func stage(_ stage: Stage) -> String {
    switch stage.kind {
    case .expression(let used, let value, let isDescending):
      list(used.word + (isDescending ? "-desc" : ""), expression(value))
    case .block(let used, let body): list(used.word, block(body))
    case .command(let value): command(value)
    }
  }

  static func command(_ command: Command) -> String {
    list(
      "run",
      [text(command.head.text)]
        + command.arguments.map {
          switch $0 {
          case .word(let value): word(value)
          case .flag(let name, let value): list("flag", name.text, value.map(word) ?? "-")
          }
        })
  }

  static func word(_ word: Word) -> String {
    switch word.kind {
    case .bare(let bare): list("bare", text(bare))
    case .raw(let raw): list("raw", text(raw))
    case .string(let parts): string(parts)
    case .path(let value): path(value)
    case .group(let value): list("group", rhs(value))
    case .list(let elements): list("list", elements.map(expression))
    case .record(let entries): record(entries)
    }
  }

  static func expression(_ expression: Expression) -> String {
    switch expression.kind {
    case .literal(let value): literal(value)
    case .path(let value): path(value)
    case .element(let steps): list("element", steps.map(step))
    case .raw(let raw): list("raw", text(raw))
    case .string(let parts): string(parts)
    case .group(let value, let steps): list("group", [rhs(value)] + steps.map(step))
    case .list(let elements): list("list", elements.map(Self.expression))
    case .record(let entries): record(entries)
    case .call(let name, let arguments, let steps):
      list("call", [name.text, list("", arguments.map(Self.expression))] + steps.map(step))
    case .unary(let op, let operand): list(op.rawValue, Self.expression(operand))
    case .binary(let op, let left, let right): list(op.rawValue, Self.expression(left), Self.expression(right))
    case .broken: "(broken)"
    }
  }

  static func literal(_ literal: Literal) -> String {
    switch literal {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .float(let value): "(float \(value))"
    case .duration(let nanoseconds): "(ns \(nanoseconds))"
    case .size(let bytes): "(bytes \(bytes))"
    }
  }

  static func path(_ path: Path) -> String { list("$" + path.name.text, path.steps.map(step)) }

  static func step(_ step: PathStep) -> String {
    switch step {
    case .field(let name, let isOptional): list(isOptional ? "?." : ".", text(name.text))
    case .index(let value): list("at", expression(value))
    }
  }

  static func string(_ parts: [StringPart]) -> String {
    list(
      "string",
      parts.map {
        switch $0 {
        case .text(let piece): text(piece)
        case .path(let value): path(value)
        case .group(let value): list("group", rhs(value))
        }
      })
  }

  static func record(_ entries: [RecordEntry]) -> String {
    list("record", entries.map { list(text($0.key.text), expression($0.value)) })
  }
}
