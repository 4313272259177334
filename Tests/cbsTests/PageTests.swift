import CBSDiagnostics
import FoundationEssentials
import TestSupport
import Testing

/// The manual runs: every page and every example, by the program itself.
@Suite("pages") struct PageTests {
  static let pages: [String] = {
    let folder = Fixture.root + "/Tests/Transcripts"
    let below = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    let pages = below.filter { $0.hasSuffix(".md") }.sorted().map { folder + "/" + $0 }
    let front = Fixture.root + "/README.md"
    return pages + (FileManager.default.fileExists(atPath: front) ? [front] : [])
  }()

  @Test func everyPageHolds() async throws {
    #expect(Self.pages.count > 10)
    let outcome = try await Fixture().run(["test"] + Self.pages, within: .seconds(240))
    #expect(outcome.status == 0, "\(outcome)")
    #expect((outcome.output + outcome.errors).contains(" passed, 0 failed"), "\(outcome)")
  }

  @Test func theManualNamesEveryPage() throws {
    let folder = Fixture.root + "/Tests/Transcripts/"
    let index = String(
      decoding: try #require(FileManager.default.contents(atPath: folder + "README.md")), as: UTF8.self)
    let named = Set(index.matches(of: /\]\(([a-z\/-]+\.md)\)/).map { folder + $0.1 })
    #expect(named == Set(Self.pages.filter { !$0.hasSuffix("README.md") }))
  }

  @Test func everyExampleHolds() async throws {
    let outcome = try await Fixture().run(["test", "--examples"], within: .seconds(240))
    #expect(outcome.status == 0, "\(outcome)")
    #expect((outcome.output + outcome.errors).contains(" passed, 0 failed"), "\(outcome)")
  }
}
