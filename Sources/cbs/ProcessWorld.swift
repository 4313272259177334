import CBSCatalog
import CBSClient
import CBSNetwork
import CBSSandbox
import CBSServer
import CBSShell
import Synchronization

/// The real world: connections are opened, sandboxes live in files.
final class ProcessWorld: World {
  let clock: any Clock<Duration> = ContinuousClock()
  private let environment: [String: String]
  private let opened = Mutex<NetworkTransport?>(nil)

  init(environment: [String: String]) { self.environment = environment }

  /// Closes what was opened; nothing is sent after it.
  func close() async { await opened.withLock { $0 }?.shutdown() }

  func network() -> any Transport {
    opened.withLock { opened in
      let made = opened ?? NetworkTransport(environment: environment)
      opened = made
      return made
    }
  }

  func sandbox(at directory: String, kind: SandboxKind) -> LocalSandbox {
    let sandbox = Sandbox(directory: directory, options: SandboxOptions(kind))
    return LocalSandbox(path: CallPath(wire: sandbox), administration: sandbox)
  }

  func serve(
    _ transport: any Transport, port: Int, listening: @escaping @Sendable (Int) async -> Void
  ) async throws {
    let server = LoopbackServer(transport, port: port)
    await listening(try await server.start())
    // Until the task is cancelled.
    while (try? await Task.sleep(for: .seconds(3600))) != nil {}
    try await server.stop()
  }
}

extension SandboxOptions {
  /// How a sandbox of that kind begins.
  fileprivate init(_ kind: SandboxKind) {
    self.init()
    switch kind {
    case .own: break
    case .temporary: seed = Self.deterministic.seed
    case .deterministic: self = .deterministic
    case .copy(let original, let new):
      self.init(new)
      beginning = .copy(of: original)
      clockStaysVirtual = true
    case .empty(let organization):
      seed = Self.deterministic.seed
      beginning = .empty(organization: organization)
      checksWeights = false
      clockStaysVirtual = true
    }
  }
}
