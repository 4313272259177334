import CBSDiagnostics
import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("the prompt") struct PromptTests {
  private static let up = "\u{1B}[A"
  private static let ctrlC = "\u{3}"
  private static let ctrlD = "\u{4}"

  @Test func aTypedLineRuns() async throws {
    let session = try await Fixture().openPrompt()
    try await session.enter("print hello from 'the prompt'", then: "1:sandbox>")
    #expect(session.terminal.screen.rows.contains("hello from the prompt"))
  }

  @Test func controlDEndsTheShell() async throws {
    let session = try await Fixture().openPrompt()
    session.terminal.send(Self.ctrlD)
    #expect(try await session.end() == 0)
  }

  @Test func incompleteInputAsksForAnotherLine() async throws {
    let session = try await Fixture().openPrompt()
    session.terminal.send("if true {\r")
    try await session.terminal.waitFor("...>")
    session.terminal.send("print inside\r")
    try await session.enter("}", then: "1:sandbox>")
    #expect(session.terminal.screen.rows.contains("inside"))
  }

  @Test func controlCClearsTheLine() async throws {
    let session = try await Fixture().openPrompt()
    session.terminal.send("print never")
    try await session.terminal.waitFor("print never")
    session.terminal.send(Self.ctrlC)
    try await session.enter("print after", then: "1:sandbox>")
    #expect(session.terminal.screen.rows.contains("after"))
    #expect(!session.terminal.screen.rows.contains("never"))
  }

  @Test func controlCDuringAnUploadReturnsToThePrompt() async throws {
    let session = try await Fixture().openPrompt()
    session.terminal.send("upload gpt-oss-120b s3://acme-weights/support-bot/2026-05 --wait\r")
    try await session.terminal.waitFor("queued")
    session.terminal.send(Self.ctrlC)
    try await session.terminal.waitFor("1:sandbox>", within: .seconds(2))
    try await session.enter("print still here", then: "2:sandbox>")
    #expect(session.terminal.screen.rows.contains("still here"))
    session.terminal.send(Self.ctrlD)
    #expect(try await session.end() == 0)
  }

  @Test func thePromptShowsWhatIsLive() async throws {
    let session = try await Fixture().openPrompt()
    try await session.enter("use gpt-oss-120b", then: "1:sandbox@")
  }

  @Test func theUsualPromptShowsArchitectureAndLiveVersion() async throws {
    let fixture = try Fixture()
    _ = try fixture.file("config/cbs/config.toml", "")
    let session = try PromptSession(fixture: fixture, [], environment: fixture.environment)
    try await session.terminal.waitFor("sandbox>")
    session.terminal.send("use gpt-oss-120b\r")
    try await session.terminal.waitFor("sandbox gpt-oss-120b@2>")
  }

  // MARK: Tab

  @Test(
    arguments: [
      ("vers", "0:sandbox> version"), ("upload gpt-oss-120b s3://a/b --wa", "s3://a/b --wait"),
      ("version get gpt-oss-120b/prod", "gpt-oss-120b/production"),
      ("weights check s3://acme-weights/llama", "llama-chat/"),
      ("deploy acme-gp", "deploy acme-gpt-oss-120b"), ("version list zai", "version list zai-glm-4.7"),
    ])
  func tabCompletes(_ typed: String, _ seen: String) async throws {
    let session = try await Fixture().openPrompt()
    session.terminal.send(typed)
    try await session.pressTab(until: seen)
  }

  @Test func tabCompletesABareAliasOfTheArchitectureInUse() async throws {
    let session = try await Fixture().openPrompt()
    try await session.enter("use gpt-oss-120b", then: "1:sandbox")
    session.terminal.send("version get prod")
    try await session.pressTab(until: "version get production")
  }

  @Test func tabShowsStatusAndAliasesBesideAVersion() async throws {
    let session = try await Fixture().openPrompt()
    session.terminal.send("version get gpt-oss-120b/")
    try await session.pressTab(until: "done")
    let rows = session.terminal.screen.rows
    #expect(rows.contains { $0.contains("2") && $0.contains("done") && $0.contains("production") }, "\(rows)")
    #expect(rows.contains { $0.contains("1") && $0.contains("done") && $0.contains("r1") }, "\(rows)")
  }

  // MARK: History

  @Test func upBringsALineBackAfterARestart() async throws {
    let fixture = try Fixture()
    let first = try await fixture.openPrompt()
    try await first.enter("print remembered", then: "1:sandbox>")
    first.terminal.send(Self.ctrlD)
    #expect(try await first.end() == 0)
    let second = try await fixture.openPrompt()
    second.terminal.send(Self.up)
    try await second.terminal.waitFor("0:sandbox> print remembered")
    try await second.enter("", then: "1:sandbox>")
    #expect(second.terminal.screen.rows.contains("remembered"))
  }

  @Test func twoSessionsLoseNoLine() async throws {
    let fixture = try Fixture()
    let sessions = [try await fixture.openPrompt(), try await fixture.openPrompt()]
    for turn in 1...5 {
      for (index, session) in sessions.enumerated() {
        try await session.enter("print session \(index) line \(turn)", then: "\(turn):sandbox>")
      }
    }
    for session in sessions {
      session.terminal.send(Self.ctrlD)
      #expect(try await session.end() == 0)
    }
    let kept = Self.history(of: fixture).text
    for turn in 1...5 {
      for index in 0...1 { #expect(kept.contains("print session \(index) line \(turn)")) }
    }
  }

  @Test func theHistoryIsPrivateAndHoldsNoSecret() async throws {
    let fixture = try Fixture()
    let session = try await fixture.openPrompt()
    try await session.enter("print csk-0123456789abcdefghijklmnopqrstuvwxyz0123456789ab", then: "1:sandbox>")
    try await session.enter("print plain", then: "2:sandbox>")
    session.terminal.send(Self.ctrlD)
    #expect(try await session.end() == 0)
    let history = Self.history(of: fixture)
    #expect(history.text.contains("print plain"))
    #expect(!history.text.contains("0123456789abcdefgh"))
    #expect(history.mode == 0o600)
  }

  /// The history file: the one file of the state folder with this name.
  private static func history(of fixture: Fixture) -> (text: String, mode: mode_t) {
    let folder = fixture.home + "/state/cbs/"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let path = folder + (names.first { $0.hasPrefix("history") } ?? "no history among \(names)")
    var facts = stat()
    stat(path, &facts)
    return (fixture.contents(path), facts.st_mode & 0o777)
  }

  // MARK: Modes

  @Test func viKeysBySetting() async throws {
    let session = try await Fixture(settings: "editing_mode = \"vi\"\n").openPrompt()
    session.terminal.send("print wrong")
    try await session.terminal.waitFor("print wrong")
    // Escape, to the beginning of the line, the next word, change it.
    session.terminal.send("\u{1B}")
    session.terminal.send("0wcwright\r")
    try await session.terminal.waitFor("1:sandbox>")
    #expect(session.terminal.screen.rows.contains("right"))
  }

  @Test func aDumbTerminalHasAPlainReader() async throws {
    let session = try await Fixture().openPrompt(variables: ["TERM": "dumb"])
    session.terminal.send("print plainly\n")
    try await session.terminal.waitFor("1:sandbox>")
    session.terminal.send("if true {\nprint within\n}\n")
    try await session.terminal.waitFor("2:sandbox>")
    let rows = session.terminal.screen.rows
    #expect(rows.contains("plainly"), "\(rows)")
    #expect(rows.contains { $0.hasSuffix("within") && !$0.contains("print") }, "\(rows)")
    #expect(!session.terminal.output.contains("\u{1B}"))
    session.terminal.send(Self.ctrlD)
    #expect(try await session.end() == 0)
  }
}
