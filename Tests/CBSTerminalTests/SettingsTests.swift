import CBSTerminal
import FoundationEssentials
import Glibc
import TestSupport
import Testing

extension EditorSuite {
  @Suite(".editrc") struct SettingsTests {
    /// An editor for a user with these settings.
    private func session(_ settings: String, mode: EditingMode? = nil) throws -> EditorSession {
      let file = FileManager.default.temporaryDirectory.appendingPathComponent(
        "editrc-\(UInt64.random(in: 0...(.max)))")
      try Data(settings.utf8).write(to: file)
      setenv("EDITRC", file.path, 1)
      defer {
        unsetenv("EDITRC")
        try? FileManager.default.removeItem(at: file)
      }
      return try EditorSession(history: ["first", "second"], mode: mode, readsUserSettings: true)
    }

    @Test func viFromTheFileKeepsOurKeys() async throws {
      let session = try session("bind -v\n")
      let turn = try await session.begin()
      try await session.type("abc\u{1B}", until: "abc")
      try await session.waitForCursor(0, 4)
      session.terminal.send("0x" + Sent.up)
      try await session.waitForScreen(["> second"])
      session.terminal.send("\r")
      #expect(await turn.value == .line("second"))
    }

    @Test func argumentGoesBeforeTheFile() async throws {
      let session = try session("bind -v\n", mode: .emacs)
      let turn = try await session.begin()
      session.terminal.send("bc" + Sent.control("A") + "a\r")
      #expect(await turn.value == .line("abc"))
    }

    @Test(arguments: ["", "bind -v\n"]) func userBindingsStay(first: String) async throws {
      let session = try session(
        first + "bind -s ^R R\nbind -s ^T typed\nbind ^[[A ed-move-to-beg\nbind -s ^[[25~ known\n")
      let turn = try await session.begin()
      try await session.type("ab", until: "> ab")
      session.terminal.send(Sent.up)
      try await session.waitForCursor(0, 2)
      session.terminal.send(Sent.control("R") + Sent.control("T") + "\u{1B}[25~\u{1B}[24~" + "\u{1B}OB")
      try await session.waitForScreen(["> Rtypedknownab"])
      session.terminal.send("\r")
      #expect(await turn.value == .line("Rtypedknownab"))
    }

    @Test func ourFunctionsCanBeBound() async throws {
      let session = try session("cbs:bind ^T cbs-older-match\nother:bind ^T ed-insert\n")
      let turn = try await session.begin()
      session.terminal.send("fi" + Sent.control("T"))
      try await session.waitForScreen(["> first"])
      session.terminal.send("\r")
      #expect(await turn.value == .line("first"))
    }

    /// libedit's own history commands and line-ending commands also work, if the user binds them.
    @Test func libraryCommandsSeeTheHistory() async throws {
      let session = try session("bind ^T ed-prev-history\nbind ^O ed-newline\n")
      let turn = try await session.begin()
      session.terminal.send(Sent.control("T") + Sent.control("T"))
      try await session.waitForScreen(["> first"])
      session.terminal.send(Sent.control("O"))
      #expect(await turn.value == .line("first"))
      try await session.waitForScreen(["> first"])
      try await session.waitForCursor(1, 0)
    }

    @Test func editingSwitchedOffIsRefused() throws {
      #expect(throws: LineEditorError.switchedOff) { try session("edit off\n") }
    }
  }
}
