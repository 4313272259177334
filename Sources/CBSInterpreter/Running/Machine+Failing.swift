import CBSDiagnostics
import CBSLanguage
import CBSText
import CBSValues
import OrderedCollections

/// A `wait` that is under way.
struct WaitState {
  var backoff: Backoff
  /// On the host's clock.
  let start: Int64
  /// Nanoseconds, where the script says so.
  let within: Int64?
  /// How many looks in a row have failed for a while.
  var failures = 0
  /// What the condition's sides were last.
  var seen: [(span: Span, label: String)] = []

  /// How many looks in a row may fail for a while (cut connection, 429, 5xx) without ending the wait.
  static let patience = 5
}

extension Machine {
  /// Finds what takes the fault and goes on there; throws it where nothing does.
  ///
  /// Neither an interruption nor an `exit` is caught; behind an interruption `finally` could not run commands any more.
  func raise(_ fault: Fault) throws(Fault) {
    var fault = fault
    while let handler = handlers.popLast() {
      unwind(to: handler.frameCount, &fault)
      switch handler.kind {
      case .catching:
        guard fault.isCatchable else { continue }
        let record = fault.record(in: program.source)
        set(handler.register, to: record)
        caught.append((record, fault))
      case .trying:
        guard fault.isCatchable else { continue }
        set(handler.register, to: fault.record(in: program.source))
      case .causing:
        let first = caught.removeLast().fault
        if fault.cause.isEmpty, fault.isOther(than: first) { fault.cause = [first] }
        continue
      case .finally:
        guard fault.status != .interrupted else { continue }
        pending[pendingBase + Int(handler.register)] = fault
      case .expecting:
        guard fault.isCatchable else { continue }
        pending[pendingBase + Int(handler.register)] = fault
      case .ignoring: guard fault.isCatchable else { continue }
      case .looking:
        waits[waits.count - 1].failures += 1
        let isPassing = fault.isRetryable && fault.status != .interrupted
        guard isPassing, waits[waits.count - 1].failures <= WaitState.patience else { continue }
      case .waiting:
        waits.removeLast()
        if fault.status == .interrupted {
          let text = program.source.text(program.waits[Int(handler.register)].span)
          fault.hint = fault.hint ?? "the work itself goes on; to wait again: \(text)"
        }
        continue
      }
      pc = handler.target
      return
    }
    unwind(to: 0, &fault)
    throw fault
  }

  private func unwind(to count: Int, _ fault: inout Fault) {
    while frames.count > count {
      if call >= 0 { fault.callers.append(program.calls[Int(call)].span) }
      restore(frames.removeLast())
    }
  }

  /// The fault of `throw value`; a caught one is thrown again as it was.
  func thrown(_ value: Value, at span: Span) -> Fault {
    if let again = caught.last(where: { $0.value == value }) { return again.fault.passing(span) }
    return Fault.thrown(value, at: span)
  }

  // MARK: Claims

  /// `assert` stops the run, `check` is counted.
  func fail(_ claim: ClaimCode, _ fault: Fault) throws(Fault) {
    guard claim.kind == .check else { throw fault }
    checkFailures.append(fault)
  }

  /// The code that an `assert fails` wants.
  func wantedCode(_ claim: ClaimCode) throws(Fault) -> String? {
    guard let register = claim.text else { return nil }
    guard let text = self[register].text else { throw .codeNotText(self[register], at: claim.textSpan) }
    return text
  }

  /// Judges the fault that an `assert fails` has held back.
  func judgeFailure(_ claim: ClaimCode, _ pc: Int) throws(Fault) {
    guard let index = site(pc).operands.first?.register, let fault = pending[pendingBase + Int(index)] else { return }
    pending[pendingBase + Int(index)] = nil
    let wanted = try wantedCode(claim)
    guard let wanted, fault.code.name != wanted else { return }
    try fail(claim, .failedOtherwise(fault, wanted: wanted, at: claim.span))
  }

  /// What the sides of the comparisons are, those that decide first, each place once.
  var orderedMarks: [(span: Span, label: String)] {
    var ordered: [(span: Span, label: String)] = []
    for wanted in [true, false] {
      for mark in marks {
        let decides = mark.judgement >= isMarkDeciding.count || isMarkDeciding[mark.judgement]
        guard decides == wanted, !ordered.contains(where: { $0.span == mark.span }) else { continue }
        ordered.append((mark.span, mark.label))
      }
    }
    return ordered
  }

  // MARK: Origins

  /// The fault with the variables it is about marked: what they are and where that came from.
  func blamed(_ fault: Fault, _ pc: Int) -> Fault {
    var fault = fault
    for operand in site(pc).operands {
      guard let variable = operand.variable else { continue }
      mark(self[operand.register], of: variable, at: operand.span, in: &fault)
    }
    return fault
  }

  /// Marks a variable in a fault: `this is 7, from line 9: …`.
  func mark(_ value: Value, of variable: VariablePlace, at span: Span, in fault: inout Fault) {
    guard let origin = origin(of: variable), !fault.marks.contains(where: { $0.span == span }) else { return }
    fault.marks.append((span, "this is \(value.identity), \(origin.description)"))
  }

  /// Where the value of a variable came from.
  func origin(of variable: VariablePlace) -> Origin? {
    let index = Int(sources[slot(variable.index)])
    guard index < program.origins.count else { return laterOrigins[index - program.origins.count] }
    switch program.origins[index] {
    case .none: return nil
    case .text(let span):
      return Origin(place: place(of: span), text: program.source.text(span))
    case .known(let origin): return origin
    }
  }

  /// `line 9`, with the name of its file where that is not the text itself.
  func place(of span: Span) -> String {
    let line = program.source.position(of: span.lower).line
    let part = program.source.part(at: span.lower)
    return part == program.source.parts[0] ? "line \(line)" : "\(part.name):\(line)"
  }

  /// Notes where the value of a variable came from, when that is known only now.
  func note(_ origin: Origin, of variable: Int32) {
    // So many are distinguished; later ones are reported by their place alone.
    guard laterOrigins.count < 65_536 else { return }
    laterOrigins.append(origin)
    sources[slot(variable)] = Int32(program.origins.count + laterOrigins.count - 1)
  }
}

extension Value {
  /// The value in a few words, for messages: a record from the API by its id.
  fileprivate var identity: String {
    switch self {
    case .record(let fields):
      for key in ["id", "name"] {
        if let value = fields[key] { return "\(kindName) with \(key) \(value.quoted)" }
      }
      return kindName
    case .list(let elements): return "a list of \(elements.count)"
    case .null, .boolean, .integer, .float, .digits, .string, .duration, .size, .time, .secret: return quoted
    }
  }
}
