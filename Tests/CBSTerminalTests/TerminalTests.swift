import Glibc
import Synchronization
import TestSupport
import Testing

@testable import CBSTerminal

@Suite("Terminal") struct TerminalTests {
  @Test func sizeIsTheWindows() throws {
    let terminal = try PseudoTerminal(columns: 33, rows: 7)
    #expect(Terminal.size(of: terminal.device) == Terminal.Size(columns: 33, rows: 7))
    #expect(Terminal.size(of: -1) == nil)
    #expect(Terminal.isTerminal(terminal.device))
    #expect(!Terminal.isTerminal(-1))
  }

  @Test(arguments: [
    (["TERM": "xterm"], true, true), (["TERM": "dumb"], false, false), ([:], false, false),
    (["TERM": "xterm", "NO_COLOR": "1"], true, false), (["TERM": "xterm", "NO_COLOR": ""], true, true),
  ])
  func environmentSaysWhatItCan(environment: [String: String], canEdit: Bool, hasColor: Bool) throws {
    let terminal = try PseudoTerminal()
    let device = terminal.device
    #expect(Terminal.canEdit(input: device, output: device, environment: environment) == canEdit)
    #expect(Terminal.supportsColor(device, environment: environment) == hasColor)
    #expect(!Terminal.canEdit(input: -1, output: device, environment: environment))
    #expect(!Terminal.supportsColor(-1, environment: environment))
  }
}

extension EditorSuite {
  @Suite("signals") struct SignalTests {
    @Test func interruptGoesToTheActionElseToTheEditor() async throws {
      Interrupts.install()
      let (signals, continuation) = AsyncStream.makeStream(of: Int32.self)
      Interrupts.onInterrupt { continuation.yield($0) }
      kill(getpid(), SIGINT)
      var iterator = signals.makeAsyncIterator()
      #expect(await iterator.next() == SIGINT)
      Interrupts.onInterrupt(nil)
      let session = try EditorSession()
      let turn = try await session.begin()
      try await session.type("half", until: "> half")
      kill(getpid(), SIGINT)
      #expect(await turn.value == .interrupted)
      let next = try await session.begin("next> ")
      kill(getpid(), SIGTERM)
      #expect(await next.value == .end)
    }

    @Test func watcherIsToldWhileItLives() async throws {
      let (signals, continuation) = AsyncStream.makeStream(of: Int32.self)
      var watcher: Watcher? = Watcher { continuation.yield($0) }
      #expect(watcher != nil)
      kill(getpid(), SIGWINCH)
      var iterator = signals.makeAsyncIterator()
      #expect(await iterator.next() == SIGWINCH)
      watcher = nil
      continuation.finish()
      #expect(await iterator.next() == nil)
    }
  }
}

@Suite("PseudoTerminal") struct PseudoTerminalTests {
  @Test func programHasTheTerminalItsSizeAndDirectory() async throws {
    let terminal = try PseudoTerminal(columns: 50, rows: 9)
    let child = try terminal.spawn(
      "/bin/sh", ["-c", "stty size; pwd; echo $NAME; read line </dev/tty; echo got $line; exit 3"],
      environment: ["NAME": "value", "PATH": "/usr/bin:/bin"], directory: "/usr")
    try await terminal.waitFor("value")
    terminal.send("word\n")
    try await terminal.waitFor("got word")
    #expect(terminal.screen.lines == ["9 50", "/usr", "value", "word", "got word"])
    #expect(try await child.status() == 3)
  }

  @Test func controlCIsASignalForTheProgram() async throws {
    let terminal = try PseudoTerminal()
    let child = try terminal.spawn("/bin/sh", ["-c", "echo ready; exec sleep 1000"], environment: ["PATH": "/bin"])
    try await terminal.waitFor("ready")
    terminal.send("\u{3}")
    #expect(try await child.status() == 128 + SIGINT)
  }

  @Test func vainWaitTellsTheExchange() async throws {
    let terminal = try PseudoTerminal(columns: 10, rows: 2)
    terminal.echo("seen\u{7}")
    try await terminal.waitFor("seen")
    let failure = await #expect(throws: PseudoTerminal.Failure.self) {
      try await terminal.waitFor("unseen", within: .milliseconds(1))
    }
    #expect(failure?.description.contains("\"seen\\u{07}\"") == true)
    #expect(failure?.description.contains("|seen") == true)
  }
}
