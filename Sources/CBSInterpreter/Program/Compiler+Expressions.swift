import CBSDiagnostics
import CBSLanguage

extension Compiler {
  /// Compiles what stands right of `=`.
  mutating func node(_ value: Rhs) throws(Failure) -> Node {
    switch value {
    case .pipeline(let pipeline, let isTried):
      Node(.pipeline(try code(pipeline), isTried: isTried), at: pipeline.span)
    case .expression(let expression): try node(expression)
    }
  }

  /// Compiles an expression.
  mutating func node(_ expression: Expression) throws(Failure) -> Node {
    let span = expression.span
    switch expression.kind {
    case .literal(let literal): return Node(.constant(Value(literal: literal)), at: span)
    case .path(let path): return try node(path)
    case .element(let steps): return try node(.init(.slot(try elementSlot(at: span)), at: span), steps)
    case .raw(let text): return Node(.constant(.text(text)), at: span)
    case .string(let parts): return try node(parts, at: span)
    case .group(let value, let steps): return try node(try node(value), steps)
    case .list(let elements): return Node(.strict(.list, try nodes(elements)), at: span)
    case .record(let entries): return try node(entries, at: span)
    case .call(let name, let arguments, let steps):
      guard let function = Functions.named[name.text], function.signature.arity.contains(arguments.count) else {
        throw Failure(span: name.span)
      }
      return try node(Node(.strict(.call(function), try nodes(arguments)), at: span), steps)
    case .unary(let symbol, let operand):
      let operand = try node(operand)
      if case .constant(let value) = operand.kind, symbol == .negate, let negated = try? value.negated() {
        return Node(.constant(negated), at: span)
      }
      return Node(.strict(symbol == .negate ? .negate : .not, [operand]), at: span)
    case .binary(let symbol, let left, let right):
      let (left, right) = (try node(left), try node(right))
      switch symbol {
      case .and, .or: return Node(.shortCircuit(isAnd: symbol == .and, left, right), at: span)
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contained, .matches, .add, .subtract,
        .multiply, .divide, .remainder:
        return Node(.binary(symbol, left, right), at: span)
      }
    case .broken: throw Failure(span: span)
    }
  }

  private mutating func nodes(_ expressions: [Expression]) throws(Failure) -> [Node] {
    var nodes: [Node] = []
    for expression in expressions { nodes.append(try node(expression)) }
    return nodes
  }

  /// Compiles a variable with the steps behind it.
  mutating func node(_ path: Path) throws(Failure) -> Node {
    let root = Node(.slot(try slot(of: path.name, at: path.span)), at: Span(path.span.lower, path.name.span.upper))
    return try node(root, path.steps)
  }

  /// `root` with steps behind it.
  private mutating func node(_ root: Node, _ steps: [PathStep]) throws(Failure) -> Node {
    var code = root
    for step in steps {
      switch step {
      case .field(let name, let isOptional):
        code = Node(.strict(.field(name, isOptional: isOptional), [code]), at: code.span.union(name.span))
      case .index(let index):
        let index = try node(index)
        // With the bracket that closes it.
        let span = Span(code.span.lower, index.span.upper + 1)
        code = Node(.strict(.index, [code, index]), at: span)
      }
    }
    return code
  }

  private mutating func node(_ entries: [RecordEntry], at span: Span) throws(Failure) -> Node {
    var values: [Node] = []
    for entry in entries { values.append(try node(entry.value)) }
    return Node(.strict(.record(entries.map(\.key.text)), values), at: span)
  }

  private mutating func node(_ parts: [StringPart], at span: Span) throws(Failure) -> Node {
    if let text = parts.knownText { return Node(.constant(.text(text)), at: span) }
    var operands: [Node] = []
    for part in parts {
      switch part {
      case .text(let text): operands.append(Node(.constant(.text(text)), at: span))
      case .path(let path): operands.append(try node(path))
      case .group(let value): operands.append(try node(value))
      }
    }
    return Node(.strict(.join, operands), at: span)
  }

  /// Compiles a word as the value it holds; what is not quoted is text.
  mutating func node(_ word: Word) throws(Failure) -> Node {
    switch word.kind {
    case .bare(let text), .raw(let text): Node(.constant(.text(text)), at: word.span)
    case .string(let parts): try node(parts, at: word.span)
    case .path(let path): try node(path)
    case .group(let value): try node(value)
    case .list(let elements): Node(.strict(.list, try nodes(elements)), at: word.span)
    case .record(let entries): try node(entries, at: word.span)
    }
  }
}
