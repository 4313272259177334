import CBSDiagnostics
import CBSLanguage
import CBSValues
import OrderedCollections

/// The stages with words, as commands.
package enum StageCommands {
  /// In the order help lists them.
  package static let all: [any Command] = StageDeclaration.all.compactMap { stage in
    guard let signature = stage.signature, case .words(let run) = StageSemantics.byWord[stage.word] else { return nil }
    return StageCommand(signature: signature, body: run)
  }
}

/// A stage with words: what its declaration says, done by its semantics.
private struct StageCommand: Command {
  let signature: Signature
  let body: @Sendable (Invocation) throws -> Output

  func run(_ call: Invocation) async throws -> Output { try body(call) }
}

extension Invocation {
  /// The fields that the words name, of the input or of each record in it.
  func selected() throws -> Output {
    let names = self[StageDeclaration.fields].map { $0.hasPrefix(".") ? String($0.dropFirst()) : $0 }
    guard let input = input?.value else { return .none }
    if case .list(let rows) = input {
      return Output(.list(try rows.map { try row($0, names) }), columns: names)
    }
    return Output(try row(input, names), columns: names)
  }

  private func row(_ value: Value, _ names: [String]) throws -> Value {
    guard case .record(let fields) = value else {
      throw Fault(.wrongType, "'select' works on records, not on \(value.kindName)")
    }
    var kept: OrderedDictionary<String, Value> = [:]
    for (index, name) in names.enumerated() {
      kept[name] = try field(name, of: fields, at: spans(of: StageDeclaration.fields)[index])
    }
    return .record(kept)
  }

  private func field(_ name: String, of fields: OrderedDictionary<String, Value>, at span: Span) throws -> Value {
    if let value = fields[name] { return value }
    var value = Value.record(fields)
    for part in name.split(separator: ".") {
      if value.isNull { return .null }
      guard let next = value[field: String(part)] else { throw Fault.noField(String(part), of: value, at: span) }
      value = next
    }
    return value
  }
}

extension Invocation {
  /// The input, which must be a list, with its columns.
  func rows() throws -> (rows: [Value], columns: [String]?) {
    guard let input else { throw Fault(.needsInput, "'\(command)' works on what comes through '|'") }
    guard case .list(let rows) = input.value else {
      throw Fault.notRows(input.value, for: command, at: Span(span.lower, span.lower + command.utf8.count))
    }
    return (rows, input.columns)
  }
}
