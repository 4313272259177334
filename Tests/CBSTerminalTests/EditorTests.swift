import CBSTerminal
import Glibc
import TestSupport
import Testing

extension EditorSuite {
  @Suite("keys and turns") struct EditorTests {
    /// Guards technique T1: libedit reads through our function and draws nothing itself.
    @Test func keyIsEchoedThroughTheHook() async throws {
      let session = try EditorSession()
      let turn = try await session.begin()
      try await session.type("h", until: "> h")
      try await session.waitForScreen(["> h"])
      session.terminal.send("i\r")
      #expect(await turn.value == .line("hi"))
      try await session.waitForScreen(["> hi"])
      try await session.waitForCursor(1, 0)
      #expect(!session.terminal.screen.modes.contains(2004), "paste mode is off between turns")
    }

    @Test func severalTurnsFollowEachOther() async throws {
      let session = try EditorSession()
      for number in 1...3 {
        let turn = try await session.begin("\(number)> ")
        session.terminal.send("line \(number)\r")
        #expect(await turn.value == .line("line \(number)"))
      }
      try await session.waitForScreen(["1> line 1", "2> line 2", "3> line 3"])
    }

    @Test func outputWithoutALineBreakIsKept() async throws {
      let session = try EditorSession(columns: 20)
      session.terminal.echo("half a line")
      let turn = try await session.begin()
      try await session.waitForScreen(["half a line%", ">"])
      session.terminal.send("\r")
      #expect(await turn.value == .line(""))
    }

    @Test func insertsBetweenWideCharacters() async throws {
      let session = try EditorSession()
      let turn = try await session.begin()
      try await session.type("漢字", until: "> 漢字")
      try await session.type(Sent.left + "x", until: "> 漢x字")
      try await session.waitForCursor(0, 5)
      session.terminal.send(Sent.home + "e\u{301}" + Sent.end + "!\r")
      #expect(await turn.value == .line("e\u{301}漢x字!"))
    }

    @Test func characterIsOneStepAndOneBackspace() async throws {
      let session = try EditorSession()
      let turn = try await session.begin()
      try await session.type("a👩‍👧e\u{301}", until: "> a👩‍👧e\u{301}")
      session.terminal.send(Sent.left)
      try await session.waitForCursor(0, 5)
      session.terminal.send(Sent.left)
      try await session.waitForCursor(0, 3)
      session.terminal.send(Sent.right)
      try await session.waitForCursor(0, 5)
      session.terminal.send("\u{7F}")
      try await session.waitForScreen(["> ae\u{301}"])
      session.terminal.send(Sent.delete)
      try await session.waitForScreen(["> a"])
      session.terminal.send("\r")
      #expect(await turn.value == .line("a"))
    }

    @Test func killsAndYanks() async throws {
      let session = try EditorSession()
      let turn = try await session.begin()
      try await session.type("one two three", until: "three")
      session.terminal.send(Sent.control("W"))
      try await session.waitForScreen(["> one two"])
      session.terminal.send(Sent.control("A") + Sent.control("Y"))
      try await session.waitForScreen(["> threeone two"])
      session.terminal.send(Sent.wordRight + Sent.control("K"))
      try await session.waitForScreen(["> threeone"])
      session.terminal.send("x\u{7F}" + Sent.control("U"))
      try await session.waitForScreen([">"])
      session.terminal.send(Sent.control("Y") + "\r")
      #expect(await turn.value == .line("threeone"))
    }

    @Test func killTakesTheLineNotTheEntry() async throws {
      let session = try EditorSession()
      let turn = try await session.begin()
      session.terminal.send(Sent.paste("one\ntwo\nthree") + Sent.up)
      try await session.waitForCursor(1, 5)
      session.terminal.send(Sent.control("U"))
      try await session.waitForScreen(["> one", ".", ". three"])
      session.terminal.send(Sent.control("K") + "\r")
      #expect(await turn.value == .line("one\nthree"))
    }

    @Test func undoAndRedo() async throws {
      let session = try EditorSession(history: ["old entry"])
      let turn = try await session.begin()
      try await session.type("one", until: "> one")
      try await session.type(" two", until: "> one two")
      session.terminal.send(Sent.up)
      try await session.waitForScreen(["> old entry"])
      session.terminal.send(Sent.control("_"))
      try await session.waitForScreen(["> one two"])
      session.terminal.send(Sent.control("_"))
      try await session.waitForScreen(["> one"])
      session.terminal.send(Sent.control("_"))
      try await session.waitForScreen([">"])
      session.terminal.send("\u{1B}/\u{1B}/")
      try await session.waitForScreen(["> one two"])
      session.terminal.send("\r")
      #expect(await turn.value == .line("one two"))
    }

    @Test func interruptGivesUpTheLine() async throws {
      let session = try EditorSession()
      var turn = try await session.begin()
      try await session.type("half", until: "half")
      session.terminal.send(Sent.control("C"))
      #expect(await turn.value == .interrupted)
      try await session.waitForScreen(["> half^C"])
      turn = try await session.begin("next> ")
      session.terminal.send("x\r")
      #expect(await turn.value == .line("x"))
    }

    @Test func endOnAnEmptyLineOnly() async throws {
      let session = try EditorSession()
      let turn = try await session.begin()
      try await session.type("ab", until: "> ab")
      session.terminal.send(Sent.home + Sent.control("D"))
      try await session.waitForScreen(["> b"])
      session.terminal.send(Sent.control("D"))
      try await session.waitForScreen([">"])
      session.terminal.send(Sent.control("D"))
      #expect(await turn.value == .end)
    }

    @Test func hangUpEnds() async throws {
      let session = try EditorSession()
      let turn = try await session.begin()
      session.terminal.hangUp()
      #expect(await turn.value == .end)
    }

    @Test func closingEndsTheTurn() async throws {
      let session = try EditorSession()
      let turn = try await session.begin()
      await session.editor.close()
      #expect(await turn.value == .end)
      #expect(await session.editor.read(EditorPrompt(text: "> ")) == .end)
    }

    @Test func cancellingInterruptsTheTurn() async throws {
      let session = try EditorSession()
      let turn = try await session.begin()
      turn.cancel()
      #expect(await turn.value == .interrupted)
      let next = try await session.begin("next> ")
      session.terminal.send("x\r")
      #expect(await next.value == .line("x"))
    }

    @Test func whatIsNoTerminalIsRefused() throws {
      #expect(throws: LineEditorError.notATerminal) {
        try LineEditor(input: -1, output: -1, options: LineEditorOptions())
      }
    }

    @Test func severalSequencesThatNobodyKnowsInsertNothing() async throws {
      let session = try EditorSession()
      let turn = try await session.begin()
      session.terminal.send("a\u{1B}[25~\u{1B}[<0;1;1M\u{1B}OPb\r")
      #expect(await turn.value == .line("ab"))
    }
  }
}

extension PseudoTerminal {
  /// Writes as a program on the terminal would.
  func echo(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(device, bytes, bytes.count)
  }
}
