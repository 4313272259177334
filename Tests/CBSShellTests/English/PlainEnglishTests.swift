@testable import CBSManual
import FoundationEssentials
import Testing

@testable import CBSShell

/// Readers have never met us: what they read uses plain English and the terms of the field.
@Suite struct PlainEnglishTests {
  private static func files(in folder: String, suffix: String) -> [String] {
    let path = ExplanationTests.root + "/" + folder
    let below = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    return below.filter { $0.hasSuffix(suffix) }.sorted().map { folder + "/" + $0 }
  }

  private static func text(of file: String) throws -> String {
    let bytes = try #require(FileManager.default.contents(atPath: ExplanationTests.root + "/" + file))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The lines of prose of the pages that are written by hand, each with its place.
  private static func prose() throws -> [(place: String, text: Substring)] {
    let generated = Set(GeneratedPage.all.map(\.name))
    let pages = files(in: "Tests/Transcripts", suffix: ".md").filter { page in
      !generated.contains { page.hasSuffix("/" + $0) }
    }
    return try (pages + ["README.md"]).flatMap { page in
      var isCode = false
      var prose: [(String, Substring)] = []
      for (index, line) in try text(of: page).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if line.hasPrefix("```") { isCode.toggle() }
        if !isCode { prose.append(("\(page):\(index + 1)", line)) }
      }
      return prose
    }
  }

  @Test func theManualUsesNoOldWords() throws {
    let prose = try Self.prose()
    #expect(prose.count > 500)
    for line in prose {
      let found = OldWord.found(in: String(line.text))
      #expect(found.isEmpty, "\(line.place): \(found.joined(separator: "; "))")
    }
  }

  @Test func theProseOfTheManualFits120Columns() throws {
    // A row of a table cannot be wrapped.
    for line in try Self.prose() where !line.text.hasPrefix("|") {
      #expect(line.text.count <= 120, "\(line.place)")
    }
  }

  /// The beginnings of the paths, below `Sources`, of the files whose string literals are in plain English.
  private static let cleaned = [
    "CBSClient/", "CBSDiagnostics/", "CBSNetwork/", "CBSServer/", "CBSManual/Help/Help", "cbs/",
  ]

  /// String literals of the sources: messages, summaries, explanations, help.
  @Test func stringLiteralsUseNoOldWords() throws {
    // To check all messages, delete this filter.
    let files = Self.files(in: "Sources", suffix: ".swift").filter { file in
      Self.cleaned.contains { file.hasPrefix("Sources/" + $0) }
    }
    #expect(files.count > 3)
    for file in files {
      // A literal without a space is an identifier, not prose.
      for line in SwiftLiterals(try Self.text(of: file)).lines where line.text.contains(" ") {
        let found = OldWord.found(in: line.text)
        #expect(found.isEmpty, "\(file):\(line.number): \(found.joined(separator: "; "))")
      }
    }
  }

  @Test func frontPageUsesNoOldWords() async {
    let (_, page, _) = await SandboxWorld().run(["help"])
    #expect(OldWord.found(in: page).isEmpty)
  }

  @Test(arguments: [
    ("write it behind the word", "'behind': write after, follows"), ("A text", "'A text': write string"),
    ("Small letters", "'Small letters': write lowercase, uppercase"), ("'it stands'", "'stands': write is, appears"),
  ])
  func oldWordsAreFound(text: String, expected: String) {
    #expect(OldWord.found(in: text) == [expected])
  }

  @Test(arguments: [
    "context", "after a string", "understand", "it stands for a value", "if there is none", "one cannot tell",
    "'v' turns off colors", "the response answered", "give it a name",
  ])
  func otherWordsAreNot(text: String) {
    #expect(OldWord.found(in: text).isEmpty)
  }

  @Test func literalsAreFoundWithTheirLines() {
    let source = ##"""
      let a = "one \(b("two") + "three")" // "four"
      let c = #"five \ "six" \#(d)"#
      let e = """
        seven \
        eight
        nine
        """
      """##
    let lines = SwiftLiterals(source).lines
    #expect(
      lines.map(\.text).filter { !$0.isEmpty && !$0.allSatisfy(\.isWhitespace) }.sorted() == [
        "  nine", "  seven eight", "five \\ \"six\" …", "one …", "three", "two",
      ])
    #expect(lines.first { $0.text == "  nine" }?.number == 6)
  }
}
