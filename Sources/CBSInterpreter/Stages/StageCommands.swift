import CBSDiagnostics
import CBSLanguage
import CBSValues
import OrderedCollections

/// Commands of the language itself: what works on any list, whatever it came from.
package enum StageCommands {
  /// In the order help lists them.
  package static let all: [any Command] = [TakeFirst(), TakeLast(), Count(), Select(), GiveValue()]
}

/// `… | first [N]`
private struct TakeFirst: Command {
  let signature = Signature(
    "first", "Let the first rows through; without a number the first one alone.", takes: [RowCount.parameter],
    effect: .none, isStage: true, needsInput: true,
    examples: ["value [3, 1, 2] | first", "value [3, 1, 2] | first 2"])

  func run(_ call: Invocation) async throws -> Output {
    let (rows, columns) = try call.rows()
    guard let count = call[RowCount.parameter]?.count else { return Output(rows.first ?? .null) }
    return Output(.list(Array(rows.prefix(count))), columns: columns)
  }
}

/// `… | last [N]`
private struct TakeLast: Command {
  let signature = Signature(
    "last", "Let the last rows through; without a number the last one alone.", takes: [RowCount.parameter],
    effect: .none, isStage: true, needsInput: true,
    examples: ["value [3, 1, 2] | last", "value [3, 1, 2] | last 2"])

  func run(_ call: Invocation) async throws -> Output {
    let (rows, columns) = try call.rows()
    guard let count = call[RowCount.parameter]?.count else { return Output(rows.last ?? .null) }
    return Output(.list(Array(rows.suffix(count))), columns: columns)
  }
}

/// `… | count`
private struct Count: Command {
  let signature = Signature(
    "count", "Count the rows.", effect: .none, isStage: true, needsInput: true, examples: ["value [3, 1, 2] | count"])

  func run(_ call: Invocation) async throws -> Output { Output(.integer(Int64(try call.rows().rows.count))) }
}

/// `… | select FIELD…`
private struct Select: Command {
  private static let field = Parameter<[String]>(
    "field", "Field to keep; 'live.version' reaches into one.", type: ParameterType("FIELD", completing: .fields))

  let signature = Signature(
    "select", "Keep some fields of each row, in the order given.", takes: [field], effect: .none, isStage: true,
    needsInput: true, examples: ["value [{id: 1, status: 'done', size: 10GiB}] | select status id"])

  func run(_ call: Invocation) async throws -> Output {
    let names = call[Self.field].map { $0.hasPrefix(".") ? String($0.dropFirst()) : $0 }
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
      kept[name] = try field(name, of: fields, at: call.spans(of: Self.field)[index])
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

/// `value $rows | …`
private struct GiveValue: Command {
  private static let value = Parameter<Value>("value", "What to answer.")

  let signature = Signature(
    "value", "Answer the argument itself, to begin a pipeline with a value.", takes: [value], effect: .none,
    examples: ["value [3, 1, 2]"])

  func run(_ call: Invocation) async throws -> Output { Output(call[Self.value]) }
}

/// How many rows `first` and `last` let through.
private struct RowCount: Argument {
  static let parameter = Parameter<RowCount?>("count", "How many rows.")
  static let type = ParameterType("N", .integer)

  let count: Int

  init(argument: Value) throws(ArgumentMismatch) {
    let number = try Int64(argument: argument)
    guard number >= 0 else { throw ArgumentMismatch(argument, rule: "0 or more is wanted") }
    count = Int(clamping: number)
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
}
