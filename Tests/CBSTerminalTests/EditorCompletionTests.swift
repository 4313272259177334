import CBSTerminal
import TestSupport
import Testing

extension EditorSuite {
  @Suite("completion") struct EditorCompletionTests {
    private static let words = [
      ("version list", "List versions"), ("version show", "Show one"), ("alias", "Set an alias"),
      ("été", ""), ("dir/", "a folder"),
    ]

    /// Completes the whole text before the cursor from the list above.
    private static func complete(_ text: String, _ cursor: Int) -> CompletionList {
      let typed = String(decoding: Array(text.utf8).prefix(cursor), as: UTF8.self)
      let start = typed.utf8.lastIndex(of: UInt8(ascii: ";")).map {
        typed.utf8.distance(from: typed.startIndex, to: $0) + 1
      }
      let word = String(decoding: Array(typed.utf8).dropFirst(start ?? 0), as: UTF8.self)
      return CompletionList(
        replacing: (start ?? 0)..<cursor,
        candidates: words.filter { $0.0.hasPrefix(word) }.map {
          .init(insertion: $0.0, display: $0.0, detail: $0.1, isFinal: !$0.0.hasSuffix("/"))
        })
    }

    @Test func onlyCandidateIsInserted() async throws {
      let session = try EditorSession(completions: Self.complete)
      let turn = try await session.begin()
      session.terminal.send("al\tx")
      try await session.waitForScreen(["> alias x"])
      session.terminal.send(";di\tx;é\t;zz\t\r")
      #expect(await turn.value == .line("alias x;dir/x;été ;zz"))
      try await session.terminal.waitFor("one bell, for the word nobody knows") { $0.bells == 1 }
    }

    @Test func insertsInTheMiddle() async throws {
      let session = try EditorSession(completions: Self.complete)
      let turn = try await session.begin()
      session.terminal.send("漢;al rest" + String(repeating: Sent.left, count: 5) + "\t")
      try await session.waitForScreen(["> 漢;alias rest"])
      try await session.waitForCursor(0, 11)
      session.terminal.send("\r")
      #expect(await turn.value == .line("漢;alias rest"))
    }

    @Test func commonBeginningFirstThenTheList() async throws {
      let session = try EditorSession(completions: Self.complete)
      let turn = try await session.begin()
      session.terminal.send("v\t")
      try await session.waitForScreen(["> version"])
      try await session.waitForCursor(0, 10)
      session.terminal.send("\t")
      try await session.waitForScreen([
        "> version", "version list  List versions", "version show  Show one", "> version",
      ])
      try await session.waitForCursor(3, 10)
      session.terminal.send("l\t\r")
      #expect(await turn.value == .line("version list "))
    }

    @Test func longListIsCutToTheWindow() async throws {
      let list = (1...30).map { CompletionList.Candidate(insertion: "n\($0)", display: "n\($0)", detail: "detail") }
      let session = try EditorSession(
        rows: 6, completions: { _, cursor in CompletionList(replacing: 0..<cursor, candidates: list) })
      let turn = try await session.begin()
      session.terminal.send("n\t")
      try await session.waitForScreen(["> n", "n1   detail", "n2   detail", "n3   detail", "… 27 more", "> n"])
      session.terminal.send("\r")
      #expect(await turn.value == .line("n"))
    }
  }
}
