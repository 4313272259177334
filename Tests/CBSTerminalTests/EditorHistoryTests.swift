import CBSTerminal
import TestSupport
import Testing

extension EditorSuite {
  @Suite("history") struct EditorHistoryTests {
    @Test func draftComesBackBehindTheNewest() async throws {
      let session = try EditorSession(history: ["first", "second"])
      let turn = try await session.begin()
      try await session.type("dra", until: "> dra")
      session.terminal.send(Sent.up)
      try await session.waitForScreen(["> second"])
      session.terminal.send(Sent.up)
      try await session.waitForScreen(["> first"])
      session.terminal.send(Sent.up)
      try await session.terminal.waitFor("the bell at the oldest entry") { $0.bells == 1 }
      session.terminal.send(Sent.down + Sent.down)
      try await session.waitForScreen(["> dra"])
      session.terminal.send("ft\r")
      #expect(await turn.value == .line("draft"))
    }

    @Test func emptyDraftComesBackToo() async throws {
      let session = try EditorSession(history: ["first"])
      let turn = try await session.begin()
      session.terminal.send(Sent.control("P"))
      try await session.waitForScreen(["> first"])
      session.terminal.send(Sent.control("N"))
      try await session.waitForScreen([">"])
      session.terminal.send("x\r")
      #expect(await turn.value == .line("x"))
    }

    /// libedit's own Up keeps only 1,024 characters of the line.
    @Test func longDraftSurvives() async throws {
      let session = try EditorSession(columns: 80, rows: 24, history: ["short"])
      let turn = try await session.begin()
      let long = (1...400).map { "w\($0)" }.joined(separator: " ")
      try await session.type(long, until: "w400")
      session.terminal.send(Sent.up)
      try await session.waitForScreen(["> short"])
      session.terminal.send(Sent.down + "\r")
      #expect(await turn.value == .line(long))
    }

    @Test func entryOfSeveralLinesIsWalkedThrough() async throws {
      let session = try EditorSession(history: ["before", "a\nb"])
      let turn = try await session.begin()
      session.terminal.send(Sent.up)
      try await session.waitForScreen(["> a", ". b"])
      session.terminal.send(Sent.up)
      try await session.waitForCursor(0, 3)
      session.terminal.send(Sent.up)
      try await session.waitForScreen(["> before"])
      session.terminal.send("\r")
      #expect(await turn.value == .line("before"))
    }

    @Test func searchFindsOlderOnesAndAccepts() async throws {
      let session = try EditorSession(history: ["deploy old", "list", "deploy new"])
      let turn = try await session.begin()
      try await session.type("half" + Sent.control("R"), until: "search '': half")
      session.terminal.send("dep")
      try await session.waitForScreen(["search 'dep': deploy new"])
      session.terminal.send(Sent.control("R"))
      try await session.waitForScreen(["search 'dep': deploy old"])
      session.terminal.send("\r")
      try await session.waitForScreen(["> deploy old"])
      session.terminal.send(Sent.control("E") + "!\r")
      #expect(await turn.value == .line("deploy old!"))
    }

    @Test(arguments: ["\u{7}", "\u{1B}"]) func searchGivenUpLeavesTheLine(key: String) async throws {
      let session = try EditorSession(history: ["deploy"])
      let turn = try await session.begin()
      session.terminal.send("half" + Sent.control("R") + "dep")
      try await session.waitForScreen(["search 'dep': deploy"])
      session.terminal.send(key)
      try await session.waitForScreen(["> half"])
      session.terminal.send("\r")
      #expect(await turn.value == .line("half"))
    }

    @Test func arrowAcceptsAndMoves() async throws {
      let session = try EditorSession(history: ["deploy"])
      let turn = try await session.begin()
      session.terminal.send(Sent.control("R") + "loy")
      try await session.waitForScreen(["search 'loy': deploy"])
      session.terminal.send(Sent.left)
      try await session.waitForScreen(["> deploy"])
      try await session.waitForCursor(0, 4)
      session.terminal.send(Sent.control("C"))
      #expect(await turn.value == .interrupted)
    }

    @Test func interruptDuringASearchEndsTheTurn() async throws {
      let session = try EditorSession(history: ["deploy"])
      let turn = try await session.begin()
      session.terminal.send(Sent.control("R") + "dep")
      try await session.waitForScreen(["search 'dep': deploy"])
      session.terminal.send(Sent.control("C"))
      #expect(await turn.value == .interrupted)
    }
  }
}
