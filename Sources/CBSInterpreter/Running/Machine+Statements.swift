import CBSDiagnostics
import CBSLanguage
import OrderedCollections

extension Machine {
  /// Runs one statement.
  func run(_ statement: StatementCode) async throws(Fault) -> Flow {
    switch statement.kind {
    case .store(let slot, let node): store(try await evaluate(node), in: slot)
    case .update(let slot, let steps, let node): try await update(slot, steps, node)
    case .conditional(let branches, let otherwise):
      for branch in branches where try await condition(branch.condition) { return try await run(branch.body) }
      return try await run(otherwise)
    case .forLoop(let slot, let list, let body):
      for element in try await elements(of: list) {
        store(element, in: slot)
        if let flow = try await turn(body, at: statement.span) { return flow }
      }
    case .whileLoop(let condition, let body):
      while try await self.condition(condition) {
        if let flow = try await turn(body, at: statement.span) { return flow }
      }
    case .tryBlock(let body, let slot, let handler, let finally):
      return try await attempt(body, slot, handler, finally)
    case .wait(let wait): try await self.wait(wait, at: statement.span)
    case .holds(let kind, let condition, let message):
      try await claim(kind) { (machine) throws(Fault) in
        try await machine.assert(condition, message: message)
      }
    case .fails(let kind, let code, let body):
      return try await assertFailure(kind, code: code, body, at: statement.span)
    case .breaking: return .broke
    case .continuing: return .continued
    case .throwing(let node): throw thrown(try await evaluate(node), at: statement.span)
    case .exiting(let node): return .exited(try await exitCode(node))
    case .show(let node): try await show(Output(try await evaluate(node)), at: statement.span)
    case .run(let pipeline):
      let output = try await run(pipeline, captured: false)
      if !output.isShown { try await show(output, at: statement.span) }
    }
    return .next
  }

  /// One turn of a loop: how the whole loop ends, or nil where it goes on.
  func turn(_ body: [StatementCode], at span: Span) async throws(Fault) -> Flow? {
    try await step(at: span)
    switch try await run(body) {
    case .next, .continued: return nil
    case .broke: return .next
    case .exited(let code): return .exited(code)
    }
  }

  /// Hands an answer to the host.
  func show(_ output: Output, at span: Span) async throws(Fault) {
    do {
      try await host.show(output)
    } catch let fault as Fault {
      throw fault.passing(span)
    } catch is CancellationError {
      throw .interrupted(at: span)
    } catch {
      throw .defect("the answer could not be shown: \(error)", at: span)
    }
  }

  private func elements(of node: Node) async throws(Fault) -> [Value] {
    switch try await evaluate(node) {
    case .list(let elements): return elements
    case .record(let fields): return fields.map { .record(["key": .text($0.key), "value": $0.value]) }
    case let value: throw .cannotLoop(over: value, at: node.span)
    }
  }

  private func exitCode(_ node: Node?) async throws(Fault) -> UInt8 {
    guard let node else { return 0 }
    let value = try await evaluate(node)
    guard case .integer(let number) = value, number == 0 || (10...99).contains(number) else {
      throw .badExitCode(value, at: node.span)
    }
    return UInt8(number)
  }

  // MARK: set

  private func update(_ slot: Int, _ steps: [StepCode], _ node: Node) async throws(Fault) {
    var keys: [(key: Value, span: Span)] = []
    for step in steps {
      switch step.kind {
      case .field(let name): keys.append((.text(name), step.span))
      case .index(let index): keys.append((try await evaluate(index), step.span))
      }
    }
    let value = try await evaluate(node)
    var whole = slots[slot]
    // Held by one name only, it is changed in place.
    slots[slot] = .null
    defer { store(whole, in: slot) }
    try replace(&whole, keys[...], with: value)
  }

  private func replace(
    _ place: inout Value, _ keys: ArraySlice<(key: Value, span: Span)>, with value: Value
  ) throws(Fault) {
    guard let (key, span) = keys.first else {
      place = value
      return
    }
    switch (place, key) {
    case (.record(var fields), .text(let name)):
      place = .null
      defer { place = .record(fields) }
      guard var inner = keys.count == 1 ? .some(Value.null) : fields[name] else {
        throw .noField(name, of: .record(fields), at: span)
      }
      try replace(&inner, keys.dropFirst(), with: value)
      fields[name] = inner
    case (.list(var elements), .integer(let index)):
      place = .null
      defer { place = .list(elements) }
      let position = try position(index, in: elements.count, at: span)
      var inner = elements[position]
      try replace(&inner, keys.dropFirst(), with: value)
      elements[position] = inner
    case (.list, .text(let name)): throw .noField(name, of: place, at: span)
    case (_, .text(let name)) where place.record == nil: throw .noField(name, of: place, at: span)
    default: throw .badIndex(key, into: place, at: span)
    }
  }
}
