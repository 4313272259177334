package import CBSCatalog
import CBSValues
import Synchronization

extension Client {
  /// Sends a chat; its answer is read chunk by chunk.
  ///
  /// - Throws: `APIError` where the server refused the call.
  package func stream(_ call: Call<ChatCompletion>) async throws(APIError) -> CompletionChunks {
    try await stream(call.with(ChatCompletion.stream, true).request(origin: configuration.origin))
  }

  /// As for a chat.
  package func stream(_ call: Call<TextCompletion>) async throws(APIError) -> CompletionChunks {
    try await stream(call.with(TextCompletion.stream, true).request(origin: configuration.origin))
  }

  private func stream(_ request: Request) async throws(APIError) -> CompletionChunks {
    let elapsed = circumstances.clock.stopwatch()
    let prepared = try prepared(request, key: .inference, accepting: "text/event-stream")
    let (response, exchange) = try await respond(to: prepared, effect: .reads)
    let reader = ChunkReader(client: self, exchange: exchange)
    if response.streams(to: prepared) {
      return CompletionChunks(response.body.chunks, reader: reader, elapsed: elapsed)
    }
    // A refusal, or the answer of a server that does not stream, as one chunk.
    let answer = try await whole(response, exchange: exchange, effect: .reads)
    if let error = answer.error { throw error }
    do throws(UnreadableBody) {
      return CompletionChunks(CompletionChunk(try CompletionAnswer(body: answer.body)), reader: reader)
    } catch {
      throw unreadable(error, body: answer.body, exchange: exchange, effect: .reads)
    }
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
