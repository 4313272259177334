import CBSCatalog

/// Sends a safe request again, after a pause, as long as its failure may pass.
struct Retrying: Transport {
  let base: any Transport
  let limits: RetryLimits
  let circumstances: Circumstances
  /// Called with each pause.
  let trace: (@Sendable (TraceEvent) -> Void)?

  func send(_ request: Request, within limit: Duration) async throws -> Response {
    var request = request
    var retries = RetryMachine(limits: limits, isSafe: request.method.isSafe)
    while true {
      let outcome: Result<Response, TransportFailure>
      let failure: RetryMachine.Failure
      do throws(TransportFailure) {
        let response = try await attempt(request, within: limit)
        if response.isGood { return response }
        let advice = RetryAdvice(response.headers, now: circumstances.now())
        outcome = .success(response)
        failure = .answer(status: response.status, pause: advice.pause, advice: advice.advice)
      } catch {
        outcome = .failure(error)
        failure = .transport(error)
      }
      switch retries.attemptFailed(failure, chance: circumstances.chance()) {
      case .giveUp: return try outcome.get()
      case .wait(let pause):
        trace?(.waiting(pause))
        do { try await circumstances.clock.sleep(for: pause) } catch {
          var failure = TransportFailure(.cancelled, mayHaveHappened: false)
          failure.attempts = request.attempt
          throw failure
        }
        request.attempt += 1
      }
    }
  }

  private func attempt(_ request: Request, within limit: Duration) async throws(TransportFailure) -> Response {
    do {
      var response = try await base.send(request, within: limit)
      response.attempts = request.attempt
      return response
    } catch {
      var failure = TransportFailure(error)
      failure.attempts = request.attempt
      throw failure
    }
  }
}
