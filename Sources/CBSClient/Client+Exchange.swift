import CBSCatalog
import CBSValues

extension Client {
  /// Sends until there is an answer or no further attempt makes sense, and reads the body whole.
  func exchange(_ request: Request, key: KeyKind, effect: Effect) async throws(APIError) -> RawAnswer {
    let prepared = try prepared(request, key: key, accepting: "application/json")
    var retries = RetryMachine(
      limits: configuration.retries, isSafe: request.method == .get || request.method == .head)
    var facts = facts(request)
    let elapsed = stopwatch()
    while true {
      facts.attempts += 1
      let failure: RetryMachine.Failure
      let outcome: Result<RawAnswer, APIError>
      do throws(TransportFailure) {
        let answer = try await attempt(prepared, number: facts.attempts)
        facts.elapsed = elapsed()
        let advice = RetryAdvice(answer.headers, now: now())
        let error = error(status: answer.status, body: answer.body, advice: advice, facts: facts, effect: effect)
        let raw = RawAnswer(
          status: answer.status, headers: answer.headers, body: answer.body, facts: facts, error: error)
        if error == nil { return raw }
        outcome = .success(raw)
        failure = .answer(status: answer.status, pause: advice.pause, advice: advice.advice)
      } catch {
        facts.elapsed = elapsed()
        outcome = .failure(self.error(error, facts: facts, effect: effect))
        failure = .transport(error)
      }
      switch retries.attemptFailed(failure, chance: chance()) {
      case .giveUp: return try outcome.get()
      case .wait(let pause):
        configuration.trace?(.waiting(pause))
        do { try await clock.sleep(for: pause) } catch {
          facts.elapsed = elapsed()
          throw self.error(TransportFailure(.cancelled, mayHaveHappened: false), facts: facts, effect: effect)
        }
      }
    }
  }

  /// One attempt: head and body within their limits.
  private func attempt(
    _ request: Request, number: Int
  ) async throws(TransportFailure) -> (status: Int, headers: Headers, body: [UInt8]) {
    traceSending(request, attempt: number)
    let elapsed = stopwatch()
    do {
      let answer = try await limited(to: configuration.limits.whole) { () async throws -> Answered in
        let response = try await transport.send(request, within: configuration.limits.head)
        return Answered(
          status: response.status, headers: response.headers,
          body: try await response.body.collect(upTo: Self.bodyLimit))
      }
      traceAnswer(answer.status, answer.headers, answer.body, elapsed: elapsed())
      return (answer.status, answer.headers, answer.body)
    } catch {
      let failure = Self.failure(error)
      configuration.trace?(.failed(message: redactor.redact(failure.message), elapsed: elapsed()))
      throw failure
    }
  }

  private struct Answered: Sendable {
    let status: Int
    let headers: Headers
    let body: [UInt8]
  }

  /// `work`, ended with `.timedOut` after `limit`, and with `.cancelled` where the task was cancelled.
  ///
  /// The body of a cancelled task ends early without an error (`AsyncThrowingStream` does so), so that what it brought
  /// must not count as whole.
  private func limited<Value: Sendable>(
    to limit: Duration, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let clock = clock
    return try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await clock.sleep(for: limit)
        return nil
      }
      defer { group.cancelAll() }
      let first = try await group.next()
      if Task.isCancelled { throw TransportFailure(.cancelled) }
      guard let first, let value = first else { throw TransportFailure(.timedOut(after: limit)) }
      return value
    }
  }

  /// Whatever was thrown, as a failure of the transport.
  static func failure(_ error: any Error) -> TransportFailure {
    if let failure = error as? TransportFailure {
      return Task.isCancelled ? TransportFailure(.cancelled, mayHaveHappened: failure.mayHaveHappened) : failure
    }
    if error is CancellationError || Task.isCancelled { return TransportFailure(.cancelled) }
    return TransportFailure(.other("\(error)"))
  }
}
