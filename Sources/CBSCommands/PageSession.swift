import CBSCatalog
import CBSDiagnostics
import CBSInterpreter
import CBSManual
import CBSSettings
import CBSShell
import FoundationEssentials
import Synchronization

/// What runs the steps of one section: a session of its own, on a fresh sandbox whose clock, identifiers and keys are
/// the same in every run, in a folder of its own, with no terminal and nobody to ask.
final class PageSession: Sendable {
  private let folder: String
  private let world: PageWorld
  private let printed = Printed()
  private let session: Session
  private let line = Mutex(0)

  /// Everything that was printed since it was last taken, standard output and standard error as they came.
  private final class Printed: Sendable {
    private let text = Mutex("")
    func add(_ more: String) { text.withLock { $0 += more } }
    func take() -> String {
      text.withLock { text in
        defer { text = "" }
        return text
      }
    }
  }

  init(world: any World) throws {
    folder = FileManager.default.temporaryDirectory.path + "/cbs-page-\(UInt64.random(in: 0...(.max)))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    self.world = PageWorld(base: world)
    var options = ProgramOptions()
    options.isSandbox = true
    session = try Session(
      world: self.world, surroundings: Self.surroundings(folder: folder, printed: printed), options: options,
      commands: Builtins.all)
  }

  private static func surroundings(folder: String, printed: Printed) -> Surroundings {
    Surroundings(
      environment: ["HOME": folder], workingDirectory: folder, inputIsTerminal: false, outputIsTerminal: false,
      errorIsTerminal: false, usesColor: false, width: { nil }, write: { _, text in printed.add(text) })
  }

  func place(_ file: TranscriptPage.File) throws {
    try PrivateFile.replace(folder + "/" + file.name, with: file.text.utf8)
  }

  /// Runs what is typed at the prompt of the section.
  func run(line text: String) async -> (output: String, exit: Int32) {
    let number = line.withLock { number in
      number += 1
      return number
    }
    let source = Source(name: "input", text: text, firstLine: number)
    let result = await session.run(source, .init(scope: session.scope, isPrompt: true))
    return (taken(), result.status.code)
  }

  /// Runs the program with the words after its name.
  func run(program arguments: [String]) async -> (output: String, exit: Int32) {
    let program = Program(
      world: world, surroundings: Self.surroundings(folder: folder, printed: printed),
      commands: Builtins.commands,
      makeLines: { session in PlainLines(surroundings: session.surroundings, entries: session.entries) })
    let status = await program.run(arguments)
    return (taken(), status.code)
  }

  /// What was printed; the section's folder shows as `~`, since it is another one in every run.
  private func taken() -> String { printed.take().replacing(folder, with: "~") }

  func end() {
    session.end()
    try? FileManager.default.removeItem(atPath: folder)
  }
}

/// A world without a network, whose sandboxes are all deterministic.
private struct PageWorld: World {
  let base: any World
  let clock: any Clock<Duration> = StoppedClock()

  func network() -> any Transport { NoNetwork() }

  func sandbox(at directory: String, kind: SandboxKind) -> LocalSandbox {
    switch kind {
    case .own, .temporary, .deterministic: base.sandbox(at: directory, kind: .deterministic)
    case .copy(let original, _): base.sandbox(at: directory, kind: .copy(of: original, orNew: .deterministic))
    case .empty: base.sandbox(at: directory, kind: kind)
    }
  }

  func serve(
    _ transport: any Transport, port: Int, listening: @escaping @Sendable (Int) async -> Void
  ) async throws {
    throw TransportFailure(.other("a page of the manual serves nothing"), mayHaveHappened: false)
  }
}

/// A clock that shows no time going by, so that what a page says of durations is the same in every run.
private struct StoppedClock: Clock {
  struct Instant: InstantProtocol {
    let offset: Duration
    func advanced(by duration: Duration) -> Self { Self(offset: offset + duration) }
    func duration(to other: Self) -> Duration { other.offset - offset }
    static func < (left: Self, right: Self) -> Bool { left.offset < right.offset }
  }

  var now: Instant { Instant(offset: .zero) }
  var minimumResolution: Duration { .nanoseconds(1) }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try await Task.sleep(for: deadline.offset, tolerance: tolerance)
  }
}

/// A network that is down.
private struct NoNetwork: Transport {
  func send(_ request: Request, within limit: Duration) async throws -> Response {
    throw TransportFailure(.unresolved(host: request.origin), mayHaveHappened: false)
  }
}
