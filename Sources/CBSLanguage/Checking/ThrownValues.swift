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

extension StaticType {
  /// What `catch` gets of a command, an expression or a thrown text; `Fault.record(in:)` makes it.
  package static let caughtError = StaticType.record([
    .init("code", "", .text), .init("message", "", .text), .init("hint", "", .text),
    .init("span", "", .record([.init("line", "", .integer), .init("column", "", .integer), .init("file", "", .text)])),
    .init("cause"),
    .init(
      "request", "",
      .record([
        .init("method", "", .text), .init("path", "", .text), .init("status", "", .integer),
        .init("milliseconds", "", .integer),
      ])),
    .init("retryable", "", .boolean),
  ])
}
