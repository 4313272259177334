import CBSDiagnostics
import CBSText
import CBSValues
import OrderedCollections

/// What running statements and commands can come to.
extension Fault {
  static func interrupted(at span: Span) -> Self {
    Self(.interrupted, "interrupted", status: .interrupted, at: span)
  }

  /// A fault of the program itself; the message names the command.
  static func defect(_ message: String, at span: Span) -> Self {
    Self(.defect, message, hint: "this is a fault of cbs; please report it", at: span)
  }

  static func overBudget(_ what: String, at span: Span?, hint: String = "does a loop never end?") -> Self {
    Self(.overBudget, what, hint: hint, at: span)
  }

  static func tooManyCalls(_ limit: Int, at span: Span) -> Self {
    overBudget("calls are nested more than \(limit) deep", at: span, hint: "does a 'def' call itself without end?")
  }

  static func tooManyLanes(at span: Span) -> Self {
    overBudget("too many lanes run within lanes", at: span, hint: "does a 'def' with lanes call itself without end?")
  }

  static func tooLarge(_ extent: Extent, at span: Span) -> Self {
    let what =
      extent.depth > Extent.depthLimit
      ? "lists and records are nested more than \(Extent.depthLimit) deep" : "this value holds more than fits"
    return Self(.tooLarge, what, hint: "keep it in parts, each in a variable of its own", at: span)
  }

  static func noValueYet(_ name: String, at span: Span) -> Self {
    Self(
      .noValueYet, "'\(name)' has no value yet when this 'def' is called",
      hint: "call it after the line that defines it",
      at: span)
  }

  static func badExitCode(_ value: Value, at span: Span) -> Self {
    Self(
      .badExitCode, "a script may end with 0 or with 10 to 99, not with \(value.quoted)", status: .usage,
      hint: "other numbers say what cbs itself has met", at: span)
  }

  /// How `exit` leaves the blocks of a pipeline. Never shown.
  static func exiting(_ code: UInt8) -> Self {
    Self(.exit, "exit \(code)", status: code == 0 ? .done : .chosen(code))
  }

  /// The code of an `exit` on its way out.
  var exitCode: UInt8? {
    guard code == .exit else { return nil }
    return switch status {
    case .done: 0
    case .chosen(let code): code
    case .refused, .usage, .unreachable, .assertion, .timedOut, .failedState, .tape, .interrupted, .terminated: nil
    }
  }

  /// Whether `catch` may have it: not an interruption, not an `exit`, not the end of the budget.
  var isCatchable: Bool {
    switch status {
    case _ where code == .overBudget && thrown == nil: false
    case .refused, .usage, .unreachable, .assertion, .timedOut, .failedState, .tape: true
    // A script that another one has run may have ended with it.
    case .chosen: code != .exit
    case .done, .interrupted, .terminated: false
    }
  }

  /// The fault of `throw value`: a text is its message; a record may name `code`, `message` and `hint`.
  static func thrown(_ value: Value, at span: Span) -> Self {
    guard let fields = value.record else {
      return Self(.thrown, value.description, at: span, thrown: value)
    }
    let code = fields["code"]?.text.flatMap {
      $0.wholeMatch(of: /[a-z0-9-]{1,64}/) == nil ? nil : ErrorCode(custom: $0)
    }
    return Self(
      code ?? .thrown, (fields["message"] ?? value).description, hint: fields["hint"]?.text, at: span,
      thrown: value)
  }

  // MARK: Claims

  static func assertionFailed(_ message: String?, marks: [(span: Span, label: String)], at span: Span) -> Self {
    Self(
      .assertion, message.map { "assertion failed: \($0)" } ?? "assertion failed", status: .assertion,
      at: marks.first?.span ?? span, marks: marks)
  }

  static func didNotFail(_ wanted: String?, at span: Span) -> Self {
    let what = wanted.map { "with '\($0)'" }
    return Self(
      .assertion, "the block was to fail\(what.map { " " + $0 } ?? ""), and it did not", status: .assertion, at: span)
  }

  static func failedOtherwise(_ fault: Fault, wanted: String, at span: Span) -> Self {
    Self(
      .assertion, "the block was to fail with '\(wanted)', and it failed with '\(fault.code)': \(fault.message)",
      status: .assertion, at: span, marks: fault.spans.first.map { [($0, "failed here")] } ?? [])
  }

  static func codeNotText(_ value: Value, at span: Span) -> Self {
    Self(.wrongType, "the code of an error is a string, not \(value.kindName)", at: span)
  }

  // MARK: wait

  static func timedOut(
    _ command: String, until condition: String, after nanoseconds: Int64, marks: [(span: Span, label: String)],
    at span: Span
  ) -> Self {
    Self(
      .timedOut, "'\(command)' was not \(condition) within \(DurationText.exact(nanoseconds: nanoseconds))",
      status: .timedOut, hint: "the work itself may go on; wait again, or give it longer with 'within'",
      at: marks.first?.span ?? span, marks: marks)
  }

  static func failedState(_ command: String, marks: [(span: Span, label: String)], at span: Span) -> Self {
    Self(
      .failedState, "'\(command)' came to its fail state", status: .failedState, at: marks.first?.span ?? span,
      marks: marks)
  }

  // MARK: Pipelines

  static func notRows(_ value: Value, for stage: String, at span: Span) -> Self {
    let lists = value.record?.filter { $0.value.list != nil }.keys ?? []
    let hint = lists.count == 1 ? "the list is in its field '\(lists[0])': (…).\(lists[0]) | \(stage) …" : nil
    return Self(.wrongType, "'\(stage)' works on a list, not on \(value.kindName)", hint: hint, at: span)
  }

  /// A secret on its way to where others see it.
  static func secretExposed(as parameter: String, at span: Span) -> Self {
    Self(
      .secretExposed, "'\(parameter)' would show a secret to others", status: .usage,
      hint: "only the body of 'api' takes one", at: span)
  }

  /// A value that its parameter does not take.
  static func refused(_ mismatch: ArgumentMismatch, for parameter: String, _ type: ParameterType, at span: Span) -> Self
  {
    mismatch.isOtherKind
      ? wrongKind(mismatch.value, parameter, wanted: type.kind.phrase, at: span)
      : badArgument(mismatch.value, parameter, objection: mismatch.rule, at: span)
  }

  static func badArgument(_ value: Value, _ parameter: String, objection: String, at span: Span) -> Self {
    Self(.badArgument, "\(value.quoted) cannot be '\(parameter)': \(objection)", at: span)
  }

  static func wrongKind(_ value: Value, _ parameter: String, wanted: String, at span: Span) -> Self {
    Self(.badArgument, "'\(parameter)' is \(wanted), not \(value.kindName)", at: span)
  }
}

extension ErrorCode {
  /// How `exit` leaves the blocks of a pipeline. Never shown, so it has no explanation.
  fileprivate static let exit = ErrorCode(custom: "exit")
}

extension Fault {
  /// The fault with one more place it passed through.
  func passing(_ span: Span) -> Self {
    var fault = self
    if fault.spans.last != span { fault.spans.append(span) }
    return fault
  }

  /// The fault of a command that was cut off by Ctrl-C: what it said stays, the run ends as interrupted.
  var asInterruption: Self {
    var fault = self
    fault.code = .interrupted
    fault.status = .interrupted
    fault.isRetryable = false
    return fault
  }

  /// Whether it is not just the other one thrown again.
  func isOther(than fault: Fault) -> Bool {
    code != fault.code || message != fault.message || spans.first != fault.spans.first
  }
}
