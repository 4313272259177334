import CBSCatalog
import TestSupport
import Testing

@Suite struct EventStreamTests {
  private func events(_ text: String, pieces: [Int] = []) -> [EventStream.Event] {
    var stream = EventStream()
    var rest = Array(text.utf8)[...]
    var events: [EventStream.Event] = []
    for size in pieces {
      events += stream.read(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    return events + stream.read(Array(rest)) + stream.finish()
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func linesEndInThreeWays(end: String) {
    let text = [
      ": hello", "data: one", "data:two", "id: 7", "", "event: error", "data", "", "", "data: [DONE]", "", "",
    ]
    .joined(separator: end)
    #expect(
      events(text) == [
        .init(data: "one\ntwo"), .init(name: "error", data: ""), .init(data: "[DONE]"),
      ])
    #expect(events(text).last?.isDone == true)
  }

  @Test func theLastEventNeedsNoBlankLine() {
    #expect(events("data: a\n\ndata: b") == [.init(data: "a"), .init(data: "b")])
    #expect(events("\u{FEFF}data: a\n\n") == [.init(data: "a")])
    #expect(events("").isEmpty)
    #expect(events("event: x\n\n").isEmpty)
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func piecesDoNotMatter(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = "data: {\"ü\":\"€\"}\r\n\r\n: c\rdata: a\rdata: 𝄞\n\ndata: x\r\n\ndata:[DONE]\n\n"
    let pieces = (0..<30).map { _ in Int.random(in: 0...4, using: &random) }
    #expect(events(text, pieces: pieces) == events(text))
  }
}

@Suite struct PathTemplateTests {
  private let template = PathTemplate("/v1/endpoints/{id}:deployModel")

  @Test func placeholdersAreEncodedAndDecoded() {
    #expect(template.fill(["id": "a b/c:d"]) == "/v1/endpoints/a%20b%2Fc%3Ad:deployModel")
    #expect(template.match("/v1/endpoints/a%20b%2Fc%3Ad:deployModel") == ["id": "a b/c:d"])
    #expect(template.match("/v1/endpoints/x.y%3AdeployModel") == ["id": "x.y"])
  }

  @Test(arguments: [
    "/v1/endpoints/:deployModel", "/v1/endpoints/x", "/v1/endpoints/x:deployModel/", "v1/endpoints/x:deployModel",
    "/v1/endpoints/%FF:deployModel",
  ])
  func otherPathsDoNotMatch(path: String) { #expect(template.match(path) == nil) }
}
