import CBSDiagnostics
import CBSLanguage
import OrderedCollections

extension Machine {
  /// - Parameter captured: whether the answer goes into a value instead of being shown.
  func run(_ pipeline: PipelineCode, captured: Bool) async throws(Fault) -> Output {
    var output = try await run(pipeline.command, input: nil, captured: captured || !pipeline.stages.isEmpty)
    for (index, stage) in pipeline.stages.enumerated() {
      let isLast = index + 1 == pipeline.stages.count
      output = try await run(stage, on: output, captured: captured || !isLast)
    }
    return output
  }

  /// Runs a command: evaluates its arguments from left to right, converts them, calls it.
  func run(_ code: CommandCode, input: Output?, captured: Bool) async throws(Fault) -> Output {
    var arguments: [String: [Invocation.Argument]] = [:]
    for argument in code.arguments {
      var value = try await evaluate(argument.node)
      if let type = argument.type {
        value = try value.converted(to: type, for: argument.parameter, at: argument.node.span)
      }
      arguments[argument.parameter, default: []].append(.init(value, at: argument.node.span))
    }
    if Task.isCancelled { throw .interrupted(at: code.nameSpan) }
    let call = Invocation(
      command: code.name, arguments: arguments, input: input, isStatement: !captured, span: code.span, host: host)
    do {
      return try await code.command.run(call)
    } catch let fault as Fault {
      let placed = fault.passing(code.nameSpan)
      // What was cut off by Ctrl-C is an interruption, whatever the command has called it.
      throw Task.isCancelled ? placed.asInterruption : placed
    } catch is CancellationError {
      throw .interrupted(at: code.nameSpan)
    } catch {
      throw .defect("'\(code.name)' failed in a way it does not explain: \(error)", at: code.nameSpan)
    }
  }

  private func run(_ stage: StageCode, on input: Output, captured: Bool) async throws(Fault) -> Output {
    switch stage.kind {
    case .command(let command): return try await run(command, input: input, captured: captured)
    case .row(let row, let slot, let node):
      let rows = try rows(of: input, for: row.rawValue, at: stage.span)
      return try await run(row, slot, node, on: rows, columns: input.columns)
    case .sort(let slot, let key, let descending):
      let rows = try rows(of: input, for: "sort", at: stage.span)
      var keys: [Value] = []
      for row in rows {
        slots[slot] = row
        keys.append(try await evaluate(key))
      }
      do throws(Sorting.Mismatch) {
        return Output(.list(try Sorting.sorted(rows, by: keys, descending: descending)), columns: input.columns)
      } catch {
        throw Fault("wrong-type", "'sort': \(error.message)", hint: "sort by one kind of value", at: key.span)
      }
    case .each(let slot, let body):
      for row in try rows(of: input, for: "each", at: stage.span) {
        slots[slot] = row
        switch try await turn(body, at: stage.span) {
        case nil: continue
        case .exited(let code): throw .exiting(code)
        case .next, .broke, .continued: return .none
        }
      }
      return .none
    }
  }

  private func run(
    _ stage: RowStage, _ slot: Int, _ node: Node, on rows: [Value], columns: [String]?
  ) async throws(Fault) -> Output {
    var kept: [Value] = []
    var groups: OrderedDictionary<Value, [Value]> = [:]
    for row in rows {
      slots[slot] = row
      if Task.isCancelled { throw .interrupted(at: node.span) }
      switch stage {
      case .filter: if try await condition(node) { kept.append(row) }
      case .map: kept.append(try await evaluate(node))
      case .any: if try await condition(node) { return Output(.boolean(true)) }
      case .all: if !(try await condition(node)) { return Output(.boolean(false)) }
      case .group: groups[try await evaluate(node), default: []].append(row)
      }
    }
    switch stage {
    case .filter: return Output(.list(kept), columns: columns)
    case .map: return Output(.list(kept))
    case .any: return Output(.boolean(false))
    case .all: return Output(.boolean(true))
    case .group:
      let records = groups.map { key, items in
        Value.record(["key": key, "count": .integer(Int64(items.count)), "items": .list(items)])
      }
      return Output(.list(records), columns: ["key", "count"])
    }
  }

  private func rows(of input: Output, for stage: String, at span: Span) throws(Fault) -> [Value] {
    guard case .list(let rows) = input.value else {
      throw .notRows(input.value, for: stage, at: Span(span.lower, span.lower + stage.utf8.count))
    }
    return rows
  }
}
