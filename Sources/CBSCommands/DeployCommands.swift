import CBSDiagnostics
import CBSCatalog
import CBSInterpreter
import CBSLanguage
import CBSShell
import CBSValues

/// The commands that roll versions out.
enum DeployCommands {
  static func all(_ session: Session) -> [any Command] {
    [Deploy(session: session), Rollback(session: session)]
  }
}

/// `deploy E V`: always by number, sent once, and waited for where it is asked to.
struct Deploy: Command {
  let base: EndpointCommand<DeployModel>
  let signature: Signature

  init(session: Session) {
    base = EndpointCommand(DeployModel.self, session: session)
    var signature = DeployModel.signature
    signature.add([CommonFlags.wait.erased, CommonFlags.within.erased] + CommonFlags.writing)
    signature.details = """
      An alias is resolved to its number before anything is sent, so that a move in between changes nothing. The old
      version serves requests until the new one is complete. 'rollback ENDPOINT' goes back to what was live before.
      """
    self.signature = signature
  }

  func run(_ invocation: Invocation) async throws -> Output {
    try await base.session.deploy(try base.call(from: invocation), as: signature, invocation: invocation)
  }
}

/// `rollback E [--to V]`: deploys what was live before the last deploy of this shell, or `V`.
struct Rollback: Command {
  private static let endpoint = DeployModel.endpoint
  private static let to = Parameter<VersionReference?>(flag: "to", "The version to go back to.")

  let session: Session
  let signature = Signature(
    "rollback", "Deploy again what was live before.",
    takes: [endpoint, to, CommonFlags.wait, CommonFlags.within, CommonFlags.dryRun, CommonFlags.yes],
    answers: Deployment.type, columns: DeployModel.signature.columns, effect: .writes, key: .management,
    examples: ["rollback acme-gpt-oss-120b --to gpt-oss-120b/1"],
    details: "The API keeps no history: without --to it goes by what this shell has deployed and noted.")

  func run(_ invocation: Invocation) async throws -> Output {
    let id = invocation[Self.endpoint]
    let endpoint = try await session.endpoint(id, invocation: invocation)
    let target: VersionName
    if let given = invocation[Self.to] {
      target = try session.name(of: given, Self.to, in: endpoint.architecture, invocation: invocation)
    } else if let before = session.versionBefore(endpoint) {
      target = before
    } else {
      throw Fault(
        .nothingBefore, "this shell knows of no version that was live on '\(id)' before", hint: "name it with --to",
        at: invocation.span)
    }
    let call = try session.call(DeployModel.self, at: invocation) { draft in
      draft[DeployModel.endpoint] = id
      draft[DeployModel.version] = target
    }
    return try await session.deploy(call, as: signature, invocation: invocation)
  }
}

extension Session {
  /// Resolves the version to its number, notes what is live now, sends once, and waits where it is asked to.
  func deploy(
    _ wanted: Call<DeployModel>, as signature: Signature, invocation: Invocation
  ) async throws -> Output {
    try requireWait(invocation)
    // Another lane may go to another profile meanwhile.
    let journal = self.journal
    let id = wanted[DeployModel.endpoint]
    let version = try await version(wanted[DeployModel.version], invocation: invocation)
    let call = try call(DeployModel.self, at: invocation) { draft in
      draft[DeployModel.endpoint] = id
      draft[DeployModel.version] = version.name
    }
    if isDry(invocation) { return try dryRun(call, of: invocation) }
    try await confirm(signature, what: "\(version.name.shortName) on \(id)", invocation: invocation)
    let before = try await endpoint(id, invocation: invocation)
    let deployment = try await send(call, invocation: invocation)
    note(deployment, of: version.name, before: before.live, in: journal)
    guard invocation[CommonFlags.wait] else { return Output(deployment, of: DeployModel.self) }
    let ended = try await waitUntilLive(deployment, on: id, version: version, invocation: invocation)
    return Output(ended, of: DeployModel.self)
  }

  /// Polls the endpoint until this very deployment has ended.
  ///
  /// It has succeeded when its own entry is complete, names the wanted version, and no newer one exists.
  private func waitUntilLive(
    _ deployment: Deployment, on id: EndpointID, version: ModelVersion, invocation: Invocation
  ) async throws -> Deployment {
    try await poll(
      "\(id) \(version.name.shortName)", work: "rollout", resume: "wait endpoint get \(id) until len(.pending) == 0",
      invocation: invocation
    ) {
      let endpoint = try await endpoint(id, invocation: invocation)
      let deployments = endpoint.deployments ?? []
      guard let mine = deployments.first(where: { $0.id == deployment.id }) else {
        throw superseded(deployment, by: endpoint.live, invocation: invocation)
      }
      switch mine.state {
      case .complete:
        guard endpoint.live?.id == mine.id else {
          throw superseded(deployment, by: endpoint.live, invocation: invocation)
        }
        var ended = deployment
        ended.status = .complete
        ended.isDone = true
        ended.updated = endpoint.updated
        return .ended(ended)
      case .failed:
        let live =
          endpoint.live?.number.map { "version \($0) still serves requests" } ?? "no deployed version serves requests"
        throw Fault(
          .deployFailed, "the rollout of \(version.name.shortName) on \(id) failed; \(live)", status: .failedState,
          hint: "endpoint get \(id)", at: invocation.span)
      case .notStarted, .inProgress, .other: return .goesOn(label: mine.state.text)
      }
    }
  }

  private func superseded(_ deployment: Deployment, by live: DeployedModel?, invocation: Invocation) -> Fault {
    let now = live?.number.map { "version \($0) is live" } ?? "nothing is live"
    return Fault(
      .superseded, "deployment \(deployment.id) is not what the endpoint serves any more; \(now)",
      status: .failedState, hint: "another deploy or a rollback came in between: 'endpoint get' shows it",
      at: invocation.span)
  }
}
