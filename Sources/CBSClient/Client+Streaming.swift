package import CBSCatalog
import CBSValues
import Synchronization

extension Client {
  /// Sends a chat and hands on its answer chunk by chunk.
  ///
  /// The stream ends well behind `[DONE]`, or at the end of the body once some choice has said why it ended; some
  /// servers leave the mark out. It ends with an `APIError` when the server says so in an event, when the connection breaks,
  /// and when nothing comes for the idle limit. Ending the iteration ends the exchange.
  /// - Throws: `APIError` where the server refused the call.
  package func stream(
    _ call: Call<ChatCompletion>
  ) async throws -> AsyncThrowingStream<CompletionChunk, any Error> {
    try await stream(call.with(ChatCompletion.stream, true).request(origin: configuration.origin))
  }

  /// As for a chat.
  package func stream(
    _ call: Call<TextCompletion>
  ) async throws -> AsyncThrowingStream<CompletionChunk, any Error> {
    try await stream(call.with(TextCompletion.stream, true).request(origin: configuration.origin))
  }

  private func stream(_ request: Request) async throws -> AsyncThrowingStream<CompletionChunk, any Error> {
    let prepared = try prepared(request, key: .inference, accepting: "text/event-stream")
    var facts = facts(request)
    facts.attempts = 1
    let elapsed = stopwatch()
    traceSending(prepared, attempt: 1)
    let response: Response
    do {
      response = try await transport.send(prepared, within: configuration.limits.head)
    } catch {
      let failure = Self.failure(error)
      facts.elapsed = elapsed()
      configuration.trace?(.failed(message: redactor.redact(failure.message), elapsed: facts.elapsed))
      throw self.error(failure, facts: facts, effect: .reads)
    }
    facts.elapsed = elapsed()
    guard (200...299).contains(response.status), response.isEventStream else {
      return try await whole(response, facts: facts, elapsed: elapsed)
    }
    configuration.trace?(
      .streaming(status: response.status, headers: redacted(response.headers), elapsed: facts.elapsed))
    return chunks(of: response.body.chunks, facts: facts, elapsed: elapsed)
  }

  /// A refusal, or the answer of a server that does not stream, as one chunk.
  private func whole(
    _ response: Response, facts: RequestFacts, elapsed: @Sendable () -> Duration
  ) async throws -> AsyncThrowingStream<CompletionChunk, any Error> {
    let body: [UInt8]
    do { body = try await response.body.collect(upTo: Self.bodyLimit) } catch {
      throw self.error(Self.failure(error), facts: facts, effect: .reads)
    }
    if Task.isCancelled { throw self.error(TransportFailure(.cancelled), facts: facts, effect: .reads) }
    traceAnswer(response.status, response.headers, body, elapsed: elapsed())
    let advice = RetryAdvice(response.headers, now: now())
    if let error = error(status: response.status, body: body, advice: advice, facts: facts, effect: .reads) {
      throw error
    }
    do throws(UnreadableBody) {
      let answer = try CompletionAnswer(body: body)
      return AsyncThrowingStream { continuation in
        continuation.yield(CompletionChunk(answer))
        continuation.finish()
      }
    } catch {
      throw unreadable(error, body: body, status: response.status, facts: facts)
    }
  }

