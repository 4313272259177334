import Dispatch
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import CBSShell

@Suite("lines without an editor") struct PlainLinesTests {
  /// The two ends of a pipe, and a reader of lines at one of them.
  private final class Input: Sendable {
    let lines: PlainLines
    let log = PromptLog()
    private let writeEnd: Mutex<Int32>
    private let readEnd: Int32

    init() throws {
      var ends: [Int32] = [-1, -1]
      try #require(pipe(&ends) == 0)
      readEnd = ends[0]
      writeEnd = Mutex(ends[1])
      lines = PlainLines(
        surroundings: Surroundings(
          environment: [:], workingDirectory: "/", inputIsTerminal: false, outputIsTerminal: false,
          errorIsTerminal: false, usesColor: false, width: { nil }, write: { [log] _, text in log.add(text) }),
        entries: EntryParser(), input: readEnd)
    }

    deinit {
      close(readEnd)
      end()
    }

    func type(_ text: String) { writeEnd.withLock { _ = write($0, text, text.utf8.count) } }

    func end() {
      writeEnd.withLock { writeEnd in
        if writeEnd >= 0 { close(writeEnd) }
        writeEnd = -1
      }
    }

    func next() async -> LineEvent { await lines.next(PromptLine(first: "> ", continuation: "...> ")) }
  }

  private final class PromptLog: Sendable {
    private let state = Mutex("")
    func add(_ text: String) { state.withLock { $0 += text } }
    var text: String { state.withLock { $0 } }
  }

  @Test func `lines come one by one, those of a block together, and the last without its line break`() async throws {
    let input = try Input()
    input.type("print 1\r\nprint 2\nif true {\n  print 3\n}\nprint 4")
    #expect(await input.next() == .line("print 1"))
    #expect(await input.next() == .line("print 2"))
    #expect(await input.next() == .line("if true {\n  print 3\n}"))
    input.end()
    #expect(await input.next() == .line("print 4"))
    #expect(await input.next() == .end)
    #expect(input.log.text == "> > > ...> ...> > > ")
  }

  @Test func `who waits for a line keeps no task waiting`() async throws {
    // More than there are threads for tasks.
    let inputs = try (0..<64).map { _ in try Input() }
    let hasRun = DispatchSemaphore(value: 0)
    let ranInTime = Mutex(false)
    // On a thread of its own, so that a failing test ends too.
    DispatchQueue(label: "typist").async {
      let result = hasRun.wait(timeout: .now() + 300)
      ranInTime.withLock { $0 = result == .success }
      for input in inputs { input.type("x\n") }
    }
    await withTaskGroup(of: Void.self) { group in
      for input in inputs { group.addTask { #expect(await input.next() == .line("x")) } }
      group.addTask { hasRun.signal() }
    }
    #expect(ranInTime.withLock { $0 })
  }

  @Test func `a cancelled wait ends, and what was typed stays`() async throws {
    let input = try Input()
    input.type("half")
    let wait = Task { await input.next() }
    wait.cancel()
    #expect(await wait.value == .interrupted)
    input.type(" and half\n")
    #expect(await input.next() == .line("half and half"))
  }

  @Test func `a secret is read without echo, or not at all`() async throws {
    let terminal = try PseudoTerminal()
    let lines = PlainLines(
      surroundings: Surroundings(
        environment: [:], workingDirectory: "/", inputIsTerminal: true, outputIsTerminal: true, errorIsTerminal: true,
        usesColor: false, width: { nil }, write: { _, _ in }), entries: EntryParser(), input: terminal.device)
    let wait = Task { await lines.nextSecret("key: ") }
    wait.cancel()
    #expect(await wait.value == nil)
    var state = termios()
    #expect(tcgetattr(terminal.device, &state) == 0 && state.c_lflag & tcflag_t(ECHO) != 0)
    let input = try Input()
    #expect(await input.lines.nextSecret("key: ") == nil)
    #expect(input.log.text.isEmpty)
  }
}
