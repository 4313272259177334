package import CBSValues

/// Whether what a text throws may have fields of its own, beside those that every caught error has.
struct ThrownValues: SyntaxVisitor {
  private(set) var mayHaveFields = false
  private var caught: Set<String> = []

  init(_ statements: [Statement]) { visit(statements) }

  mutating func enter(_ statement: Statement) {
    if case .tryBlock(_, let name, _, _) = statement.kind { caught.insert(name.text) }
    if case .throwing(let value) = statement.kind, !isPlain(value) { mayHaveFields = true }
  }

  /// Whether it is a text, or an error that was caught: those are thrown as they are.
  private func isPlain(_ value: Expression) -> Bool {
    switch value.kind {
    case .raw, .string: true
    case .path(let path): path.steps.isEmpty && caught.contains(path.name.text)
    case .group(.expression(let inner), let steps): steps.isEmpty && isPlain(inner)
    case .literal, .list, .record, .element, .group, .call, .unary, .binary, .broken: false
    }
  }
}

extension ValueType {
  /// What `catch` gets of a command, an expression or a thrown text; `Fault.record(in:)` makes it.
  package static let caughtError = ValueType.record([
    .init("code", "", .string), .init("message", "", .string), .init("hint", "", .string),
    .init(
      "span", "", .record([.init("line", "", .integer), .init("column", "", .integer), .init("file", "", .string)])),
    .init("cause"),
    .init(
      "request", "",
      .record([
        .init("method", "", .string), .init("path", "", .string), .init("status", "", .integer),
        .init("milliseconds", "", .integer),
      ])),
    .init("retryable", "", .boolean),
  ])
}
