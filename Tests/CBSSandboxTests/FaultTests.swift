import CBSCatalog
import CBSSandbox
import CBSValues
import Testing

/// Faults on demand.
@Suite struct FaultTests {
  private static let list = "\(Fixture.management)/orgs/acme/models"

  private func request() -> Request {
    var request = Request(.get, Self.list)
    request.headers["Authorization"] = "Bearer \(SandboxKeys.standard.management.reveal(for: .sandboxKeys))"
    return request
  }

  @Test("a status on demand", arguments: [402, 408, 429, 500, 502, 503, 299, 418])
  func status(code: Int) async throws {
    let fixture = Fixture()
    try await fixture.sandbox.addFault(Fault(.status(code, retryAfterSeconds: nil)))
    #expect(try await fixture.ask(.get, Self.list).status == code)
    #expect(try await fixture.ask(.get, Self.list).status == 200)
  }

  @Test("a page, half a document, an empty body")
  func bodies() async throws {
    let fixture = Fixture()
    let good = try await fixture.ask(.get, Self.list).text
    try await fixture.sandbox.addFault(Fault(.html))
    try await fixture.sandbox.addFault(Fault(.halfJSON))
    try await fixture.sandbox.addFault(Fault(.emptyBody))
    let page = try await fixture.ask(.get, Self.list)
    #expect(page.text.hasPrefix("<!DOCTYPE html>"))
    #expect(page.headers["content-type"]?.hasPrefix("text/html") == true)
    let half = try await fixture.ask(.get, Self.list)
    #expect(half.text == String(good.prefix(good.utf8.count / 2)))
    let empty = try await fixture.ask(.get, Self.list)
    #expect(empty.status == 200 && empty.text.isEmpty)
  }

  @Test("a cut connection: before the answer nothing was done, in the body it was")
  func cut() async throws {
    let fixture = Fixture()
    try await fixture.sandbox.addFault(Fault(.cut(afterBytes: nil)))
    await #expect(throws: TransportFailure.self) { _ = try await fixture.upload() }
    #expect(try await fixture.ask(.get, Fixture.versions()).json["model_versions"]?.array?.count == 2)
    try await fixture.sandbox.addFault(Fault(.cut(afterBytes: 10)))
    var request = request()
    request.method = .delete
    request.path = Fixture.version("1")
    let response = try await fixture.sandbox.send(request, within: .seconds(600))
    var got = 0
    do {
      for try await chunk in response.body.chunks { got += chunk.count }
      Issue.record("the body did not break")
    } catch let failure as TransportFailure {
      guard case .closed = failure.reason else { throw failure }
    }
    #expect(got == 10)
    #expect(try await fixture.ask(.get, Fixture.version("1")).status == 404)
  }

  @Test("latency and silence cost no real time under a virtual clock, and end at the limit")
  func latency() async throws {
    let fixture = Fixture()
    try await fixture.sandbox.addFault(Fault(.latency(.seconds(40))))
    let before = try await fixture.sandbox.now()
    #expect(try await fixture.ask(.get, Self.list).status == 200)
    #expect(try await fixture.sandbox.now() == before + .seconds(40))
    for kind in [Fault.Kind.latency(.seconds(700)), .silent] {
      try await fixture.sandbox.addFault(Fault(kind))
      await #expect(throws: TransportFailure(.timedOut(after: .seconds(600)), mayHaveHappened: kind == .silent)) {
        try await fixture.sandbox.send(request(), within: .seconds(600))
      }
    }
  }

  @Test("a request that gets no answer ends when it is cancelled")
  func cancelled() async throws {
    let fixture = Fixture { $0.clock = .real }
    try await fixture.sandbox.addFault(Fault(.silent))
    let request = request()
    let task = Task { try await fixture.sandbox.send(request, within: .seconds(3600)) }
    while try await !fixture.sandbox.faults().isEmpty { await Task.yield() }
    let clock = ContinuousClock()
    let start = clock.now
    task.cancel()
    await #expect(throws: TransportFailure(.cancelled)) { _ = try await task.value }
    #expect(clock.now - start < .seconds(5))
  }

  @Test("a time limit holds under a real clock")
  func limit() async throws {
    let fixture = Fixture { $0.clock = .real }
    try await fixture.sandbox.addFault(Fault(.silent))
    await #expect(throws: TransportFailure.self) {
      try await fixture.sandbox.send(request(), within: .milliseconds(30))
    }
  }

  @Test("faults wait for their method and path, count down, and can be cleared")
  func rules() async throws {
    let fixture = Fixture()
    try await fixture.sandbox.addFault(
      Fault(.status(503, retryAfterSeconds: nil), method: .post, pattern: "*:deployModel", count: 2))
    let forever = try await fixture.sandbox.addFault(
      Fault(.status(500, retryAfterSeconds: nil), pattern: "/v1/models/*", count: nil))
    #expect(try await fixture.ask(.get, Self.list).status == 200)
    for status in [503, 503, 200] { #expect(try await fixture.deploy("1").status == status) }
    for _ in 0..<4 { #expect(try await fixture.ask(.get, "/v1/models/x", key: .inference).status == 500) }
    #expect(try await fixture.sandbox.faults() == [forever])
    #expect(try await fixture.sandbox.clearFaults(id: forever.id) == 1)
    #expect(try await fixture.ask(.get, "/v1/models/x", key: .inference).status == 404)
    #expect(try await fixture.sandbox.clearFaults() == 0)
  }

  @Test(
    "every kind has a name and an argument that read back",
    arguments: [
      Fault.Kind.latency(.milliseconds(250)), .status(429, retryAfterSeconds: 3), .status(500, retryAfterSeconds: nil),
      .cut(afterBytes: 9), .cut(afterBytes: nil), .html, .halfJSON, .emptyBody, .silent, .syncFailure("why"),
      .syncFailure(nil), .rolloutFailure, .silentRollback,
    ])
  func names(kind: Fault.Kind) {
    #expect(Fault.Kind(name: kind.name, argument: kind.argument) == kind)
    #expect(Fault.Kind.names.contains { $0.name == kind.name })
    #expect(Fault.Kind(name: kind.name + "x") == nil)
  }

  @Test(
    "patterns",
    arguments: [
      ("/a/b", "/a/b", true), ("/a/b", "/a/*", true), ("/a/b", "*b", true), ("/a/b", "*", true), ("/a/b", "/a", false),
      ("/a/b/c", "/*/c", true), ("/a/b/c", "/*/d", false), ("", "*", true), ("x", "", false), ("aab", "a*ab", true),
    ])
  func patterns(path: String, pattern: String, fits: Bool) async throws {
    let fixture = Fixture()
    try await fixture.sandbox.addFault(Fault(.status(599, retryAfterSeconds: nil), pattern: pattern))
    #expect(try await fixture.ask(.get, path).status == (fits ? 599 : 404))
  }
}
