import CBSDiagnostics
import CBSCatalog
import CBSClient
import Testing

@Suite struct StreamingTests {
  private static let head: Headers = ["Content-Type": "text/event-stream; charset=utf-8"]

  private static func event(_ delta: String, finish: String? = nil) -> String {
    let finish = finish.map { #""finish_reason":"\#($0)","# } ?? ""
    return
      #"data: {"id":"c","choices":[{"delta":\#(delta),\#(finish)"index":0}],"model":"m","object":"chat.completion.chunk"}"#
      + "\n\n"
  }

  private static let role = event(#"{"role":"assistant"}"#)
  private static let text = event(#"{"content":"Hi."}"#)
  private static let last = event("{}", finish: "stop")
  private static let done = "data: [DONE]\n\n"

  /// The text that arrived, and how the stream ended.
  private func read(_ fixture: Fixture) async throws -> (text: String, error: APIError?) {
    var text = ""
    do {
      for try await chunk in try await fixture.client.stream(try Fixture.chat()) { text += chunk.text ?? "" }
      return (text, nil)
    } catch let error as APIError {
      return (text, error)
    }
  }

  private func fixture(_ pieces: [String], _ end: ScriptedTransport.End = .whole) -> Fixture {
    Fixture([.stream(Self.head, pieces, end)])
  }

  @Test func aStreamBringsItsChunks() async throws {
    let fixture = fixture([
      Self.role, String(Self.text.prefix(20)), String(Self.text.dropFirst(20)) + Self.last + Self.done,
    ])
    let read = try await read(fixture)
    #expect(read.text == "Hi." && read.error == nil)
    let request = try #require(fixture.transport.requests.first)
    #expect(request.body.map { String(decoding: $0, as: UTF8.self) }?.contains(#""stream":true"#) == true)
    #expect(request.headers["accept"] == "text/event-stream")
    #expect(request.headers["authorization"] == "Bearer \(Fixture.inferenceKey)")
  }

  @Test func theMarkAtTheEndMayBeMissing() async throws {
    let read = try await read(fixture([Self.text + Self.last]))
    #expect(read.text == "Hi." && read.error == nil)
  }

  @Test func nothingBehindTheMarkIsRead() async throws {
    let read = try await read(fixture([Self.text + Self.done + "data: rubbish\n\n"], .silent))
    #expect(read.text == "Hi." && read.error == nil)
  }

  @Test func aStreamThatEndsTooEarlyIsAnError() async throws {
    let read = try await read(fixture([Self.role + Self.text]))
    #expect(read.text == "Hi.")
    #expect(read.error?.code == .transportClosed)
  }

  @Test func aCutStreamIsAnError() async throws {
    let read = try await read(fixture([Self.text], .broken(TransportFailure(.closed("the answer broke off")))))
    #expect(read.error?.code == .transportClosed)
    #expect(read.error?.message == "the connection was closed: the answer broke off")
  }

  @Test func anErrorInsideBringsItsOwnStatus() async throws {
    let failure =
      #"data: {"status_code":429,"error":{"message":"too busy","type":"too_many_requests_error","param":"","code":"queue_exceeded","id":null}}"#
    let read = try await read(fixture([Self.text + failure + "\n\n"], .silent))
    #expect(read.text == "Hi.")
    #expect(read.error?.code == .rateLimited && read.error?.status == 429 && read.error?.message == "too busy")
    #expect(read.error?.complaint?.code == "queue_exceeded" && read.error?.complaint?.parameter == nil)
    #expect(read.error?.isRetryable == true)
  }

  @Test func anErrorEventMayBeNamed() async throws {
    let read = try await read(fixture(["event: error\ndata: {\"message\":\"broken\"}\n\n"]))
    #expect(read.error?.code == .serverError && read.error?.message == "broken")
  }

  @Test func anEventThatIsNoChunkIsAnError() async throws {
    for data in ["data: {\"id\":\n\n", "data: {\"id\":7}\n\n"] {
      let read = try await read(fixture([data]))
      #expect(read.error?.code == .unreadableAnswer && read.error?.excerpt?.hasPrefix("{\"id\":") == true)
    }
  }

  @Test func silenceEndsTheStream() async throws {
    let fixture = Fixture([.stream(Self.head, [Self.text], .silent)], patience: .seconds(500))
    let read = try await read(fixture)
    #expect(read.error?.code == .transportTimeout)
  }

  @Test func aRefusedStreamIsNotTriedAgain() async throws {
    let fixture = Fixture([.answer(503, [:], #"{"message":"We're experiencing high traffic right now!"}"#)])
    let read = try await read(fixture)
    #expect(read.error?.status == 503 && fixture.transport.requests.count == 1)
  }

  @Test func aServerThatDoesNotStreamIsUnderstood() async throws {
    let body =
      #"{"id":"c","model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Hi."}}]}"#
    let read = try await read(Fixture([.answer(200, ["Content-Type": "application/json"], body)]))
    #expect(read.text == "Hi." && read.error == nil)
    let odd = try await self.read(Fixture([.answer(200, ["Content-Type": "text/html"], "<html>")]))
    #expect(odd.error?.code == .unreadableAnswer)
  }

  @Test func cancellingEndsTheStream() async throws {
    let fixture = fixture([Self.text], .silent)
    let call = try Fixture.chat()
    let task = Task { () -> String in
      var text = ""
      for try await chunk in try await fixture.client.stream(call) {
        text += chunk.text ?? ""
        withUnsafeCurrentTask { $0?.cancel() }
      }
      return text
    }
    #expect(try await task.value == "Hi.")
  }
}
