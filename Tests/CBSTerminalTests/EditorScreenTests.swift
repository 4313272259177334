import CBSTerminal
import Glibc
import TestSupport
import Testing

extension EditorSuite {
  @Suite("screen") struct EditorScreenTests {
    @Test func incompleteEntryAsksForMore() async throws {
      let session = try EditorSession(isIncomplete: { !$0.hasSuffix("}") })
      let turn = try await session.begin()
      session.terminal.send("if {\r")
      try await session.waitForScreen(["> if {", "."])
      session.terminal.send("body\r")
      try await session.waitForScreen(["> if {", ". body", "."])
      session.terminal.send("}\r")
      #expect(await turn.value == .line("if {\nbody\n}"))
      try await session.waitForScreen(["> if {", ". body", ". }"])
      try await session.waitForCursor(3, 0)
    }

    @Test func altEnterBreaksACompleteLine() async throws {
      let session = try EditorSession()
      let turn = try await session.begin()
      session.terminal.send("one\u{1B}\rtwo")
      try await session.waitForScreen(["> one", ". two"])
      session.terminal.send(Sent.up + Sent.end + "!" + Sent.down + Sent.home + "x\r")
      #expect(await turn.value == .line("one!\nxtwo"))
    }

    @Test func pasteOfSeveralLinesStaysAnEntry() async throws {
      let session = try EditorSession()
      let turn = try await session.begin()
      session.terminal.send("a " + Sent.paste("first\r\nsecond\tx\nthird\n\n"))
      try await session.waitForScreen(["> a first", ". second        x", ". third"])
      session.terminal.send(Sent.control("_"))
      try await session.waitForScreen(["> a"])
      session.terminal.send(Sent.paste("one\ntwo\n") + "\r")
      #expect(await turn.value == .line("a one\ntwo"))
    }

    @Test func pasteRunsNoKeys() async throws {
      let session = try EditorSession()
      let turn = try await session.begin()
      session.terminal.send(Sent.paste("x\u{3}\u{1B}[Ay"))
      try await session.waitForScreen(["> x^C^[[Ay"])
      session.terminal.send("\r")
      #expect(await turn.value == .line("x\u{3}\u{1B}[Ay"))
    }

    @Test func largePasteComesWhole() async throws {
      let session = try EditorSession(columns: 60, rows: 20)
      let turn = try await session.begin()
      let text = (1...2000).map { "line number \($0) with words" }.joined(separator: "\n")
      session.terminal.send(Sent.paste(text))
      try await session.terminal.waitFor("line number 2000 with words")
      session.terminal.send("\r")
      #expect(await turn.value == .line(text))
    }

    @Test func newsStandAboveTheHalfTypedLine() async throws {
      let session = try EditorSession()
      let turn = try await session.begin()
      try await session.type("half", until: "> half")
      session.editor.announce("version 7 is live\nsecond line")
      try await session.waitForScreen(["version 7 is live", "second line", "> half"])
      try await session.waitForCursor(2, 6)
      session.terminal.send(" done\r")
      #expect(await turn.value == .line("half done"))
      session.editor.announce("between turns")
      let next = try await session.begin("next> ")
      try await session.waitForScreen([
        "version 7 is live", "second line", "> half done", "between turns", "next>",
      ])
      session.terminal.send("\r")
      #expect(await next.value == .line(""))
    }

    @Test func promptChangesWhileTyping() async throws {
      let session = try EditorSession()
      let turn = try await session.begin("old> ")
      try await session.type("text", until: "old> text")
      session.editor.setPrompt(EditorPrompt(text: "\u{1B}[32mnewer>\u{1B}[0m "))
      try await session.waitForScreen(["newer> text"])
      try await session.waitForCursor(0, 11)
      session.terminal.send("\r")
      #expect(await turn.value == .line("text"))
    }

