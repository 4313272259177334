package import CBSDiagnostics

/// Why a deed failed while running, and through which places of the text it passed.
package struct Fault: Error, Sendable {
  /// The exchange that failed, for messages and for `e.request`.
  package struct RequestFacts: Sendable, Hashable {
    package let method: String
    /// Path as it may be shown: redacted, without the origin.
    package let path: String
    package let status: Int?
    package let milliseconds: Int

    package init(method: String, path: String, status: Int?, milliseconds: Int) {
      self.method = method
      self.path = path
      self.status = status
      self.milliseconds = milliseconds
    }
  }

  /// Stable kebab-case: `conflict`, `assertion`, `timed-out`.
  package var code: String
  /// Lower case, no full stop, quotes around what the user wrote.
  package var message: String
  /// What to do.
  package var hint: String?
  package var status: ExitStatus
  /// Innermost first; filled in on the way up, so a command may leave it empty.
  package var spans: [Span]
  /// Further places and what is there: `is "failed"`.
  package var marks: [(span: Span, label: String)]
  package var request: RequestFacts?
  package var isRetryable: Bool
  /// The value of `throw VALUE`, which `catch` gets back as it was.
  package var thrown: Value?
  /// The fault in whose handler this one came up; at most one.
  package var cause: [Fault] = []

  package init(
    _ code: String, _ message: String, status: ExitStatus = .refused, hint: String? = nil, at span: Span? = nil,
    marks: [(span: Span, label: String)] = [], request: RequestFacts? = nil, isRetryable: Bool = false,
    thrown: Value? = nil
  ) {
    self.code = code
    self.message = message
    self.status = status
    self.hint = hint
    spans = span.map { [$0] } ?? []
    self.marks = marks
    self.request = request
    self.isRetryable = isRetryable
    self.thrown = thrown
  }
}
