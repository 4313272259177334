import CBSInterpreter
import CBSLanguage
@testable import CBSSettings
import CBSValues
import Synchronization
import Testing

@testable import CBSShell

@Suite("the interpreter of a session") struct SessionInterpreterTests {
  /// A command that does nothing.
  private struct Numbered: CBSInterpreter.Command {
    let signature: Signature
    init(_ number: Int) { signature = Signature("number-\(number)", "A command.", effect: .none) }
    func run(_ invocation: Invocation) async throws -> Output { .none }
  }

  private func session(
    commands: @escaping @Sendable (Session) -> [any CBSInterpreter.Command]
  ) throws -> Session {
    let world = SandboxWorld()
    let surroundings = Surroundings(
      environment: ["HOME": world.folder.path], workingDirectory: world.folder.path, inputIsTerminal: false,
      outputIsTerminal: false, errorIsTerminal: false, usesColor: false, width: { nil }, write: { _, _ in })
    var options = ProgramOptions()
    options.isSandbox = true
    return try Session(world: world, surroundings: surroundings, options: options, commands: commands)
  }

  @Test func `commands may read the session while they are made`() throws {
    let session = try session { session in
      session.connection.name == "sandbox" ? [Numbered(1)] : []
    }
    #expect(session.interpreter.table["number-1"] != nil)
  }

  @Test func `whoever asks at the same time gets the same interpreter`() async throws {
    let count = Mutex(0)
    let session = try session { _ in
      [
        Numbered(
          count.withLock { count in
            count += 1
            return count
          })
      ]
    }
    let names = await withTaskGroup(of: [String].self) { group in
      for _ in 0..<16 { group.addTask { session.interpreter.table.names.filter { $0.hasPrefix("number-") } } }
      return await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(names.count == 1)
  }

  @Test func `limits that change while it is made hold`() throws {
    let isFirst = Mutex(true)
    let session = try session { session in
      let changes = isFirst.withLock { isFirst in
        defer { isFirst = false }
        return isFirst
      }
      // As `config set max_steps 7` does on another thread.
      if changes, let changed = try? session.settings.setting("max_steps", to: "7") {
        session.state.withLock { $0.settings = changed }
      }
      return [Numbered(changes ? 1 : 2)]
    }
    #expect(session.interpreter.table["number-2"] != nil)
    #expect(session.interpreter.table["number-1"] == nil)
  }
}
