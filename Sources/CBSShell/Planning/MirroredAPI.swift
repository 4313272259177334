import CBSCatalog
import CBSClient
import CBSDiagnostics
import CBSInterpreter
import CBSValues
import Synchronization

/// A real API as a plan sees it: its state is read once, with reads alone, and kept in an overlay.
final class MirroredAPI: Sendable {
  let connection: Connection
  let overlay: LocalSandbox
  private let plan: Plan
  private let state = Mutex(State())

  private struct State {
    /// What reads the state; ends with why it could not be read.
    var preparing: Task<Fault?, Never>?
    var failure: Fault?
    var sent = 0
  }

  init(of connection: Connection, overlay: LocalSandbox, plan: Plan) {
    self.connection = connection
    self.overlay = overlay
    self.plan = plan
  }

  /// Why the state could not be read; nil where it was, or nobody asked yet.
  var failure: Fault? { state.withLock { $0.failure } }
  /// Requests that went to the API, all of which read.
  var sent: Int { state.withLock { $0.sent } }

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
        throw Fault(.missingOrganization, "no organization is configured", hint: "set CEREBRAS_ORG")
      }
      guard let key = try await connection.key(.management) else {
        throw Fault(
          .missingKey, "a plan reads what is there, and no management key is configured for '\(connection.name)'",
          hint: connection.keyAdvice(.management))
      }
      try await adopt(
        organization,
        Client(
          configuration: ClientConfiguration(
            origin: connection.origin, managementKey: key, trace: plan.outer.tracer),
          path: CallPath(wire: reading(over: connection.path.wire)), clock: plan.outer.world.clock))
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
      return Fault(.noPlan, "the state of '\(connection.name)' cannot be read: \(error)", status: .usage)
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
    try await overlay.administration.adopt(architectures: architectures, versions: versions, endpoints: endpoints)
  }

  // MARK: Requests

  /// The mirror over the wire to the API.
  func transport(over wire: any Transport) -> any Transport {
    MirroredRequests(base: reading(over: wire), mirror: self, plan: plan)
  }

  private func reading(over wire: any Transport) -> ReadingOnly {
    ReadingOnly(base: wire) { [self] in state.withLock { $0.sent += 1 } }
  }
}
