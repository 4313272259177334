import CBSDiagnostics
import CBSValues
import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("the program without a terminal") struct ScriptTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let status: Int32
    let script: String
    var arguments: [String] = []
    var testDescription: String { "\(status): \(script)" }
  }

  static let rows: [Row] = [
    Row(status: 0, script: "print done"),
    Row(status: 1, script: "version list nope", arguments: ["--sandbox"]),
    Row(status: 2, script: "version lsit gpt-oss-120b", arguments: ["--sandbox"]),
    Row(status: 2, script: "print 'open"),
    Row(status: 2, script: "exit 9"),
    Row(status: 3, script: "version list gpt-oss-120b"),
    Row(status: 4, script: "assert 1 == 2"),
    Row(status: 4, script: "check 1 == 2"),
    Row(
      status: 5, script: "wait version get gpt-oss-120b/1 until .status == \"nope\" every 50ms within 200ms",
      arguments: ["--sandbox"]),
    Row(
      status: 6,
      script: "wait version get gpt-oss-120b/1 until .status == \"nope\" fail .status == \"done\" within 5s",
      arguments: ["--sandbox"]),
    Row(status: 10, script: "exit 10"),
    Row(status: 99, script: "exit 99"),
  ]

  @Test("exit codes", arguments: rows) func exitCodes(_ row: Row) async throws {
    let fixture = try Fixture()
    let outcome = try await fixture.run(row.arguments + ["-c", row.script])
    #expect(outcome.status == row.status, "\(outcome)")
    #expect(outcome.errors.isEmpty == (row.status == 0 || row.script.hasPrefix("exit 1") || row.script == "exit 99"))
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func aSignalEndsARunningScript(_ signal: Int32, _ status: Int32) async throws {
    let fixture = try Fixture()
    let script = try fixture.file("endless.cbs", "print begun\nwhile true { }\n")
    let program = try fixture.start([script])
    #expect(try await program.firstLine() == "begun")
    program.signal(signal)
    let outcome = try await program.end(within: .seconds(10))
    #expect(outcome.status == status, "\(outcome)")
  }

  @Test func aSignalEndsAPlanAndLeavesNothing() async throws {
    let fixture = try Fixture()
    let script = try fixture.file("endless.cbs", "alias add gpt-oss-120b/1 stable\nwhile true { arch list }\n")
    let program = try fixture.start(["--sandbox", "plan", script])
    #expect(try await program.firstLine() == "on the sandbox:")
    program.signal(SIGINT)
    let outcome = try await program.end(within: .seconds(10))
    #expect(outcome.status == 130, "\(outcome)")
    let left = try FileManager.default.contentsOfDirectory(atPath: fixture.home + "/tmp")
    #expect(left.isEmpty, "\(left)")
  }

  @Test func aConnectionNobodyAcceptsIsThree() async throws {
    let fixture = try Fixture()
    let outcome = try await fixture.run(
      ["-c", "version list gpt-oss-120b"],
      variables: [
        "CEREBRAS_MANAGEMENT_API_KEY": "some-key", "CEREBRAS_ORG": "acme", "CEREBRAS_BASE_URL": "http://127.0.0.1:9",
      ])
    #expect(outcome.status == 3, "\(outcome)")
    #expect(outcome.output.isEmpty)
    #expect(!outcome.errors.contains("some-key"))
  }

  @Test func nothingToRunIsDoneAndTold() async throws {
    let outcome = try await Fixture().run(["-c", ""])
    #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome)")
    #expect(outcome.errors == "note: '-c' holds no statement; nothing was run\n")
  }

  @Test func withoutAKeyNothingIsSent() async throws {
    let fixture = try Fixture()
    let server = try SilentServer()
    let script = try fixture.file("in.cbs", "print before\nversion list gpt-oss-120b\n")
    let outcome = try await fixture.run(
      [], input: script, variables: ["CEREBRAS_BASE_URL": "http://127.0.0.1:\(server.port)", "CEREBRAS_ORG": "acme"])
    #expect(outcome.status == 3, "\(outcome)")
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("CEREBRAS_MANAGEMENT_API_KEY"))
    #expect(!server.wasReached)
  }

  @Test func aFaultInTheLastLineSendsNothing() async throws {
    let fixture = try Fixture()
    let server = try SilentServer()
    let script = try fixture.file("in.cbs", "version list gpt-oss-120b\nif true {\n")
    let outcome = try await fixture.run(
      [script],
      variables: [
        "CEREBRAS_MANAGEMENT_API_KEY": "some-key", "CEREBRAS_ORG": "acme",
        "CEREBRAS_BASE_URL": "http://127.0.0.1:\(server.port)",
      ])
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.output.isEmpty)
    #expect(!server.wasReached)
  }

  @Test func answersAreOneJSONDocument() async throws {
    let fixture = try Fixture()
    let outcome = try await fixture.run(["--sandbox", "version", "list", "gpt-oss-120b", "--format", "json"])
    #expect(outcome.status == 0, "\(outcome)")
    let answer = try JSON(parsing: outcome.output)
    #expect(answer.array?.map { $0["id"]?.integer } == [1, 2])
    #expect(answer[1]?["aliases"]?.array == ["production"])
  }

  @Test func failuresAreOneJSONDocumentToo() async throws {
    let fixture = try Fixture()
    let outcome = try await fixture.run(["--sandbox", "version", "list", "nope", "--format", "json"])
    #expect(outcome.status == 1, "\(outcome)")
    let error = try #require(try JSON(parsing: outcome.output)["error"])
    #expect(error["code"] == "not-found")
    #expect(error["exit"] == 1)
    #expect(error["request"]?["status"] == 404)
    let unknown = try await fixture.run(["--sandbox", "version", "lsit", "--format", "json"])
    #expect(unknown.status == 2, "\(unknown)")
  }
}
