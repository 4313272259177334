import CBSDiagnostics
import CBSLanguage
import OrderedCollections

extension Machine {
  /// The value of a node in which a command may run.
  func evaluate(_ node: Node) async throws(Fault) -> Value {
    if node.isPure { return try value(node) }
    switch node.kind {
    case .constant, .slot: return try value(node)
    case .strict(let operation, let operands):
      var values: [Value] = []
      for operand in operands { values.append(try await evaluate(operand)) }
      return try apply(operation, values, operands, at: node.span)
    case .binary(let symbol, let left, let right):
      let (leftValue, rightValue) = (try await evaluate(left), try await evaluate(right))
      if observed != nil {
        observed?[left.span] = leftValue
        observed?[right.span] = rightValue
      }
      return try apply(symbol, leftValue, rightValue, at: node.span)
    case .shortCircuit(let isAnd, let left, let right):
      if try await condition(left) != isAnd { return .boolean(!isAnd) }
      return .boolean(try await condition(right))
    case .pipeline(let pipeline, isTried: false): return try await run(pipeline, captured: true).value
    case .pipeline(let pipeline, isTried: true): return try await outcome(of: pipeline)
    }
  }

  /// The value of a node in which no command can run.
  func value(_ node: Node) throws(Fault) -> Value {
    switch node.kind {
    case .constant(let value): return value
    case .slot(let slot): return slots[slot]
    case .binary(let symbol, let left, let right):
      return try apply(symbol, try value(left), try value(right), at: node.span)
    case .shortCircuit(let isAnd, let left, let right):
      if try boolean(try value(left), at: left.span) != isAnd { return .boolean(!isAnd) }
      return .boolean(try boolean(try value(right), at: right.span))
    case .strict(.field(let name, let isOptional), let operands):
      return try field(name, isOptional: isOptional, of: try value(operands[0]))
    case .strict(let operation, let operands):
      var values: [Value] = []
      values.reserveCapacity(operands.count)
      for operand in operands { values.append(try value(operand)) }
      return try apply(operation, values, operands, at: node.span)
    case .pipeline(let pipeline, _):
      // The compiler marks such a node as one in which a command runs.
      throw .defect("a command stands where none can run", at: pipeline.span)
    }
  }

  /// The truth of a condition; only booleans have one.
  func condition(_ node: Node) async throws(Fault) -> Bool { try boolean(try await evaluate(node), at: node.span) }

  private func boolean(_ value: Value, at span: Span) throws(Fault) -> Bool {
    guard case .boolean(let flag) = value else { throw .notACondition(value, at: span) }
    return flag
  }

  private func apply(_ symbol: BinaryOperator, _ left: Value, _ right: Value, at span: Span) throws(Fault) -> Value {
    if symbol == .add, case .integer(let left) = left, case .integer(let right) = right {
      let (sum, overflow) = left.addingReportingOverflow(right)
      if !overflow { return .integer(sum) }
    }
    switch (left, right) {
    case (.secret, .text), (.text, .secret):
      if symbol == .equal || symbol == .notEqual { throw .secretCompared(at: span) }
    default: break
    }
    do {
      return try Value.apply(symbol, left, right)
    } catch {
      throw .failed(error, symbol, left, right, at: span)
    }
  }

  private func apply(
    _ operation: Node.Operation, _ values: [Value], _ operands: [Node], at span: Span
  ) throws(Fault) -> Value {
    switch operation {
    case .list: return .list(values)
    case .record(let keys):
      return .record(OrderedDictionary(zip(keys, values)) { _, last in last })
    case .join: return Value.joined(values)
    case .negate:
      do { return try values[0].negated() } catch .overflow { throw .negationOverflow(at: span) } catch {
        throw .cannotNegate(values[0], at: span)
      }
    case .not: return .boolean(!(try boolean(values[0], at: operands[0].span)))
    case .field(let name, let isOptional): return try field(name, isOptional: isOptional, of: values[0])
    case .index: return try element(at: values[1], of: values[0], span: operands[1].span)
    case .call(let function):
      do { return try function.body(values, context) } catch {
        throw Fault(error.code, "'\(function.signature.name)': \(error.message)", hint: error.hint, at: span)
      }
    }
  }

  private func field(_ name: Name, isOptional: Bool, of value: Value) throws(Fault) -> Value {
    if case .record(let fields) = value, let field = fields[name.text] { return field }
    if isOptional, value.isNull || value.record != nil { return .null }
    throw .noField(name.text, of: value, at: name.span)
  }

  private func element(at index: Value, of value: Value, span: Span) throws(Fault) -> Value {
    switch (value, index) {
    case (.list(let elements), .integer(let number)):
      return elements[try position(number, in: elements.count, at: span)]
    case (.record(let fields), .text(let key)):
      guard let field = fields[key] else { throw .noField(key, of: value, at: span) }
      return field
    default: throw .badIndex(index, into: value, at: span)
    }
  }

  /// The position an index means; negative ones count from the end.
  func position(_ index: Int64, in count: Int, at span: Span) throws(Fault) -> Int {
    let position = index < 0 ? index + Int64(count) : index
    guard position >= 0, position < Int64(count) else { throw .outOfRange(index, count: count, at: span) }
    return Int(position)
  }
}
