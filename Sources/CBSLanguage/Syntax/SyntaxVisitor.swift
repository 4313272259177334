/// Goes once over a tree in source order, and tells of each statement and command before it goes into it.
protocol SyntaxVisitor {
  mutating func enter(_ statement: Statement)
  mutating func enter(_ command: Command)
}

extension SyntaxVisitor {
  mutating func enter(_ statement: Statement) {}
  mutating func enter(_ command: Command) {}

  mutating func visit(_ statements: [Statement]) { for statement in statements { visit(statement) } }

  mutating func visit(_ block: Block) { visit(block.statements) }

  mutating func visit(_ statement: Statement) {
    enter(statement)
    switch statement.kind {
    case .letBinding(_, let rhs): visit(rhs)
    case .assignment(let path, let rhs):
      visit(path.steps)
      visit(rhs)
    case .conditional(let branches, let otherwise):
      for (condition, body) in branches {
        visit(condition)
        visit(body)
      }
      if let otherwise { visit(otherwise) }
    case .forLoop(_, let list, let body):
      visit(list)
      visit(body)
    case .whileLoop(let condition, let body):
      visit(condition)
      visit(body)
    case .definition(_, _, let body), .parallel(let body): visit(body)
    case .tryBlock(let body, _, let handler, let finally):
      visit(body)
      visit(handler)
      if let finally { visit(finally) }
    case .wait(let command, let until, let fail, let every, let within):
      visit(command)
      visit(until)
      for expression in [fail, every, within] { if let expression { visit(expression) } }
    case .claim(_, .holds(let condition, let message)):
      visit(condition)
      if let message { visit(message) }
    case .claim(_, .fails(let code, let body)):
      if let code { visit(code) }
      visit(body)
    case .returning(let rhs): if let rhs { visit(rhs) }
    case .throwing(let expression), .expression(let expression): visit(expression)
    case .exiting(let expression): if let expression { visit(expression) }
    case .pipeline(let pipeline): visit(pipeline)
    case .breaking, .continuing, .broken: break
    }
  }

  mutating func visit(_ rhs: Rhs) {
    switch rhs {
    case .pipeline(let pipeline, _): visit(pipeline)
    case .expression(let expression): visit(expression)
    }
  }

  mutating func visit(_ pipeline: Pipeline) {
    switch pipeline.head {
    case .command(let command): visit(command)
    case .expression(let expression): visit(expression)
    }
    for stage in pipeline.stages {
      switch stage.kind {
      case .expression(_, let expression, _): visit(expression)
      case .block(_, let body): visit(body)
      case .command(let command): visit(command)
      }
    }
  }

  mutating func visit(_ command: Command) {
    enter(command)
    for argument in command.arguments {
      switch argument {
      case .word(let word): visit(word)
      case .flag(_, let value): if let value { visit(value) }
      }
    }
  }

  mutating func visit(_ word: Word) {
    switch word.kind {
    case .bare, .raw: break
    case .string(let parts): visit(parts)
    case .path(let path): visit(path.steps)
    case .group(let rhs): visit(rhs)
    case .list(let elements): for element in elements { visit(element) }
    case .record(let entries): for entry in entries { visit(entry.value) }
    }
  }

  mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .literal, .raw, .broken: break
    case .path(let path): visit(path.steps)
    case .element(let steps): visit(steps)
    case .string(let parts): visit(parts)
    case .group(let rhs, let steps):
      visit(rhs)
      visit(steps)
    case .list(let elements): for element in elements { visit(element) }
    case .record(let entries): for entry in entries { visit(entry.value) }
    case .call(_, let arguments, let steps):
      for argument in arguments { visit(argument) }
      visit(steps)
    case .unary(_, let operand): visit(operand)
    case .binary(_, let left, let right):
      visit(left)
      visit(right)
    }
  }

  mutating func visit(_ parts: [StringPart]) {
    for part in parts {
      switch part {
      case .text: break
      case .path(let path): visit(path.steps)
      case .group(let rhs): visit(rhs)
      }
    }
  }

  mutating func visit(_ steps: [PathStep]) {
    for step in steps { if case .index(let expression) = step { visit(expression) } }
  }
}
