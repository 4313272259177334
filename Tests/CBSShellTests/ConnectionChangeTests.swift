import CBSCatalog
@testable import CBSCommands
import CBSDiagnostics
import CBSInterpreter
import CBSSandbox
import CBSValues
import Synchronization
import Testing

@testable import CBSShell

@Suite("what one connection answers is not taken for another's") struct ConnectionChangeTests {
  /// Two profiles: the API of `a` knows an architecture with a version and answers when it may; `b` knows nothing.
  private struct Places {
    let world: TwoPlaces
    let session: Session

    init() async throws {
      world = TwoPlaces()
      let organization = OrganizationName(unchecked: "globex")
      let arch = ArchitectureID(unchecked: "arch-of-a")
      try await world.base.api.adopt(
        architectures: [arch],
        versions: [
          ModelVersion(
            organization: organization, architecture: arch, number: 3, isDone: true, status: .done, aliases: [],
            uri: "s3://globex/three")
        ], endpoints: [])
      world.base.folder.write(
        ["a", "b"].map { "[profiles.\($0)]\norganization = \"globex\"\nbase_url = \"http://\($0).test\"\n" }.joined(),
        to: "home/.config/cbs/config.toml")
      let surroundings = Surroundings(
        environment: [
          "HOME": world.base.folder.path + "/home",
          "CEREBRAS_MANAGEMENT_API_KEY": SandboxKeys.standard.management.reveal(for: .sandboxKeys),
        ], workingDirectory: world.base.folder.path, inputIsTerminal: false, outputIsTerminal: false,
        errorIsTerminal: false, usesColor: false, width: { nil }, write: { _, _ in })
      var options = ProgramOptions()
      options.profile = "a"
      session = try Session(world: world, surroundings: surroundings, options: options, commands: Builtins.all)
    }
  }

  @Test func `a fetch that began under one profile leaves the other's cache alone`() async throws {
    let places = try await Places()
    let (session, gate) = (places.session, places.world.gate)
    let lines = SilentLines()
    session.lines = lines
    session.refreshSnapshot()
    await gate.hasKept()
    try await session.useProfile("b")
    session.refreshSnapshot()
    gate.open()
    await lines.promptWasSet()
    #expect(session.snapshot == CompletionSnapshot())
    #expect(SnapshotCache(directories: session.directories).load(profile: "b") == CompletionSnapshot())
    try await session.useProfile("a")
    session.refreshSnapshot()
    await lines.promptWasSet()
    #expect(session.snapshot.versions["arch-of-a"]?.map(\.id) == [3])
    #expect(SnapshotCache(directories: session.directories).load(profile: "a") == session.snapshot)
  }

  @Test func `a call that began under one profile teaches nothing about the other`() async throws {
    let places = try await Places()
    let (session, gate) = (places.session, places.world.gate)
    async let status = session.runText(Source(name: "-c", text: "version list arch-of-a"))
    await gate.hasKept()
    try await session.useProfile("b")
    gate.open()
    #expect(await status == .done)
    #expect(session.snapshot == CompletionSnapshot())
    try await session.useProfile("a")
    #expect(await session.runText(Source(name: "-c", text: "version list arch-of-a")) == .done)
    #expect(session.snapshot.versions["arch-of-a"]?.map(\.id) == [3])
  }
}

/// A world whose network leads to two APIs.
private final class TwoPlaces: World, Transport {
  let base = SandboxWorld()
  let gate = Gate()
  private let other: Sandbox

  init() {
    var options = SandboxOptions.deterministic
    options.beginning = .empty(organization: "globex")
    other = Sandbox(directory: base.folder.path + "/other", options: options)
  }

  var clock: any Clock<Duration> { base.clock }
  func network() -> any Transport { self }
  func sandbox(at directory: String, kind: SandboxKind) -> LocalSandbox {
    base.sandbox(at: directory, kind: kind)
  }
  func serve(
    _ transport: any Transport, port: Int, listening: @escaping @Sendable (Int) async -> Void
  ) async throws {}

  func send(_ request: Request, within limit: Duration) async throws -> Response {
    guard request.url.hasPrefix("http://a.test") else { return try await other.send(request, within: limit) }
    let response = try await base.api.send(request, within: limit)
    await gate.pass()
    return response
  }
}

/// Keeps whoever comes until it is opened.
private final class Gate: Sendable {
  private let kept = Signal()
  private let opened = Signal()

  func pass() async {
    kept.set()
    await opened.wait()
  }

  /// Waits until somebody is kept.
  func hasKept() async { await kept.wait() }
  func open() { opened.set() }
}

/// Something that happens once.
private final class Signal: Sendable {
  private let state = Mutex((isSet: false, waiting: [CheckedContinuation<Void, Never>]()))

  func set() {
    let waiting = state.withLock { state in
      defer { state = (true, []) }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  func wait() async {
    await withCheckedContinuation { continuation in
      let isSet = state.withLock { state in
        if !state.isSet { state.waiting.append(continuation) }
        return state.isSet
      }
      if isSet { continuation.resume() }
    }
  }
}

/// A prompt at which nobody types.
private final class SilentLines: LineSource {
  private let prompts = AsyncStream.makeStream(of: PromptLine.self)

  func next(_ prompt: PromptLine) async -> LineEvent { .end }
  func nextSecret(_ prompt: String) async -> String? { nil }
  func setPrompt(_ prompt: PromptLine) { prompts.continuation.yield(prompt) }
  func close() async {}

  /// Waits for the next prompt: it is set when a fetch is over.
  func promptWasSet() async {
    for await _ in prompts.stream { return }
  }
}
