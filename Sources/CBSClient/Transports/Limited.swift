import CBSCatalog

/// Ends what takes too long or is too large. Reads bodies whole, except for a stream of events that was asked for.
struct Limited: Transport {
  let base: any Transport
  let limits: TimeLimits
  let clock: any Clock<Duration>

  /// Bytes of a whole answer that are read at most.
  private static let bodyLimit = 64 << 20

  func send(_ request: Request, within limit: Duration) async throws -> Response {
    let (base, limits, clock) = (base, limits, clock)
    return try await inTime {
      var response = try await base.send(request, within: limit)
      response.body =
        response.streams(to: request)
        ? .stream(BodyChunks(WatchedChunks(base: response.body.chunks, limit: limits.idle, clock: clock)))
        : .bytes(try await response.body.collect(upTo: Self.bodyLimit))
      return response
    }
  }

  /// `work`, ended with `.timedOut` after the limit for a whole answer, and with `.cancelled` where the task was
  /// cancelled.
  ///
  /// The body of a cancelled task may end early without an error (`AsyncThrowingStream` does so): what it brought must
  /// not count as whole.
  private func inTime(_ work: @escaping @Sendable () async throws -> Response) async throws -> Response {
    let (clock, limit) = (clock, limits.whole)
    return try await withThrowingTaskGroup(of: Response?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await clock.sleep(for: limit)
        return nil
      }
      defer { group.cancelAll() }
      let first = try await group.next()
      if Task.isCancelled { throw TransportFailure(.cancelled) }
      guard let first, let response = first else { throw TransportFailure(.timedOut(after: limit)) }
      return response
    }
  }
}

extension Response {
  /// Whether its events are read one by one: `request` asked for them, and they came.
  func streams(to request: Request) -> Bool {
    isGood && isEventStream && request.headers["accept"] == "text/event-stream"
  }
}
