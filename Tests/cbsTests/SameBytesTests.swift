import CBSDiagnostics
import FoundationEssentials
import TestSupport
import Testing

/// Law 6: the same text gives the same bytes on standard output, wherever it comes from.
@Suite("same bytes") struct SameBytesTests {
  @Test func theTourByFileByStandardInputAndAtThePrompt() async throws {
    let tour = Fixture.root + "/scripts/tour.cbs"
    let fixtures = try (0..<3).map { _ in try Fixture() }
    let text = fixtures[0].contents(tour)
    async let byFile = fixtures[0].run([tour], within: .seconds(180))
    async let byInput = fixtures[1].run(["-"], input: tour, within: .seconds(180))
    async let byHand = Self.typed(text, at: fixtures[2])
    let (file, input, hand) = try await (byFile, byInput, byHand)
    #expect(file.status == 0, "\(file)")
    #expect(input.status == 0, "\(input)")
    #expect(hand.status == 0)
    #expect(!file.output.isEmpty)
    #expect(input.output == file.output)
    #expect(hand.output == file.output)
  }

  @Test func aScriptThatFailsByEveryWay() async throws {
    let fixture = try Fixture()
    let text = """
      print begin
      sandbox use --temporary
      for id in [1, 2] { version get "gpt-oss-120b/$id" | select id status }
      version get gpt-oss-120b/77
      print never

      """
    let script = try fixture.file("failing.cbs", text)
    let byFile = try await fixture.run([script])
    #expect(byFile.status == 1, "\(byFile)")
    #expect(byFile.output.hasPrefix("begin\n") && !byFile.output.contains("never"))
    for outcome in [
      try await fixture.run(["-"], input: script), try await fixture.run([], input: script),
      try await fixture.run(["-c", text]),
    ] {
      #expect(outcome.status == byFile.status, "\(outcome)")
      #expect(outcome.output == byFile.output)
    }
  }

  /// Types a text at a prompt whose standard output goes to a file; how it ended and what the file holds.
  private static func typed(_ text: String, at fixture: Fixture) async throws -> (status: Int32, output: String) {
    let output = fixture.home + "/typed"
    var environment = fixture.environment
    environment["OUT"] = output
    let session = try PromptSession(
      fixture: fixture, executable: "/bin/sh", ["-c", "exec \"$0\" > \"$OUT\"", Fixture.program],
      environment: environment)
    try await session.terminal.waitFor("0:sandbox>")
    session.terminal.send(text.replacing("\n", with: "\r"))
    let last = "'help' shows what there is."
    _ = try await Waiting.until("the last line of the tour", within: .seconds(180)) {
      fixture.contents(output).contains(last) ? true : nil
    }
    session.terminal.send("\u{4}")
    return (try await session.end(), fixture.contents(output))
  }
}
