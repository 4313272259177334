import CBSCatalog
import CBSValues
import Synchronization

/// A sandbox that a plan may change, with a virtual clock; the requests it gets are written down.
final class PlannedSandbox: SandboxControl {
  /// Whether it stands for a sandbox that is there after the run.
  let isLasting: Bool
  private let base: any SandboxControl
  private let plan: Plan
  private let opening = Mutex<Task<Void, any Error>?>(nil)

  init(_ base: any SandboxControl, of plan: Plan, isLasting: Bool) {
    self.base = base
    self.plan = plan
    self.isLasting = isLasting
  }

  /// The sandbox with its clock made virtual, once.
  private func opened() async throws -> any SandboxControl {
    let task = opening.withLock { opening in
      let task = opening ?? Task { [base] in try await base.setClock(isVirtual: true) }
      opening = task
      return task
    }
    try await task.value
    return base
  }

  func send(_ request: Request, within limit: Duration) async throws -> Response {
    try await plan.carry(
      request, to: try await opened(), at: isLasting ? "the sandbox" : "a sandbox of its own", within: limit)
  }

  var directory: String { base.directory }
  var organization: String { base.organization }
  var organizationID: String { base.organizationID }
  var managementKey: Secret { base.managementKey }
  var inferenceKey: Secret { base.inferenceKey }
  var bucketsDirectory: String { base.bucketsDirectory }

  func open() async throws { try await opened().open() }
  func status() async throws -> JSON { try await opened().status() }
  func reset() async throws {
    try await opened().reset()
    try await base.setClock(isVirtual: true)
  }
  /// Stays virtual: a plan never waits.
  func setClock(isVirtual: Bool) async throws { _ = try await opened() }
  func advanceClock(nanoseconds: Int64) async throws { try await opened().advanceClock(nanoseconds: nanoseconds) }
  func pause(nanoseconds: Int64) async throws { try await opened().pause(nanoseconds: nanoseconds) }
  func now() async throws -> Int64 { try await opened().now() }
  func faults() async throws -> [JSON] { try await opened().faults() }
  func addFault(_ order: FaultOrder) async throws { try await opened().addFault(order) }
  func clearFaults() async throws { try await opened().clearFaults() }
  func objects() async throws -> [(uri: String, bytes: Int64)] { try await opened().objects() }
  func peek(_ request: Request) async throws -> Response { try await opened().peek(request) }

  func adopt(
    architectures: [ArchitectureID], versions: [ModelVersion], endpoints: [ModelEndpoint]
  ) async throws {
    try await opened().adopt(architectures: architectures, versions: versions, endpoints: endpoints)
  }

  func forwardInference(to origin: String, over transport: any Transport, key: Secret?) {
    base.forwardInference(to: origin, over: transport, key: key)
  }
}
