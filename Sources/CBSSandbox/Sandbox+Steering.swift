package import CBSCatalog
package import CBSValues
import CBSWeights

/// The sandbox as the shell steers it: what `Sandbox+Administration` does, in types that both know.
extension Sandbox: SandboxAdministration {
  package var keys: SandboxKeys { .standard }

  package func open() async throws { _ = try await file() }

  package func report() async throws -> JSON { try await status().json }

  package func setClock(isVirtual: Bool) async throws {
    // Whoever waits on a clock that stays virtual would wait for ever if it did not.
    guard !options.clockStaysVirtual else { return }
    try await setClock(isVirtual ? .virtual : .real)
  }

  package func advanceClock(nanoseconds: Int64) async throws {
    try await advanceClock(by: .nanoseconds(nanoseconds))
  }

  package func time() async throws -> Int64 { try await now().milliseconds * 1_000_000 }

  package func orderedFaults() async throws -> [JSON] { try await faults().map(\.json) }

  package func cancelFaults() async throws { try await clearFaults() }

  package func order(_ order: FaultOrder) async throws {
    let name: String
    let argument: JSON
    if let status = Int64(order.kind) {
      name = "status"
      argument =
        order.retryAfterSeconds.map { ["status": .integer(status), "retry_after": .integer($0)] } ?? .integer(status)
    } else {
      (name, argument) = (order.kind, order.argument)
    }
    guard let kind = InjectedFault.Kind(name: name, argument: argument) else {
      let names = InjectedFault.Kind.Name.allCases.map { $0 == .status ? "a status such as 503" : $0.rawValue }
      throw FaultRefusal(
        message: "there is no fault '\(order.kind)' with this argument", hint: "one of \(names.joined(separator: ", "))"
      )
    }
    try await addFault(
      InjectedFault(
        kind, method: order.method.flatMap(Method.init(rawValue:)), pattern: order.pattern ?? "*", count: order.count))
  }

  package func objects() async throws -> [(uri: String, bytes: Int64)] {
    var all: [(uri: String, bytes: Int64)] = []
    for bucket in try await buckets() {
      all += try await objects(in: bucket).map { ("s3://\(bucket)/\($0.key)", $0.size) }
    }
    return all
  }

  package func forwardingInference(
    to origin: String, over transport: any Transport, key: Secret?
  ) -> any Transport {
    var options = options
    options.upstream = Upstream(transport: transport, origin: origin, key: key)
    return Sandbox(directory: directory, options: options)
  }
}
