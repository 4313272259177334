import CBSDiagnostics
package import CBSInterpreter
import CBSText
import CBSValues

/// When to look again while something goes on at the server. Decides only; sleeps nowhere.
///
/// Up to `tolerated` failed looks in a row are passed over when another try may succeed.
struct Poll: Sendable {
  enum Action: Equatable {
    case wait(nanoseconds: Int64)
    case giveUp
  }

  private var backoff: Backoff
  private var failures = 0
  private let deadline: Int64?
  private let tolerated = 5

  /// - Parameters:
  ///   - first: the pause before the second look.
  ///   - deadline: on the host's clock; nil for none.
  init(first: Duration, deadline: Int64?) {
    backoff = .growingByHalf(from: first)
    self.deadline = deadline
  }

  /// After a look that told "still going on".
  mutating func goesOn(now: Int64, jitter: Double) -> Action {
    failures = 0
    return next(now: now, jitter: jitter)
  }

  /// After a look that failed but may succeed again; nil when there were too many in a row.
  mutating func failed(now: Int64, jitter: Double) -> Action? {
    failures += 1
    return failures > tolerated ? nil : next(now: now, jitter: jitter)
  }

  private mutating func next(now: Int64, jitter: Double) -> Action {
    if let deadline, now >= deadline { return .giveUp }
    let wanted = backoff.next(jitter: jitter).nanoseconds
    return .wait(nanoseconds: deadline.map { min(wanted, max($0 - now, 1)) } ?? wanted)
  }
}

/// What one look at something that goes on says.
package enum PollState<Answer: Sendable>: Sendable {
  case ended(Answer)
  /// `label` is what progress shows: the state, in the API's word.
  case goesOn(label: String)
}

extension Session {
  /// Refuses `--within` where nothing is waited for.
  package func requireWait(_ invocation: Invocation) throws(Fault) {
    guard invocation[CommonFlags.within] != nil, !invocation[CommonFlags.wait] else { return }
    throw Fault(
      .badArgument, "'--within' says how long to wait, and nothing is waited for", status: .usage,
      hint: "say --wait too", at: invocation.span(of: CommonFlags.within))
  }

  /// Looks until `look` says ended, and shows the state, the time so far and how long such work took before.
  ///
  /// - Parameters:
  ///   - subject: what is waited for, for progress and messages: `gpt-oss-120b/3`.
  ///   - work: the kind of work, under which the time it took is remembered.
  ///   - resume: the line that goes on waiting, told when the wait ends early.
  /// - Throws: a `Fault` with status `timedOut` when the time is up; what `look` throws when it cannot succeed.
  package func poll<Answer: Sendable>(
    _ subject: String, work: String, resume: String, invocation: Invocation,
    look: () async throws -> PollState<Answer>
  ) async throws -> Answer {
    let host = invocation.host
    let started = await host.now()
    let limit = invocation[CommonFlags.within]?.nanoseconds
    // Of this connection, wherever the session goes before the end.
    let durations = pastDurations
    var poll = Poll(
      first: connection.sandbox == nil ? .seconds(2) : .milliseconds(250), deadline: limit.map { started + $0 })
    var label = ""
    defer { progress.clear() }
    while true {
      var action: Poll.Action?
      do {
        switch try await look() {
        case .ended(let value):
          durations.remember(await host.now() - started, of: work)
          return value
        case .goesOn(let state):
          label = state
          action = poll.goesOn(now: await host.now(), jitter: chance)
        }
      } catch let fault as Fault where fault.isRetryable {
        // A look only reads: it may be made again.
        action = poll.failed(now: await host.now(), jitter: chance)
        if action == nil { throw fault }
      }
      let elapsed = await host.now() - started
      if case .wait(let nanoseconds)? = action {
        await host.progress(progressText(subject, label, elapsed: elapsed, before: durations.usual(of: work)))
        do { try await host.sleep(nanoseconds: nanoseconds) } catch {
          notice("\(subject) goes on at the server; wait again with: \(resume)")
          throw error
        }
      } else {
        throw Fault(
          .timedOut, "\(subject) is still \(label) after \(DurationText.brief(nanoseconds: elapsed))",
          status: .timedOut, hint: "it goes on at the server; wait again with: \(resume)", at: invocation.span,
          isRetryable: true)
      }
    }
  }

  /// From 0 to 1, at random; 0 where the sandbox keeps the time: nobody else asks it.
  var chance: Double { connection.timekeeper == nil ? .random(in: 0...1) : 0 }

  private func progressText(_ subject: String, _ label: String, elapsed: Int64, before: Int64?) -> String {
    var text = "\(subject) \(label) · \(DurationText.brief(nanoseconds: elapsed))"
    if let before {
      text += " · took \(DurationText.brief(nanoseconds: before)) before"
    }
    return text
  }
}
