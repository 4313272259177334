import CBSCatalog
import CBSSandbox
import CBSShell
import CBSValues
import CBSWeights
import Synchronization

/// The sandbox as the shell steers it.
final class SandboxSeat: SandboxControl {
  private let sandbox: Mutex<Sandbox>
  private let keys = SandboxKeys.standard

  init(directory: String, kind: SandboxKind) {
    sandbox = Mutex(Sandbox(directory: directory, options: Self.options(of: kind)))
  }

  private static func options(of kind: SandboxKind) -> SandboxOptions {
    var options = SandboxOptions()
    switch kind {
    case .own: break
    case .temporary: options.seed = SandboxOptions.deterministic.seed
    case .deterministic: options = .deterministic
    case .copy(let original, let new):
      options = Self.options(of: new)
      options.beginning = .copy(of: original)
    case .empty(let organization):
      options.seed = SandboxOptions.deterministic.seed
      options.beginning = .empty(organization: organization)
      options.checksWeights = false
    }
    return options
  }

  private var current: Sandbox { sandbox.withLock { $0 } }

  var directory: String { current.directory }
  var organization: String { keys.organization }
  var organizationID: String { keys.organizationID }
  var managementKey: Secret { keys.management }
  var inferenceKey: Secret { keys.inference }
  var bucketsDirectory: String { current.bucketsDirectory }

  func send(_ request: Request, within limit: Duration) async throws -> Response {
    try await current.send(request, within: limit)
  }

  func open() async throws { _ = try await current.status() }
  func status() async throws -> JSON { try await current.status().json }
  func reset() async throws { try await current.reset() }
  func setClock(isVirtual: Bool) async throws { try await current.setClock(isVirtual ? .virtual : .real) }
  func advanceClock(nanoseconds: Int64) async throws { try await current.advanceClock(by: .nanoseconds(nanoseconds)) }
  func pause(nanoseconds: Int64) async throws { try await current.pause(for: .nanoseconds(nanoseconds)) }
  func now() async throws -> Int64 { try await current.now().milliseconds * 1_000_000 }
  func faults() async throws -> [JSON] { try await current.faults().map(\.json) }
  func clearFaults() async throws { try await current.clearFaults() }

  func addFault(_ order: FaultOrder) async throws {
    let argument: JSON
    var name = order.kind
    if let status = Int64(order.kind) {
      name = "status"
      argument =
        order.retryAfterSeconds.map { ["status": .integer(status), "retry_after": .integer($0)] } ?? .integer(status)
    } else {
      argument = order.argument
    }
    guard let kind = Fault.Kind(name: name, argument: argument) else {
      let names = Fault.Kind.names.map { $0.name == "status" ? "a status such as 503" : $0.name }
      throw FaultRefusal(
        message: "there is no fault '\(order.kind)' with this argument", hint: "one of \(names.joined(separator: ", "))"
      )
    }
    try await current.addFault(
      Fault(
        kind, method: order.method.flatMap(CBSCatalog.Method.init(rawValue:)), pattern: order.pattern ?? "*",
        count: order.count))
  }

  func objects() async throws -> [(uri: String, bytes: Int64)] {
    let sandbox = current
    var all: [(uri: String, bytes: Int64)] = []
    for bucket in try await sandbox.buckets() {
      all += try await sandbox.objects(in: bucket).map { ("s3://\(bucket)/\($0.key)", $0.size) }
    }
    return all
  }

  func adopt(
    architectures: [ArchitectureID], versions: [ModelVersion], endpoints: [ModelEndpoint]
  ) async throws {
    try await current.adopt(architectures: architectures, versions: versions, endpoints: endpoints)
  }

  func peek(_ request: Request) async throws -> Response { try await current.peek(request) }

  func forwardInference(to origin: String, over transport: any Transport, key: Secret?) {
    replace { $0.upstream = Upstream(transport: transport, origin: origin, key: key) }
  }

  private func replace(_ change: (inout SandboxOptions) -> Void) {
    sandbox.withLock { sandbox in
      var options = sandbox.options
      change(&options)
      sandbox = Sandbox(directory: sandbox.directory, options: options)
    }
  }
}