    @Test func narrowerAndWiderWindow() async throws {
      let session = try EditorSession(columns: 40)
      session.terminal.echo("above\r\n")
      let turn = try await session.begin()
      try await session.type("abcdefghijklmnopqrstuvwxyz", until: "xyz")
      session.terminal.setSize(columns: 12, rows: 12)
      kill(getpid(), SIGWINCH)
      try await session.terminal.waitForOutput("\u{1B}[2A\r\u{1B}[J")
      try await session.waitForScreen(["above", "> abcdefghij", "klmnopqrstuv", "wxyz"])
      session.terminal.setSize(columns: 30, rows: 12)
      kill(getpid(), SIGWINCH)
      try await session.waitForScreen(["above", "> abcdefghijklmnopqrstuvwxyz"])
      session.terminal.send(Sent.left + "!\r")
      #expect(await turn.value == .line("abcdefghijklmnopqrstuvwxy!z"))
    }

    @Test func entryTallerThanTheWindow() async throws {
      let session = try EditorSession(columns: 20, rows: 5)
      let turn = try await session.begin()
      let text = (1...9).map { "l\($0)" }.joined(separator: "\n")
      session.terminal.send(Sent.paste(text))
      try await session.waitForScreen([". l5", ". l6", ". l7", ". l8", ". l9"])
      session.terminal.send(String(repeating: Sent.up, count: 8) + Sent.home + "x")
      try await session.waitForScreen(["> xl1", ". l2", ". l3", ". l4", ". l5"])
      try await session.waitForCursor(0, 3)
      session.terminal.send("\r")
      #expect(await turn.value == .line("x" + text))
    }

    @Test func longLineTallerThanTheWindow() async throws {
      let session = try EditorSession(columns: 20, rows: 4)
      let turn = try await session.begin()
      let text = String((0..<200).map { Character(UnicodeScalar(UInt8(97 + $0 % 26))) })
      try await session.type(text, until: String(text.suffix(2)))
      session.terminal.send(Sent.home + "<" + Sent.end + ">")
      try await session.waitForCursor(3, 4)
      session.terminal.send(Sent.home)
      try await session.waitForCursor(0, 2)
      #expect(session.terminal.screen.rows[0] == "> <" + text.prefix(17))
      session.terminal.send("\r")
      #expect(await turn.value == .line("<" + text + ">"))
    }

    @Test func clearScreenKeepsTheLine() async throws {
      let session = try EditorSession()
      session.terminal.echo("old\r\nolder\r\n")
      let turn = try await session.begin()
      try await session.type("text", until: "> text")
      session.terminal.send(Sent.control("L"))
      try await session.waitForScreen(["> text"])
      session.terminal.send("\r")
      #expect(await turn.value == .line("text"))
    }

    /// Types many random keys: the editor must survive, and its screen must equal a full repaint.
    @Test(arguments: [UInt64(1), 2, 3], [EditingMode.emacs, .vi])
    func randomKeysKeepTheScreenTrue(seed: UInt64, mode: EditingMode) async throws {
      let session = try EditorSession(
        columns: 17, rows: 6, history: ["one", "two words", "l1\nl2\nl3"], mode: mode,
        completions: { _, cursor in
          CompletionList(replacing: cursor..<cursor, candidates: [.init(insertion: "§", display: "§")])
        })
      let turn = try await session.begin()
      var random = SeededGenerator(seed: seed)
      let keys =
        ["a", "b ", "漢", "e\u{301}", "👩‍👧", "long words here ", Sent.up, Sent.down, Sent.left, Sent.right]
        + [Sent.home, Sent.end, Sent.delete, Sent.wordLeft, Sent.wordRight, "\u{7F}", "\u{1B}\n", Sent.paste("p\nq")]
        + ["A", "E", "K", "U", "W", "Y", "_", "T"].map { Sent.control($0) }
        + (mode == .vi
          ? ["\u{1B}", "x", "dw", "i", "A", "cc", "~", "p", "u", "0", "$", "3l"] : ["\u{1B}b", "\u{1B}d"])
      for _ in 0..<150 { session.terminal.send(keys.randomElement(using: &random) ?? "a") }
      // The mark is painted after all preceding keys.
      session.terminal.send((mode == .vi ? "\u{1B}i" : "") + "\t")
      try await session.terminal.waitFor("§")
      let before = session.terminal.screen
      session.terminal.send(Sent.control("L"))
      try await session.terminal.waitFor("the same line on a clear screen") { screen in
        let block = before.lines.suffix(screen.lines.count)
        return screen.column == before.column && Array(block) == screen.lines
      }
      session.terminal.send(Sent.control("C"))
      #expect(await turn.value == .interrupted)
    }
  }
}
