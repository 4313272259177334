import CBSDiagnostics
import CBSLanguage
import OrderedCollections

extension Machine {
  /// `try`: neither an interruption nor an `exit` is caught; behind an interruption `finally` could not run commands
  /// any more.
  func attempt(
    _ body: [StatementCode], _ slot: Int, _ handler: [StatementCode], _ finally: [StatementCode]
  ) async throws(Fault) -> Flow {
    var flow = Flow.next
    var failure: Fault?
    do throws(Fault) {
      flow = try await guarded(body, slot, handler)
    } catch {
      failure = error
    }
    if failure?.status == .interrupted, let failure { throw failure }
    let last = try await run(finally)
    if last != .next { return last }
    if let failure { throw failure }
    return flow
  }

  private func guarded(_ body: [StatementCode], _ slot: Int, _ handler: [StatementCode]) async throws(Fault) -> Flow {
    let fault: Fault
    do throws(Fault) {
      return try await run(body)
    } catch {
      guard error.isCatchable else { throw error }
      fault = error
    }
    let value = fault.record(in: program.source)
    store(value, in: slot)
    caught.append((value, fault))
    defer { caught.removeLast() }
    do throws(Fault) {
      return try await run(handler)
    } catch {
      var next = error
      if next.cause.isEmpty, next.isOther(than: fault) { next.cause = [fault] }
      throw next
    }
  }

  /// The fault of `throw value`; a caught one is thrown again as it was.
  func thrown(_ value: Value, at span: Span) -> Fault {
    if let again = caught.last(where: { $0.value == value }) { return again.fault.passing(span) }
    return Fault.thrown(value, at: span)
  }

  /// `try command`
  func outcome(of pipeline: PipelineCode) async throws(Fault) -> Value {
    do throws(Fault) {
      let value = try await run(pipeline, captured: true).value
      return .record(["ok": .boolean(true), "value": value, "error": .null])
    } catch {
      guard error.isCatchable else { throw error }
      return .record(["ok": .boolean(false), "value": .null, "error": error.record(in: program.source)])
    }
  }

  // MARK: assert and check

  /// Judges a claim: `assert` stops the run, `check` is counted.
  func claim(_ kind: ClaimKind, _ judge: (Machine) async throws(Fault) -> Void) async throws(Fault) {
    do throws(Fault) {
      try await judge(self)
    } catch {
      guard kind == .check, error.status == .assertion else { throw error }
      checkFailures.append(error)
    }
  }

  /// Judges a condition; where it fails, the fault shows both sides of its comparisons.
  func assert(_ condition: Node, message: Node?) async throws(Fault) {
    let outer = observed
    observed = [:]
    defer { observed = outer }
    if try await self.condition(condition) { return }
    let marks = marks(of: condition)
    var text: Value?
    if let message { text = try await evaluate(message) }
    throw .assertionFailed(text?.description, marks: marks, at: condition.span)
  }

  /// `assert fails`: the block must fail, with the code where one is named.
  func assertFailure(
    _ kind: ClaimKind, code: Node?, _ body: [StatementCode], at span: Span
  ) async throws(Fault) -> Flow {
    var wanted: String?
    if let code {
      let value = try await evaluate(code)
      guard let text = value.text else { throw .codeNotText(value, at: code.span) }
      wanted = text
    }
    var flow = Flow.next
    var failure: Fault?
    do throws(Fault) {
      flow = try await run(body)
    } catch {
      guard error.isCatchable else { throw error }
      failure = error
    }
    let place = Span(span.lower, span.lower + kind.rawValue.utf8.count)
    try await claim(kind) { (_) throws(Fault) in
      guard let failure else { throw .didNotFail(wanted, at: place) }
      if let wanted, failure.code != wanted { throw .failedOtherwise(failure, wanted: wanted, at: place) }
    }
    return flow
  }

  /// What the sides of the comparisons in a condition are, the first that decides first.
  func marks(of condition: Node) -> [(span: Span, label: String)] {
    var marks: [(span: Span, label: String)] = []
    collect(condition, into: &marks)
    return marks
  }

  private func collect(_ node: Node, into marks: inout [(span: Span, label: String)]) {
    switch node.kind {
    case .shortCircuit(_, let left, let right):
      let decidesLeft = known(left) == .boolean(false) || known(right) == nil
      collect(decidesLeft ? left : right, into: &marks)
      collect(decidesLeft ? right : left, into: &marks)
    case .strict(.not, let operands): for operand in operands { collect(operand, into: &marks) }
    case .binary(_, let left, let right):
      for operand in [left, right] where !operand.isConstant { mark(operand, into: &marks) }
    case .constant, .slot, .strict, .pipeline: mark(node, into: &marks)
    }
  }

  private func mark(_ node: Node, into marks: inout [(span: Span, label: String)]) {
    guard let value = known(node), !marks.contains(where: { $0.span == node.span }) else { return }
    marks.append((node.span, "is \(value.quoted)"))
  }

  /// A value that can be had without running a command again.
  private func known(_ node: Node) -> Value? { node.isPure ? try? value(node) : observed?[node.span] }
}
