import CBSCatalog
import CBSClient
import CBSValues
import Synchronization
import Testing

@Suite struct TraceTests {
  private final class Log: Sendable {
    private let events = Mutex<[TraceEvent]>([])
    var all: [TraceEvent] { events.withLock { $0 } }
    func add(_ event: TraceEvent) { events.withLock { $0.append(event) } }
  }

  @Test func everyStepIsToldInOrder() async throws {
    let log = Log()
    let fixture = Fixture(
      [.answer(503, ["Set-Cookie": "session=1"], "busy"), .answer(200, [:], Fixture.version)], trace: log.add)
    _ = try await fixture.client.send(try Fixture.getVersion())
    let names = log.all.map { event in
      switch event {
      case .sending(let attempt, _, _, _, _): "sending \(attempt)"
      case .answered(let status, _, _, _, _): "answered \(status)"
      case .waiting: "waiting"
      case .streaming, .event, .failed: "other"
      }
    }
    #expect(names == ["sending 1", "answered 503", "waiting", "sending 2", "answered 200"])
    guard case .answered(_, let headers, let body, let isCut, _) = log.all[1] else {
      Issue.record("\(log.all[1])")
      return
    }
    #expect(headers["set-cookie"] == "<redacted>" && body == "busy" && !isCut)
  }

  @Test func noTraceHoldsASecret() async throws {
    let log = Log()
    let echo = #"{"message":"key \#(Fixture.managementKey) and \#(Fixture.inferenceKey)"}"#
    let fixture = Fixture(
      [
        .answer(401, ["x-key": Fixture.managementKey, "WWW-Authenticate": "Bearer \(Fixture.managementKey)"], echo),
        .failure(TransportFailure(.other("sent \(Fixture.managementKey)"))),
        .stream(
          ["Content-Type": "text/event-stream"],
          ["data: {\"error\":{\"message\":\"\(Fixture.inferenceKey)\"}}\n\n"], .whole),
      ], retries: .none, trace: log.add)
    let refused = await fixture.error(try Fixture.deploy())
    let failed = await fixture.error(try Fixture.deploy())
    var streamed: (any Error)?
    do {
      for try await _ in try await fixture.client.stream(try Fixture.chat()) {}
    } catch { streamed = error }
    let shown =
      log.all.map { "\($0)" } + [
        "\(String(describing: refused))", "\(String(describing: failed))", "\(String(describing: streamed))",
      ]
    #expect(log.all.count == 7)
    for text in shown {
      #expect(!text.contains(Fixture.managementKey) && !text.contains(Fixture.inferenceKey), "\(text)")
    }
    guard case .sending(_, .post, _, let headers, let body) = log.all[0] else {
      Issue.record("\(log.all[0])")
      return
    }
    #expect(headers["authorization"] == "Bearer <secret:CEREBRAS_MANAGEMENT_API_KEY>")
    #expect(body == #"{"model":"orgs/acme/models/gpt-oss-120b/versions/7"}"#)
  }

  @Test func longBodiesAreCut() async throws {
    let log = Log()
    let fixture = Fixture([.answer(500, [:], String(repeating: "x", count: 100_000))], retries: .none, trace: log.add)
    _ = await fixture.error(try Fixture.getVersion())
    guard case .answered(500, _, let body, let isCut, _) = log.all[1] else {
      Issue.record("\(log.all[1])")
      return
    }
    #expect(isCut && body.count == 65_536)
  }
}
