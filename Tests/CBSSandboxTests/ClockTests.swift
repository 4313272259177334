import CBSCatalog
import CBSSandbox
import CBSValues
import Testing

/// The clock under the user's hand.
@Suite struct ClockTests {
  @Test("a virtual clock stands still, and a pause moves it")
  func virtual() async throws {
    let fixture = Fixture()
    let start = try await fixture.sandbox.now()
    #expect(start == Moment(seconds: 1_775_034_000))
    #expect(try await fixture.sandbox.now() == start)
    try await fixture.sandbox.pause(for: .seconds(1800))
    #expect(try await fixture.sandbox.now() == start + .seconds(1800))
  }

  @Test("changing the mode never goes back in time")
  func modes() async throws {
    let fixture = Fixture { $0.clock = .real }
    try await fixture.sandbox.advanceClock(by: .seconds(1_000_000))
    let real = try await fixture.sandbox.now()
    try await fixture.sandbox.setClock(.virtual)
    let virtual = try await fixture.sandbox.now()
    #expect(virtual >= real)
    try await fixture.sandbox.advanceClock(by: .seconds(50))
    try await fixture.sandbox.setClock(.real)
    #expect(try await fixture.sandbox.now() >= virtual + .seconds(50))
    #expect(try await fixture.sandbox.status().clock == .real)
  }

  @Test("time does not go backwards on demand either")
  func negative() async throws {
    let fixture = Fixture()
    let start = try await fixture.sandbox.now()
    try await fixture.sandbox.advanceClock(by: .seconds(-10))
    #expect(try await fixture.sandbox.now() == start)
  }

  @Test("under a real clock a sync ends by itself")
  func real() async throws {
    let fixture = Fixture {
      $0.clock = .real
      $0.syncTime = .milliseconds(30)
    }
    _ = try await fixture.upload()
    var status = ""
    while status != "done" {
      status = try await fixture.ask(.get, Fixture.version("3")).json["response"]?["sync_status"]?.string ?? ""
      try await fixture.sandbox.pause(for: .milliseconds(5))
    }
    #expect(status == "done")
  }

  @Test("the status tells what there is")
  func status() async throws {
    let status = try await Fixture().sandbox.status()
    #expect(status.json["org"] == "acme")
    #expect(status.json["clock"] == "virtual")
    #expect(status.json["now"] == 1_775_034_000)
    #expect(status.json["versions"] == 2)
    #expect(status.json["endpoints"] == 2)
    #expect(status.json["buckets"] == 1)
  }
}
