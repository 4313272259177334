import CBSDiagnostics
@testable import CBSManual
import FoundationEssentials
import Testing

@testable import CBSShell

/// The pages of the manual that are made from declarations. `ErrorCodeTests` checks the explanations themselves.
@Suite struct ExplanationTests {
  static let root = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 }

  private static func kept(_ page: GeneratedPage) -> TranscriptPage? {
    FileManager.default.contents(atPath: root + "/Tests/Transcripts/reference/" + page.name).map {
      TranscriptPage(markdown: String(decoding: $0, as: UTF8.self), path: page.name)
    }
  }

  @Test func thePagesAreThoseOfTheTable() throws {
    for page in GeneratedPage.all {
      let kept = try #require(Self.kept(page), "there is no \(page.name): run scripts/generate")
      #expect(kept.problems.isEmpty)
      #expect(kept.withoutOutput == page.markdown, "\(page.name) is stale: run scripts/generate")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.root + "/Tests/Transcripts/reference")
    #expect(Set(names.filter { $0.hasPrefix("errors-") }) == Set(GeneratedPage.errors.map(\.name)))
  }

  /// The pages hold what happens, as another test makes sure; so it is enough to read them.
  @Test func eachExampleShowsItsErrorAndThatOneAlone() throws {
    var shown: Set<ErrorCode> = []
    for page in GeneratedPage.errors {
      for section in try #require(Self.kept(page)).sections {
        guard let code = ErrorCode.named(section.title) else { continue }
        #expect(code.page(width: 60).contains(code.name))
        var steps = section.steps[...]
        if code.explanation?.wrong != nil, let step = steps.popFirst() {
          let told = step.expected.matches(of: /(?:error|warning)\[([a-z0-9-]+)\]|"code":"([a-z0-9-]+)"/)
          let codes = told.map { String($0.1 ?? $0.2 ?? "") }
          // A script within a script reports its own error first, and a plan names the one that ended it.
          #expect(codes.last == code.name || code == .planEnded && codes.contains(code.name), "\(step.expected)")
          if ![.scriptFailed, .watchEnded, .checkFailed, .noPlan, .planEnded].contains(code) {
            #expect(Set(codes) == [code.name], "\(step.expected)")
          }
          shown.insert(code)
        }
        for step in steps {
          #expect(!step.expected.contains("error[") && !step.expected.contains("[exit"), "\(step.expected)")
        }
      }
    }
    #expect(shown.count > 70)
  }
}
