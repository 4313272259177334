import CBSDiagnostics
import Testing

@testable import CBSLanguage

/// `include` and `include?`: which files are taken, in which order, and what is refused.
struct LinkerTests {
  /// The files that a test has; what is not here does not exist, and `folder` is one.
  static func link(
    _ main: String, named name: String = "main.cbs", isFile: Bool = true, files: [String: String] = [:]
  ) -> ParsedSource {
    Linker.link(Source(name: name, text: main), path: isFile ? name : nil) { path in
      if path == "folder" { return .unreadable("it is a folder") }
      return files[path].map { .contents(Array($0.utf8)) } ?? .missing
    }
  }

  /// Each diagnostic as `id file:line:column: message`.
  static func told(_ parsed: ParsedSource) -> [String] {
    parsed.diagnostics.map { diagnostic in
      let position = diagnostic.position(in: parsed.source)
      let name = parsed.source.name(at: diagnostic.span.lower)
      return "\(diagnostic.code.name) \(name):\(position.line):\(position.column): \(diagnostic.message)"
    }
  }

  static func texts(_ parsed: ParsedSource) -> [String] {
    parsed.script.headers.map { parsed.source.text($0.span) }
      + parsed.script.statements.map { parsed.source.text($0.span) }
  }

  @Test(arguments: [
    ("a.cbs", "", "a.cbs"), ("./a.cbs", "", "a.cbs"), ("a.cbs", "lib/", "lib/a.cbs"), ("../a.cbs", "lib/", "a.cbs"),
    ("../../a.cbs", "lib/", "../a.cbs"), ("../a.cbs", "../", "../../a.cbs"), ("x/../a.cbs", "", "a.cbs"),
    ("x//y/./a.cbs", "", "x/y/a.cbs"), ("/a.cbs", "lib/", "/a.cbs"), ("../a.cbs", "/lib/", "/a.cbs"),
    ("../../../a.cbs", "/lib/", "/a.cbs"), ("~/a.cbs", "lib/", "~/a.cbs"), ("b.cbs", "~/lib/", "~/lib/b.cbs"),
    ("../../b.cbs", "~/lib/", "~/../b.cbs"), ("~a.cbs", "lib/", "lib/~a.cbs"), ("x/~/../a.cbs", "", "x/a.cbs"),
    ("..", "lib/", ""), ("é/../漢.cbs", "", "漢.cbs"), ("a/\u{301}b.cbs", "", "a/\u{301}b.cbs"),
  ])
  func pathsAreResolvedByNameAlone(path: String, folder: String, resolved: String) {
    #expect(IncludePath.resolve(path, from: folder) == resolved)
  }

