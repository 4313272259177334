import CBSDiagnostics
import Glibc
import Synchronization
import TestSupport

/// The program on a terminal, with a user who types; ended when nobody holds it any more.
final class PromptSession: Sendable {
  let terminal: PseudoTerminal
  private let child: PseudoTerminal.Child
  /// Keeps the home until the program is gone.
  private let fixture: Fixture
  private let hasEnded = Mutex(false)

  /// - Parameter executable: what is started in place of the program itself.
  init(
    fixture: Fixture, executable: String = Fixture.program, _ arguments: [String], environment: [String: String],
    columns: Int = 100, rows: Int = 30
  ) throws {
    self.fixture = fixture
    terminal = try PseudoTerminal(columns: columns, rows: rows)
    child = try terminal.spawn(executable, arguments, environment: environment)
  }

  deinit {
    hasEnded.withLock { hasEnded in
      guard !hasEnded else { return }
      kill(child.process, SIGKILL)
      var status: Int32 = 0
      waitpid(child.process, &status, 0)
    }
  }

  /// Types a line and Enter, and waits for the next prompt.
  func enter(_ line: String, then prompt: String) async throws {
    terminal.send(line + "\r")
    try await terminal.waitFor(prompt)
  }

  /// Presses Tab until `text` is seen: what Tab knows is fetched behind the prompt.
  func pressTab(until text: String, within limit: Duration = PseudoTerminal.patience) async throws {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
      terminal.send("\t")
      if (try? await terminal.waitFor(text, within: .milliseconds(400))) != nil { return }
    }
    throw terminal.failure("Tab never showed '\(text)'")
  }

  /// Waits for the end, with a limit. The exit status, or 128 and the signal's number.
  func end(within limit: Duration = PseudoTerminal.patience) async throws -> Int32 {
    let process = child.process
    let status = try? await Waiting.until("the end of the shell", within: limit) { [weak self] () -> Int32? in
      self?.hasEnded.withLock { hasEnded -> Int32? in
        var status: Int32 = 0
        guard waitpid(process, &status, WNOHANG) == process else { return nil }
        hasEnded = true
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
      }
    }
    guard let status else { throw terminal.failure("the shell did not end") }
    return status
  }
}
