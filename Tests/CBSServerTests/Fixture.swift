import CBSCatalog
import CBSClient
import CBSNetwork
import CBSSandbox
import CBSServer
import CBSValues
import FoundationEssentials
import Testing

/// A sandbox on loopback and a client of it, for the time of one test.
struct Loopback: Sendable {
  let sandbox: Sandbox
  let client: Client
  let network: NetworkTransport
  let port: Int

  static let endpoint = EndpointID(unchecked: "acme-gpt-oss-120b")
  static let arch = ArchitectureID(unchecked: "gpt-oss-120b")
  static let organization = OrganizationName(unchecked: "acme")

  static func version(_ selector: String) throws -> VersionName {
    VersionName(organization: organization, architecture: arch, selector: try #require(VersionSelector(selector)))
  }

  static var management: String {
    "Authorization: Bearer \(SandboxKeys.standard.management.reveal(for: .sandboxKeys))\r\n"
  }
  static var inference: String {
    "Authorization: Bearer \(SandboxKeys.standard.inference.reveal(for: .sandboxKeys))\r\n"
  }

  /// Runs `work` against a fresh sandbox behind a server.
  static func run(
    attempts: Int = 1, _ change: (inout SandboxOptions) -> Void = { _ in },
    _ work: (Loopback, LoopbackServer) async throws -> Void
  ) async throws {
    let directory = FileManager.default.temporaryDirectory.path + "/cbs-server-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    var options = SandboxOptions.deterministic
    change(&options)
    let sandbox = Sandbox(directory: directory, options: options)
    let server = LoopbackServer(sandbox)
    let port = try await server.start()
    let network = NetworkTransport(environment: [:])
    let keys = SandboxKeys.standard
    let client = Client(
      configuration: ClientConfiguration(
        origin: "http://127.0.0.1:\(port)", managementKey: keys.management, inferenceKey: keys.inference,
        retries: RetryLimits(attempts: attempts)),
      path: CallPath(wire: network), clock: NoWait())
    let outcome: Result<Void, any Error>
    do {
      outcome = .success(
        try await work(Loopback(sandbox: sandbox, client: client, network: network, port: port), server))
    } catch {
      outcome = .failure(error)
    }
    await network.shutdown()
    try await server.stop()
    try outcome.get()
  }
}

/// A clock on which a client's pauses take no time; its time limits do.
struct NoWait: Clock {
  var now: ContinuousClock.Instant { ContinuousClock.now }
  var minimumResolution: Duration { .zero }

  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
    if deadline - now > .seconds(30) { try await ContinuousClock().sleep(until: deadline) }
    try Task.checkCancellation()
  }
}