  @Test(arguments: [("a.cbs", ""), ("lib/a.cbs", "lib/"), ("/a.cbs", "/"), ("~/x/a.cbs", "~/x/"), ("../a.cbs", "../")])
  func foldersEndWithASlash(path: String, folder: String) { #expect(IncludePath.folder(of: path) == folder) }

  @Test func whatIsIncludedStandsBefore() {
    let parsed = Self.link(
      "param p\ninclude 'a.cbs'\nparam q\nprint main",
      files: ["a.cbs": "include 'lib/b.cbs'\nparam a\nprint a", "lib/b.cbs": "param b\nprint b\n"])
    #expect(parsed.diagnostics == [])
    #expect(Self.texts(parsed) == ["param b", "param a", "param p", "param q", "print b", "print a", "print main"])
    #expect(parsed.source.parts.map(\.name) == ["main.cbs", "lib/b.cbs", "a.cbs"])
  }

  @Test func eachFileIsTakenOnce() {
    let parsed = Self.link(
      "include 'a.cbs'\ninclude 'b.cbs'\ninclude './a.cbs'\nprint main", named: "x/main.cbs",
      files: [
        "x/a.cbs": "include 'c.cbs'; print a", "x/b.cbs": "include '../x/c.cbs'; print b", "x/c.cbs": "print c",
      ])
    #expect(parsed.diagnostics == [])
    #expect(Self.texts(parsed) == ["print c", "print a", "print b", "print main"])
  }

  /// Two spellings of one letter are equal as texts, and two files all the same.
  @Test func filesAreToldApartByTheirBytes() {
    let parsed = Linker.link(Source(name: "main.cbs", text: "include 'é.cbs'\ninclude 'e\u{301}.cbs'"), path: nil) {
      .contents(Array("print \($0.utf8.count)".utf8))
    }
    #expect(Self.texts(parsed) == ["print 6", "print 7"])
  }

  @Test func aTextWithoutIncludesReadsNothing() {
    let source = Source(name: "main.cbs", text: "print \"include 'a.cbs'\"\nprint include")
    let parsed = Linker.link(source, path: "main.cbs") { path in
      Issue.record("'\(path)' was read")
      return .missing
    }
    #expect(parsed.source === source)
  }

  @Test(arguments: [
    (
      "include 'gone.cbs'\ninclude 'gone.cbs'",
      ["include-missing main.cbs:1:9: 'gone.cbs' cannot be included: there is no such file"]
    ),
    ("include? 'gone.cbs'\nprint x", []),
    (
      "include? 'gone.cbs'\ninclude './gone.cbs'",
      ["include-missing main.cbs:2:9: 'gone.cbs' cannot be included: there is no such file"]
    ),
    ("include? 'folder'", ["include-unreadable main.cbs:1:10: 'folder' cannot be included: it is a folder"]),
    ("include? ''", ["include-missing main.cbs:1:10: an empty path names no file"]),
    ("include? 'a\u{0}b'", ["include-missing main.cbs:1:10: no file is called 'a\u{0}b'"]),
    ("include 'main.cbs'", ["include-cycle main.cbs:1:9: 'main.cbs' includes itself"]),
    ("include? './main.cbs'", ["include-cycle main.cbs:1:10: 'main.cbs' includes itself"]),
    (
      "include 'a.cbs'",
      [
        "include-cycle lib/b.cbs:2:9: these files include each other in a circle: a.cbs -> lib/b.cbs -> a.cbs",
        "include-cycle lib/b.cbs:3:9: these files include each other in a circle: main.cbs -> a.cbs -> lib/b.cbs -> main.cbs",
      ]
    ),
    (
      "include 'bad.cbs'\nprint )",
      [
        "unmatched-bracket main.cbs:2:7: ')' closes nothing",
        "expected-name bad.cbs:1:7: expected a name after 'param', found '='",
        "include-missing bad.cbs:3:9: 'gone.cbs' cannot be included: there is no such file",
      ]
    ),
    ("print x\ninclude 'gone.cbs'", ["late-header main.cbs:2:1: 'include' must come before the first statement"]),
    ("include 'late.cbs'", ["late-header late.cbs:2:1: 'include' must come before the first statement"]),
    ("include 'open.cbs'", ["unclosed-bracket open.cbs:1:8: expected '}', found the end"]),
    ("include 'empty.cbs'\ninclude 'mark.cbs'\nprint x", []),
  ])
  func faults(main: String, told: [String]) {
    let parsed = Self.link(
      main,
      files: [
        "a.cbs": "include 'lib/b.cbs'", "lib/b.cbs": "# both\ninclude '../a.cbs'\ninclude '../main.cbs'",
        "bad.cbs": "param = \n\ninclude 'gone.cbs'", "late.cbs": "print x\ninclude 'gone.cbs'",
        "open.cbs": "if $x {\n", "empty.cbs": "", "mark.cbs": "\u{FEFF}# nothing",
      ])
    #expect(Self.told(parsed) == told)
    #expect(LawTests.tokensCover(parsed))
  }

  /// Nothing that is typed behind an `include` closes what is open in the file.
  @Test func anOpenBlockInAFileDoesNotAskForMore() {
    let parsed = Self.link("include 'a.cbs'", files: ["a.cbs": "if $x {"])
    #expect(parsed.diagnostics.map(\.code) == [.unclosedBracket])
    #expect(!parsed.isIncomplete)
  }

  /// A text from no file has no name that a file could have as well.
  @Test func theNameOfATextIsNoFile() {
    let parsed = Self.link("include 'input'; print x", named: "input", isFile: false, files: ["input": "print file"])
    #expect(parsed.diagnostics == [])
    #expect(Self.texts(parsed) == ["print file", "print x"])
  }

  @Test func bytesThatAreNoTextAreFoundInTheirFile() {
    let parsed = Linker.link(Source(name: "-c", text: "include 'a.cbs'"), path: nil) { _ in
      .contents(Array("print x\nprint '".utf8) + [0xFF, 0x27])
    }
    #expect(Self.told(parsed) == ["invalid-utf8 a.cbs:2:8: the text is not UTF-8 here"])
    #expect(parsed.diagnostics[0].json(in: parsed.source).contains("\"file\":\"a.cbs\",\"start\":15,\"end\":16"))
  }

  // MARK: Bounds

  /// Even where each file is as deep as a text may be.
  @Test func aLongChainEnds() {
    let depth = ScriptParser.depthLimit - 1
    let deep = String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth)
    var reads = 0
    let parsed = Linker.link(Source(name: "main.cbs", text: "include '1.cbs'"), path: nil) { _ in
      reads += 1
      return .contents(Array("include '\(reads + 1).cbs'\n\(deep)".utf8))
    }
    #expect(reads == Linker.fileLimit)
    #expect(parsed.script.statements.count == Linker.fileLimit)
    #expect(parsed.diagnostics.map(\.code) == [.tooManyIncludes])
    #expect(parsed.source.name(at: parsed.diagnostics[0].span.lower) == "256.cbs")
  }

  @Test(arguments: ["include", "include?"])
  func manyMissingFilesAreNotAllLookedFor(word: String) {
    let main = (0..<20_000).map { "\(word) '\($0).cbs'\n" }.joined()
    var reads = 0
    let parsed = Linker.link(Source(name: "main.cbs", text: main), path: "main.cbs") { _ in
      reads += 1
      return .missing
    }
    #expect(reads <= Linker.fileLimit)
    #expect((1...ScriptParser.diagnosticLimit).contains(parsed.diagnostics.count))
  }

  @Test(arguments: ["a.cbs", "main.cbs", ""])
  func oneFileManyTimesCostsLittle(path: String) {
    let main = String(repeating: "include '\(path)'\n", count: 20_000)
    let parsed = Self.link(main, files: ["a.cbs": main])
    #expect((1...ScriptParser.diagnosticLimit).contains(parsed.diagnostics.count))
  }

  @Test func whatIsTooLargeIsNotTaken() {
    let parsed = Linker.link(Source(name: "main.cbs", text: "include 'a.cbs'\ninclude 'b.cbs'"), path: nil) { path in
      #expect(path == "a.cbs")
      return .contents([UInt8](repeating: 0x0A, count: Linker.byteLimit + 1))
    }
    #expect(
      Self.told(parsed) == [
        "too-many-includes main.cbs:1:9: with this file, all that is included is larger than 64 MiB"
      ])
    #expect(parsed.source.parts.count == 1)
  }
}
