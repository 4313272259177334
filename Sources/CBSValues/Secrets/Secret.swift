/// A text that must never be shown: a key, a token.
///
/// It prints as `<secret:NAME>` wherever it is interpolated, dumped or encoded. The only way to the text is
/// `reveal(for:)`, whose argument names the one place that may see it, so that a reviewer can list them all.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Where a secret may go.
  package enum Sink: Sendable {
    /// The `Authorization` header or signature of the request it was meant for.
    case authorization
    /// The body of the request that a script puts it into.
    case body
    /// A longer secret that it becomes a part of.
    case joining
    /// The list of what to redact in traces and messages.
    case redaction
    /// The file or variable the user told us to keep it in (`login`).
    case keyStore
    /// The answer of the local sandbox's own, worthless keys (`cbs serve`).
    case sandboxKeys
  }

  /// What it is called in print: `CEREBRAS_API_KEY`, a variable of a script.
  package let name: String
  private let value: String

  package init(_ value: String, name: String) {
    self.value = value
    self.name = name
  }

  package func reveal(for sink: Sink) -> String { value }

  package var isEmpty: Bool { value.isEmpty }
  package var description: String { "<secret:\(name)>" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(reflecting: description) }
}
