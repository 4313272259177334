import CBSDiagnostics
import CBSLanguage
import OrderedCollections

/// Commands of the language itself: what works on any list, whatever it came from.
package enum StageCommands {
  /// In the order help lists them.
  package static let all: [any Command] = [TakeFirst(), TakeLast(), Count(), Select()]
}

/// `… | first [N]`
private struct TakeFirst: Command {
  let signature = Signature(
    "first", "Let the first rows through; without a number the first one alone.", effect: .none,
    positionals: [.init("count", .count, isRequired: false, "How many rows.")],
    examples: ["[3, 1, 2] | first", "[3, 1, 2] | first 2"], isStage: true, needsInput: true)

  func run(_ call: Invocation) async throws -> Output {
    let (rows, columns) = try call.rows()
    guard let count = try call.count() else { return Output(rows.first ?? .null) }
    return Output(.list(Array(rows.prefix(count))), columns: columns)
  }
}

/// `… | last [N]`
private struct TakeLast: Command {
  let signature = Signature(
    "last", "Let the last rows through; without a number the last one alone.", effect: .none,
    positionals: [.init("count", .count, isRequired: false, "How many rows.")],
    examples: ["[3, 1, 2] | last", "[3, 1, 2] | last 2"], isStage: true, needsInput: true)

  func run(_ call: Invocation) async throws -> Output {
    let (rows, columns) = try call.rows()
    guard let count = try call.count() else { return Output(rows.last ?? .null) }
    return Output(.list(Array(rows.suffix(count))), columns: columns)
  }
}

/// `… | count`
private struct Count: Command {
  let signature = Signature(
    "count", "Count the rows.", effect: .none, examples: ["[3, 1, 2] | count"], isStage: true, needsInput: true)

  func run(_ call: Invocation) async throws -> Output { Output(.integer(Int64(try call.rows().rows.count))) }
}

/// `… | select FIELD…`
private struct Select: Command {
  let signature = Signature(
    "select", "Keep some fields of each row, in the order given.", effect: .none,
    positionals: [
      .init(
        "field", .init("FIELD", completing: "fields"), isRepeated: true,
        "Field to keep; 'live.version' reaches into one.")
    ],
    examples: ["[{id: 1, status: 'done', size: 10GiB}] | select status id"], isStage: true, needsInput: true)

  func run(_ call: Invocation) async throws -> Output {
    let names = call.all("field").compactMap(\.text).map { $0.hasPrefix(".") ? String($0.dropFirst()) : $0 }
    guard let input = call.input?.value else { return .none }
    if case .list(let rows) = input {
      return Output(.list(try rows.map { try row($0, names, call) }), columns: names)
    }
    return Output(try row(input, names, call), columns: names)
  }

  private func row(_ value: Value, _ names: [String], _ call: Invocation) throws -> Value {
    guard case .record(let fields) = value else {
      throw Fault("wrong-type", "'select' works on records, not on \(value.kindName)")
    }
    var kept: OrderedDictionary<String, Value> = [:]
    for (index, name) in names.enumerated() {
      kept[name] = try field(name, of: fields, at: call.arguments["field"]?[index].span ?? call.span)
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

extension ParameterType {
  fileprivate static let count = ParameterType("N", .integer) { text in
    text.hasPrefix("-") ? "0 or more is wanted" : nil
  }
}

extension Invocation {
  fileprivate func rows() throws -> (rows: [Value], columns: [String]?) {
    guard let input else { throw Fault("needs-input", "'\(command)' works on what comes through '|'") }
    guard case .list(let rows) = input.value else {
      throw Fault.notRows(input.value, for: command, at: Span(span.lower, span.lower + command.utf8.count))
    }
    return (rows, input.columns)
  }

  fileprivate func count() throws -> Int? {
    guard let value = self["count"] else { return nil }
    guard let count = value.integer, count >= 0 else {
      throw Fault.badArgument(value, "count", objection: "0 or more is wanted", at: span(of: "count"))
    }
    return Int(count)
  }
}
