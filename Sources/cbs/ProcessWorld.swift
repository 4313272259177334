import CBSCatalog
import CBSNetwork
import CBSSandbox
import CBSServer
import CBSShell
import CBSWeights
import Synchronization

/// The real world: connections are opened, sandboxes live in files.
final class ProcessWorld: World {
  let clock: any Clock<Duration> = ContinuousClock()
  private let environment: [String: String]
  private let transport = Mutex<NetworkTransport?>(nil)

  init(environment: [String: String]) { self.environment = environment }

  /// Closes what was opened; nothing is sent after it.
  func close() async { await transport.withLock { $0 }?.shutdown() }

  func network() -> any Transport {
    transport.withLock { transport in
      let made = transport ?? NetworkTransport(environment: environment)
      transport = made
      return made
    }
  }

  func sandbox(at directory: String, kind: SandboxKind) -> any SandboxControl {
    SandboxSeat(directory: directory, kind: kind)
  }

  func serve(
    _ sandbox: any SandboxControl, port: Int, listening: @escaping @Sendable (Int) async -> Void
  ) async throws {
    let server = LoopbackServer(sandbox, port: port)
    await listening(try await server.start())
    // Until the task is cancelled.
    while (try? await Task.sleep(for: .seconds(3600))) != nil {}
    try await server.stop()
  }
}
