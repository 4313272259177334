import CBSDiagnostics
import FoundationEssentials
import Testing

@testable import CBSLanguage

/// Broken scripts of `Tests/Corpus/language`: each has one fault, named with its place in its first line.
struct CorpusTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Corpus/language")

  static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? [])
    .filter { $0.hasSuffix(".cbs") }.sorted()

  @Test func thereIsACorpus() { #expect(Self.files.count > 20) }

  @Test(arguments: files)
  func oneFaultIsOneErrorAtItsPlace(file: String) throws {
    let bytes = try Data(contentsOf: Self.folder.appending(path: file))
    let source = Source(name: file, bytes: Array(bytes))
    let parsed = Parser.parse(source)
    let found = parsed.diagnostics.map { diagnostic in
      let place = diagnostic.position(in: source)
      return "# \(diagnostic.code.name) \(place.line):\(place.column)"
    }
    #expect(
      found == [source.lineText(0)], "\(parsed.diagnostics.map { $0.render(in: source) }.joined(separator: "\n"))")
    #expect(LawTests.tokensCover(parsed))
  }
}
