import CBSDiagnostics
import CBSLanguage
import CBSText
import CBSValues

/// `wait`: looks until the answer is as wanted. The last answer stays in its register; nothing is printed.
extension Runner {
  func begin(_ wait: WaitCode) async throws(Fault) {
    let every = try duration(wait.every, at: wait.everySpan)
    let within = try duration(wait.within, at: wait.withinSpan)
    let backoff = every.map { Backoff.constant(.nanoseconds($0)) } ?? .growingByHalf(from: .seconds(2))
    machine.waits.append(WaitState(backoff: backoff, start: await host.now(), within: within))
  }

  private func duration(_ register: Register?, at span: Span) throws(Fault) -> Int64? {
    guard let register else { return nil }
    let value = machine[register]
    guard case .duration(let nanoseconds) = value, nanoseconds > 0 else { throw .notADuration(value, at: span) }
    return nanoseconds
  }

  /// Pauses before the next look, unless the time is over.
  func pause(_ wait: WaitCode) async throws(Fault) {
    let index = machine.waits.count - 1
    let state = machine.waits[index]
    let elapsed = await host.now() - state.start
    if let within = state.within, elapsed >= within {
      throw .timedOut(
        text(wait.commandSpan), until: text(wait.untilSpan), after: within, marks: state.seen, at: wait.untilSpan)
    }
    try requireTime(at: wait.span)
    await host.progress(progress(of: wait, seen: state.seen, elapsed: elapsed))
    let pause = machine.waits[index].backoff.next(jitter: jitter()).nanoseconds
    try await sleep(state.within.map { min(pause, $0 - elapsed) } ?? pause, at: wait.span)
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

  private func text(_ span: Span) -> String { machine.program.source.text(span) }

  /// `version get 7: .status is "in_progress" · 12s`
  private func progress(of wait: WaitCode, seen: [(span: Span, label: String)], elapsed: Int64) -> String {
    let states = seen.map { "\(text($0.span)) \($0.label)" }.joined(separator: ", ")
    let time = DurationText.brief(nanoseconds: elapsed)
    return "\(text(wait.commandSpan)): \(states.isEmpty ? "no answer yet" : states) · \(time)"
  }
}
