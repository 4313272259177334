import CBSCatalog
import CBSDiagnostics
import CBSValues

/// Turns the bytes of an event stream into chunks. Fetches nothing.
struct ChunkReader: Sendable {
  let client: Client
  var exchange: Exchange
  /// Chunks that are complete and not taken yet; they come before an error.
  var ready: ArraySlice<CompletionChunk> = []
  /// Whether nothing more is to be read: `[DONE]` came, or an error.
  private(set) var isDone = false
  private var events = EventStream()
  /// Whether some choice has said why it ended.
  private var isFinished = false
  private var error: APIError?

  init(client: Client, exchange: Exchange) {
    self.client = client
    self.exchange = exchange
  }

  mutating func read(_ bytes: [UInt8]) { take(events.read(bytes)) }

  /// Takes what the end of the body completes. An answer that is not whole then is an error.
  mutating func finish() {
    take(events.finish())
    guard !isDone, !isFinished else { return }
    fail(TransportFailure(.closed("the stream ended before the answer was whole")))
  }

  mutating func fail(_ failure: TransportFailure) {
    fail(client.error(failure, exchange: exchange, effect: .reads))
  }

  /// How the stream ends once all that was ready is taken: with nil, or once with its error.
  mutating func end() throws(APIError) -> CompletionChunk? {
    if let error = error.take() { throw error }
    return nil
  }

  private mutating func fail(_ error: APIError) {
    self.error = error
    isDone = true
  }

  private mutating func take(_ events: [EventStream.Event]) {
    for event in events where !isDone {
      guard !event.isDone else {
        isDone = true
        return
      }
      do throws(APIError) {
        let chunk = try chunk(event)
        if chunk.choices.contains(where: { $0.finish != nil }) { isFinished = true }
        ready.append(chunk)
      } catch {
        fail(error)
      }
    }
  }

  private func chunk(_ event: EventStream.Event) throws(APIError) -> CompletionChunk {
    let body = Array(event.data.utf8)
    let json: JSON
    do { json = try JSON(parsing: body) } catch {
      throw client.unreadable(.notJSON(error), body: body, exchange: exchange, effect: .reads)
    }
    let isError = event.name == "error" || json["error"].map { !$0.isNull } ?? false
    if isError, let complaint = ServerComplaint(json) { throw client.error(complaint, exchange: exchange) }
    do throws(WireMismatch) { return try CompletionChunk(wire: json) } catch {
      throw client.unreadable(.mismatch(error), body: body, exchange: exchange, effect: .reads)
    }
  }
}