  private func chunks(
    of body: AsyncThrowingStream<[UInt8], any Error>, facts: RequestFacts, elapsed: @escaping @Sendable () -> Duration
  ) -> AsyncThrowingStream<CompletionChunk, any Error> {
    AsyncThrowingStream { continuation in
      let task = Task {
        var facts = facts
        do {
          try await pump(body, facts: facts, into: continuation)
          continuation.finish()
        } catch let error as APIError {
          continuation.finish(throwing: error)
        } catch {
          facts.elapsed = elapsed()
          continuation.finish(throwing: self.error(Self.failure(error), facts: facts, effect: .reads))
        }
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  /// Reads events until the stream is whole; a second task watches that something keeps coming.
  private func pump(
    _ body: AsyncThrowingStream<[UInt8], any Error>, facts: RequestFacts,
    into continuation: AsyncThrowingStream<CompletionChunk, any Error>.Continuation
  ) async throws {
    let progress = Progress()
    let limit = configuration.limits.idle
    let clock = clock
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        var reader = ChunkReader(client: self, facts: facts)
        for try await bytes in body {
          progress.pieces.add(1, ordering: .relaxed)
          try reader.read(bytes) { continuation.yield($0) }
          if reader.isDone { return }
        }
        if Task.isCancelled { throw TransportFailure(.cancelled) }
        try reader.finish { continuation.yield($0) }
      }
      group.addTask {
        var seen = -1
        while true {
          let pieces = progress.pieces.load(ordering: .relaxed)
          if pieces == seen { throw TransportFailure(.timedOut(after: limit)) }
          seen = pieces
          try await clock.sleep(for: limit)
        }
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  /// How many pieces of the body have come.
  private final class Progress: Sendable {
    let pieces = Atomic<Int>(0)
  }

  fileprivate func unreadable(_ error: UnreadableBody, body: [UInt8], status: Int, facts: RequestFacts) -> APIError {
    APIError(
      .unreadableAnswer, status: status, message: message(error, body: body),
      request: facts, excerpt: excerpt(of: body))
  }
}

/// Turns the bytes of an event stream into chunks.
private struct ChunkReader {
  let client: Client
  let facts: RequestFacts
  var events = EventStream()
  /// Whether `[DONE]` came.
  var isDone = false
  /// Whether some choice has said why it ended.
  var isFinished = false

  init(client: Client, facts: RequestFacts) {
    self.client = client
    self.facts = facts
  }

  /// Hands on each chunk that `bytes` complete; those in front of an error too.
  mutating func read(_ bytes: [UInt8], _ emit: (CompletionChunk) -> Void) throws {
    try hand(on: events.read(bytes), emit)
  }

  /// Hands on what the end of the body completes. Throws where the answer is not whole.
  mutating func finish(_ emit: (CompletionChunk) -> Void) throws {
    try hand(on: events.finish(), emit)
    guard isDone || isFinished else {
      throw TransportFailure(.closed("the stream ended before the answer was whole"))
    }
  }

  private mutating func hand(on events: [EventStream.Event], _ emit: (CompletionChunk) -> Void) throws {
    for event in events where !isDone {
      client.configuration.trace?(.event(client.redactor.redact(event.data)))
      if event.isDone {
        isDone = true
      } else {
        let chunk = try chunk(event)
        if chunk.choices.contains(where: { $0.finish != nil }) { isFinished = true }
        emit(chunk)
      }
    }
  }

  private func chunk(_ event: EventStream.Event) throws -> CompletionChunk {
    let body = Array(event.data.utf8)
    let json: JSON
    do { json = try JSON(parsing: body) } catch {
      throw client.unreadable(.notJSON(error), body: body, status: 200, facts: facts)
    }
    let isError = event.name == "error" || json["error"].map { !$0.isNull } ?? false
    if isError, let complaint = ServerComplaint(json) { throw client.error(complaint, facts: facts) }
    do throws(WireMismatch) { return try CompletionChunk(wire: json) } catch {
      throw client.unreadable(.mismatch(error), body: body, status: 200, facts: facts)
    }
  }
}

extension Response {
  fileprivate var isEventStream: Bool {
    headers["content-type"]?.lowercased().hasPrefix("text/event-stream") ?? false
  }
}

extension CompletionChunk {
  /// A whole answer as the only chunk of a stream.
  fileprivate init(_ answer: CompletionAnswer) {
    self.init(
      kind: answer.kind, id: answer.id, model: answer.model, fingerprint: answer.fingerprint, created: answer.created,
      choices: answer.choices, usage: answer.usage, time: answer.time)
  }
}
