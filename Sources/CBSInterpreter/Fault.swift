package import CBSDiagnostics
package import CBSValues

/// Why a deed failed while running, and through which places of the text it passed.
package struct Fault: Error, Sendable {
  private struct Facts: Sendable {
    var code: ErrorCode
    var message: String
    var hint: String?
    var status: ExitStatus
    var spans: [Span]
    var marks: [(span: Span, label: String)]
    var request: Exchange?
    var isRetryable: Bool
    var thrown: Value?
    var cause: [Fault] = []
    var callers: [Span] = []
    var isReported = false
  }

  /// The facts are behind a reference: a function that may fail reserves room for its fault, on every level of a deep
  /// recursion.
  private final class Storage: Sendable {
    let facts: Facts
    init(_ facts: Facts) { self.facts = facts }
  }

  private var storage: Storage
  private var facts: Facts {
    get { storage.facts }
    set { storage = Storage(newValue) }
  }

  package init(
    _ code: ErrorCode, _ message: String, status: ExitStatus = .refused, hint: String? = nil, at span: Span? = nil,
    marks: [(span: Span, label: String)] = [], request: Exchange? = nil, isRetryable: Bool = false,
    thrown: Value? = nil
  ) {
    storage = Storage(
      Facts(
        code: code, message: message, hint: hint, status: status, spans: span.map { [$0] } ?? [], marks: marks,
        request: request, isRetryable: isRetryable, thrown: thrown))
  }

  /// What kind of error it is: `conflict`, `assertion`, `timed-out`, or the code of a `throw`.
  package var code: ErrorCode {
    get { facts.code }
    set { facts.code = newValue }
  }
  /// Lower case, no full stop, quotes around what the user wrote.
  package var message: String {
    get { facts.message }
    set { facts.message = newValue }
  }
  /// What to do.
  package var hint: String? {
    get { facts.hint }
    set { facts.hint = newValue }
  }
  /// How the run ends when nobody catches it.
  package var status: ExitStatus {
    get { facts.status }
    set { facts.status = newValue }
  }
  /// Innermost first; filled in on the way up, so a command may leave it empty.
  package var spans: [Span] {
    get { facts.spans }
    set { facts.spans = newValue }
  }
  /// Further places and what is there: `is "failed"`.
  package var marks: [(span: Span, label: String)] {
    get { facts.marks }
    set { facts.marks = newValue }
  }
  /// The exchange that failed, where it was one: `e.request`.
  package var request: Exchange? {
    get { facts.request }
    set { facts.request = newValue }
  }
  /// Whether the same may do well a little later.
  package var isRetryable: Bool {
    get { facts.isRetryable }
    set { facts.isRetryable = newValue }
  }
  /// The value of `throw VALUE`, which `catch` gets back as it was.
  package var thrown: Value? {
    get { facts.thrown }
    set { facts.thrown = newValue }
  }
  /// The fault in whose handler this one came up; at most one.
  package var cause: [Fault] {
    get { facts.cause }
    set { facts.cause = newValue }
  }
  /// Whether what led to it was printed by the command itself: then it is reported without a place.
  package var isReported: Bool {
    get { facts.isReported }
    set { facts.isReported = newValue }
  }
  /// The calls of `def`s it came up in, innermost first.
  package var callers: [Span] {
    get { facts.callers }
    set { facts.callers = newValue }
  }
}
