import CBSDiagnostics
import CBSLanguage

extension Machine {
  /// How many looks in a row may fail for a while (cut connection, 429, 5xx) without ending the wait.
  private static let patience = 5

  /// Looks until the answer is as wanted. The last answer stays in the slot; nothing is printed.
  func wait(_ code: WaitCode, at span: Span) async throws(Fault) {
    do throws(Fault) {
      try await look(code, at: span)
    } catch {
      await host.progress(nil)
      guard error.status == .interrupted else { throw error }
      var fault = error
      fault.hint = fault.hint ?? "the work itself goes on; to wait again: \(program.source.text(span))"
      throw fault
    }
    await host.progress(nil)
  }

  private func look(_ code: WaitCode, at span: Span) async throws(Fault) {
    let every = try await duration(code.every)
    let within = try await duration(code.within)
    let start = await host.now()
    var pace = WaitPace(every: every)
    var failures = 0
    var seen: [(span: Span, label: String)] = []
    while true {
      try await step(at: span)
      if let answer = try await answer(of: code.command, failures: &failures) {
        slots[code.slot] = answer
        if try await condition(code.until) { return }
        seen = marks(of: code.until)
        if let fail = code.fail, try await condition(fail) {
          throw .failedState(text(of: code.command), marks: marks(of: fail), at: fail.span)
        }
      }
      let elapsed = await host.now() - start
      if let within, elapsed >= within {
        throw .timedOut(
          text(of: code.command), until: program.source.text(code.until.span), after: within, marks: seen,
          at: code.until.span)
      }
      await host.progress(progress(of: code, seen: seen, elapsed: elapsed))
      let pause = pace.next(jitter: jitter())
      try await sleep(within.map { min(pause, $0 - elapsed) } ?? pause, at: span)
    }
  }

  /// The answer of one look, nil where it failed for a while.
  private func answer(of command: CommandCode, failures: inout Int) async throws(Fault) -> Value? {
    do throws(Fault) {
      let answer = try await run(command, input: nil, captured: true).value
      failures = 0
      return answer
    } catch {
      failures += 1
      guard error.isRetryable, error.status != .interrupted, failures <= Self.patience else { throw error }
      return nil
    }
  }

  private func sleep(_ nanoseconds: Int64, at span: Span) async throws(Fault) {
    do {
      try await host.sleep(nanoseconds: nanoseconds)
    } catch is CancellationError {
      throw .interrupted(at: span)
    } catch let fault as Fault {
      throw fault.passing(span)
    } catch {
      throw .defect("waiting failed: \(error)", at: span)
    }
  }

  private func duration(_ node: Node?) async throws(Fault) -> Int64? {
    guard let node else { return nil }
    let value = try await evaluate(node)
    guard case .duration(let nanoseconds) = value, nanoseconds > 0 else { throw .notADuration(value, at: node.span) }
    return nanoseconds
  }

  private func text(of command: CommandCode) -> String { program.source.text(command.span) }

  /// `version get 7: .status is "in_progress" · 12s`
  private func progress(of code: WaitCode, seen: [(span: Span, label: String)], elapsed: Int64) -> String {
    let states = seen.map { "\(program.source.text($0.span)) \($0.label)" }.joined(separator: ", ")
    return "\(text(of: code.command)): \(states.isEmpty ? "no answer yet" : states) · \(DurationText.rough(elapsed))"
  }
}
