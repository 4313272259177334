import CBSTerminal
import TestSupport
import Testing

extension EditorSuite {
  @Suite("vi mode") struct EditorViTests {
    @Test func commandsOfBothMaps() async throws {
      let session = try EditorSession(mode: .vi)
      let turn = try await session.begin()
      try await session.type("one two three", until: "three")
      session.terminal.send("\u{1B}")
      try await session.waitForCursor(0, 14)
      session.terminal.send("0dw")
      try await session.waitForScreen(["> two three"])
      session.terminal.send("A!")
      try await session.waitForScreen(["> two three!"])
      session.terminal.send("\u{1B}")
      try await session.waitForCursor(0, 11)
      session.terminal.send("u")
      try await session.waitForScreen(["> two three"])
      session.terminal.send("03x\r")
      #expect(await turn.value == .line(" three"))
    }

    @Test func arrowsStayInInsertMode() async throws {
      let session = try EditorSession(mode: .vi)
      let turn = try await session.begin()
      try await session.type("abc", until: "> abc")
      session.terminal.send(
        Sent.left + Sent.left + "x" + Sent.right + Sent.right + "y" + Sent.home + "z" + Sent.end + "!")
      try await session.waitForScreen(["> zaxbcy!"])
      session.terminal.send("\r")
      #expect(await turn.value == .line("zaxbcy!"))
    }

    @Test func historyFromBothMaps() async throws {
      let session = try EditorSession(history: ["first", "second"], mode: .vi)
      let turn = try await session.begin()
      session.terminal.send("dra" + Sent.up)
      try await session.waitForScreen(["> second"])
      session.terminal.send("\u{1B}")
      try await session.waitForCursor(0, 7)
      session.terminal.send("k")
      try await session.waitForScreen(["> first"])
      try await session.waitForCursor(0, 2)
      session.terminal.send("jj")
      try await session.waitForScreen(["> dra"])
      session.terminal.send("/sec")
      try await session.waitForScreen(["search 'sec': second"])
      session.terminal.send("\r")
      try await session.waitForScreen(["> second"])
      session.terminal.send("\r")
      #expect(await turn.value == .line("second"))
    }

    @Test func pasteInterruptAndCompletion() async throws {
      let session = try EditorSession(
        mode: .vi,
        completions: { _, cursor in
          CompletionList(replacing: 0..<cursor, candidates: [.init(insertion: "done", display: "done")])
        })
      let turn = try await session.begin()
      session.terminal.send(Sent.paste("a\nb"))
      try await session.waitForScreen(["> a", ". b"])
      session.terminal.send(Sent.control("U") + "\u{7F}\u{7F}")
      try await session.waitForScreen([">"])
      session.terminal.send("d\t")
      try await session.waitForScreen(["> done"])
      session.terminal.send("\u{1B}")
      try await session.waitForCursor(0, 6)
      session.terminal.send(Sent.control("C"))
      #expect(await turn.value == .interrupted)
    }
  }
}
