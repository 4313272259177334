import CBSCatalog
import CBSClient
import CBSDiagnostics
import CBSInterpreter
import CBSValues
import Synchronization

/// A real API as a plan sees it: its state is read once, with reads alone; from then on an overlay answers whatever
/// could change it, or depends on a change. Nothing that writes goes further than the overlay.
final class Mirror: Transport {
  let connection: Connection
  let overlay: any SandboxControl
  private let plan: Plan
  private let state = Mutex(State())

  private struct State {
    /// What reads the state; ends with why it could not be read.
    var preparing: Task<Fault?, Never>?
    var failure: Fault?
    var sent = 0
  }

  init(of connection: Connection, overlay: any SandboxControl, plan: Plan) {
    self.connection = connection
    self.overlay = overlay
    self.plan = plan
  }

  /// Why the state could not be read; nil where it was, or nobody asked yet.
  var failure: Fault? { state.withLock { $0.failure } }
  /// Requests that went to the API, all of which read.
  var sent: Int { state.withLock { $0.sent } }

  // MARK: State

  /// Reads the state of the API unless that was done.
  func prepare() async throws(Fault) {
    let task = state.withLock { state in
      let task = state.preparing ?? Task { await self.adopted() }
      state.preparing = task
      return task
    }
    let fault = await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    guard let fault else { return }
    state.withLock { $0.failure = fault }
    throw fault
  }

  /// Fills the overlay; why that cannot be done.
  private func adopted() async -> Fault? {
    plan.outer.progress.show("reading what is on '\(connection.name)'")
    defer { plan.outer.progress.clear() }
    do {
      guard let name = connection.organization, let organization = OrganizationName(name) else {
        throw Fault("missing-organization", "no organisation is configured", hint: "set CEREBRAS_ORG")
      }
      guard let key = try await connection.key(.management) else {
        throw Fault(
          "missing-key", "a plan reads what is there, and no management key is configured for '\(connection.name)'",
          hint: connection.keyAdvice(.management))
      }
      try await adopt(
        organization,
        Client(
          configuration: ClientConfiguration(
            origin: connection.origin, managementKey: key, trace: plan.outer.tracer),
          transport: Counted(transport: connection.transport, mirror: self), clock: plan.outer.world.clock))
      return nil
    } catch var fault as Fault {
      fault.status = .usage
      return fault
    } catch let error as APIError {
      var fault = Fault(error, at: Span(at: 0))
      // The command that asked first says where.
      fault.spans = []
      fault.status = .usage
      fault.message = "the state of '\(connection.name)' cannot be read: \(fault.message)"
      return fault
    } catch {
      return Fault("no-plan", "the state of '\(connection.name)' cannot be read: \(error)", status: .usage)
    }
  }

  private func adopt(_ organization: OrganizationName, _ client: Client) async throws {
    let architectures = try await client.send(
      try Call<ListArchitectures> { $0[ListArchitectures.organization] = organization }
    ).rows.map(\.id)
    var versions: [ModelVersion] = []
    for architecture in architectures {
      let list = try Call<ListVersions> { draft in
        draft[ListVersions.organization] = organization
        draft[ListVersions.architecture] = architecture
      }
      versions += try await client.send(list).rows
    }
    var endpoints: [ModelEndpoint] = []
    let list = try Call<ListEndpoints> { $0[ListEndpoints.organization] = organization }
    for endpoint in try await client.send(list).rows {
      endpoints.append(try await client.send(try Call<GetEndpoint> { $0[GetEndpoint.endpoint] = endpoint.id }))
    }
    // The clock must stand before anything is dated by it.
    try await overlay.setClock(isVirtual: true)
    try await overlay.adopt(architectures: architectures, versions: versions, endpoints: endpoints)
  }

  // MARK: Requests

  func send(_ request: Request, within limit: Duration) async throws -> Response {
    let place = "profile '\(connection.name)' at \(connection.origin)"
    let endpoint = Catalog.endpoint(of: request)
    if endpoint != nil, request.path.hasPrefix("/management/") {
      return try await plan.carry(
        request.keyed(overlay.managementKey), to: overlay, at: place, within: limit)
    }
    if endpoint?.key == .inference, request.method == .post {
      // A model costs money to ask, and the version to ask may not exist yet.
      plan.listing.notePlayedInference()
      return try await plan.carry(request.keyed(overlay.inferenceKey), to: overlay, at: place, within: limit)
    }
    guard request.method == .get || request.method == .head else {
      plan.listing.add(PlanStep(request, at: place, outcome: "what it would change is not known"))
      throw TransportFailure(
        .other("a plan does not send it, and cannot know what it would answer"), mayHaveHappened: false)
    }
    plan.listing.addRead(PlanStep(request, at: place))
    return try await Counted(transport: connection.transport, mirror: self).send(request, within: limit)
  }

  /// The API itself, for reads alone.
  private struct Counted: Transport {
    let transport: any Transport
    let mirror: Mirror

    func send(_ request: Request, within limit: Duration) async throws -> Response {
      // What a plan is for: whatever goes wrong elsewhere, nothing that writes gets past this line.
      guard request.method == .get || request.method == .head else {
        throw TransportFailure(.other("a plan sends only what reads"), mayHaveHappened: false)
      }
      mirror.state.withLock { $0.sent += 1 }
      return try await transport.send(request, within: limit)
    }
  }
}

extension Request {
  /// The same request with the overlay's key in place of a real one; without a key where it had none.
  fileprivate func keyed(_ key: Secret) -> Request {
    guard headers["Authorization"] != nil else { return self }
    var request = self
    request.headers["Authorization"] = "Bearer \(key.reveal(for: .authorization))"
    return request
  }
}
