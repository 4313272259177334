import CBSCatalog
import CBSSandbox
import CBSValues
import Synchronization
import Testing

/// Inference handed to another server.
@Suite struct UpstreamTests {
  @Test("request and answer pass through, with the upstream's key and without ours")
  func passed() async throws {
    let server = Recorder(
      Response(
        status: 200, headers: ["Content-Type": "text/event-stream", "Transfer-Encoding": "chunked"],
        body: .bytes(Array("data: {}\n\ndata: [DONE]\n\n".utf8))))
    let fixture = Fixture {
      $0.upstream = Upstream(transport: server, origin: "http://model:9", key: Secret("theirs", name: "UPSTREAM"))
    }
    let body = Fixture.chatBody(model: "any/model").with("stream", true).with("their_own_key", 1)
    let answer = try await fixture.chat(body)
    #expect(answer.text == "data: {}\n\ndata: [DONE]\n\n")
    #expect(answer.headers["transfer-encoding"] == nil)
    let request = try #require(server.requests.first)
    #expect(request.url == "http://model:9/v1/chat/completions")
    #expect(request.headers["authorization"] == "Bearer theirs")
    #expect(try JSON(parsing: request.body ?? []) == body)
    #expect(try await fixture.chat(body, key: .none).status == 403)
    #expect(server.requests.count == 1)
  }

  @Test("an upstream that does not answer is 502")
  func unreachable() async throws {
    let fixture = Fixture { $0.upstream = Upstream(transport: Recorder(nil), origin: "http://model:9") }
    let answer = try await fixture.chat(Fixture.chatBody())
    #expect(answer.status == 502)
    #expect(answer.json["code"] == "upstream_unreachable")
  }
}

/// A transport that notes requests and gives one answer, or none.
private final class Recorder: Transport {
  private let answer: Response?
  private let noted = Mutex<[Request]>([])

  init(_ answer: Response?) { self.answer = answer }

  var requests: [Request] { noted.withLock { $0 } }

  func send(_ request: Request, within limit: Duration) async throws -> Response {
    noted.withLock { $0.append(request) }
    guard let answer else { throw TransportFailure(.refused("model:9"), mayHaveHappened: false) }
    return answer
  }
}
