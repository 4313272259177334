import CBSClient
import CBSDiagnostics
import CBSLanguage
import FoundationEssentials
import Testing

@testable import CBSShell

@Suite struct ExplanationTests {
  static let root = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 }

  /// What leads to these is shown by no lines that could run everywhere, or is never shown.
  static let internalCodes: Set<String> = ["exit"]

  /// Codes that the sources know: those of diagnostics, of faults, and of the client.
  static let codes: Set<String> = {
    var codes = Set(APIError.Code.allCases.map(\.rawValue))
    for room in ["CBSLanguage", "CBSInterpreter", "CBSShell"] {
      let folder = root + "/Sources/" + room
      for file in (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [] where file.hasSuffix(".swift") {
        if file.contains("Explanations/") { continue }
        let text = FileManager.default.contents(atPath: folder + "/" + file).map { String(decoding: $0, as: UTF8.self) }
        codes.formUnion(Self.codes(in: text ?? "", isDiagnostics: file.contains("Diagnostic+")))
      }
    }
    return codes.subtracting(internalCodes)
  }()

  private static func codes(in text: String, isDiagnostics: Bool) -> [String] {
    let identifiers = isDiagnostics ? text.matches(of: /static let \w+: Self = "([a-z0-9-]+)"/).map { $0.1 } : []
    let faults = text.matches(of: /\b(?:Fault|Self|Fault\.told)\(\s*"([a-z0-9-]+)",/).map { $0.1 }
    let changes = text.matches(of: /\bcode = "([a-z0-9-]+)"/).map { $0.1 }
    return (identifiers + faults + changes).map(String.init)
  }

  @Test func everyCodeIsExplainedOnce() {
    #expect(Self.codes.count > 100)
    #expect(Set(Explanation.codes).count == Explanation.codes.count)
    #expect(Self.codes.subtracting(Explanation.codes) == [])
  }

  @Test func explanationsAreWholeSentences() {
    for explanation in Explanation.all {
      #expect(!explanation.title.hasSuffix(".") && explanation.title.count <= 72, "\(explanation.code)")
      #expect(explanation.title.first?.isUppercase != true, "\(explanation.code)")
      #expect(explanation.text.hasSuffix("."), "\(explanation.code)")
      #expect(explanation.text.filter { $0 == "." }.count <= 8, "\(explanation.code)")
      #expect(explanation.page(width: 60).contains(explanation.code))
    }
  }

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
    var shown: Set<String> = []
    for page in GeneratedPage.errors {
      for section in try #require(Self.kept(page)).sections where Self.codes.contains(section.title) {
        let explanation = try #require(Explanation.of(section.title))
        var steps = section.steps[...]
        if explanation.wrong != nil, let step = steps.popFirst() {
          let told = step.expected.matches(of: /(?:error|warning)\[([a-z0-9-]+)\]|"code":"([a-z0-9-]+)"/)
          let codes = told.map { String($0.1 ?? $0.2 ?? "") }
          // What a script of another script met is told before.
          #expect(codes.last == explanation.code, "\(step.expected)")
          if !["script-failed", "watch-ended", "check-failed", "no-plan"].contains(explanation.code) {
            #expect(Set(codes) == [explanation.code], "\(step.expected)")
          }
          shown.insert(explanation.code)
        }
        for step in steps {
          #expect(!step.expected.contains("error[") && !step.expected.contains("[exit"), "\(step.expected)")
        }
      }
    }
    #expect(shown.count > 70)
  }
}
