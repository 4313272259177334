import CBSCatalog
import CBSInterpreter
import CBSLanguage
import CBSValues

/// `deploy E V`: always by number, sent once, and waited for where it is told to.
struct Deploy: Command {
  let base: EndpointCommand<DeployModel>
  let signature: Signature

  init(session: Session) {
    base = EndpointCommand(DeployModel.self, session: session)
    var signature = base.signature
    signature.flags.insert(
      contentsOf: [CommonFlags.wait, CommonFlags.within], at: signature.flags.count - CommonFlags.writing.count)
    signature.details = """
      An alias is resolved to its number before anything is sent, so that a move in between changes nothing. The old
      version answers until the new one is complete. 'rollback ENDPOINT' goes back to what was live before.
      """
    self.signature = signature
  }

  func run(_ invocation: Invocation) async throws -> Output {
    try await base.session.deploy(
      try await base.call(from: invocation), as: signature, invocation: invocation, output: base.output)
  }
}

/// `rollback E [--to V]`: deploys what was live before the last deploy of this shell, or `V`.
struct Rollback: Command {
  let base: EndpointCommand<DeployModel>
  let signature: Signature

  init(session: Session) {
    base = EndpointCommand(DeployModel.self, session: session)
    signature = Signature(
      "rollback", "Deploy again what was live before.", effect: .writes,
      positionals: [base.signature.positionals[0]],
      flags: [Signature.Flag("to", .version, "The version to go back to.")]
        + [CommonFlags.wait, CommonFlags.within] + CommonFlags.writing,
      examples: ["rollback acme-gpt-oss-120b --to gpt-oss-120b/1"],
      details: "The API keeps no history: without --to it goes by what this shell has deployed and noted.",
      answer: base.signature.answer)
  }

  func run(_ invocation: Invocation) async throws -> Output {
    let session = base.session
    guard let word = invocation["endpoint"], case .text(let text) = word, let id = EndpointID(text) else {
      throw Fault("bad-argument", "an endpoint id is wanted", status: .usage, at: invocation.span(of: "endpoint"))
    }
    let endpoint = try await session.endpoint(id, invocation: invocation)
    let target: VersionName
    if let given = invocation.arguments["to"]?.first {
      var context = try session.argumentContext()
      context.architecture = context.architecture ?? endpoint.architecture
      do { target = try VersionName(values: [given.value.json], in: context) } catch {
        throw Fault("bad-argument", error.headline, status: .usage, hint: error.rule, at: given.span)
      }
    } else if let before = session.versionBefore(endpoint) {
      target = before
    } else {
      throw Fault(
        "nothing-before", "this shell knows of no version that was live on '\(id)' before", hint: "name it with --to",
        at: invocation.span)
    }
    let call = try session.call(DeployModel.self, at: invocation) { draft in
      draft[DeployModel.endpoint] = id
      draft[DeployModel.version] = target
    }
    return try await session.deploy(call, as: signature, invocation: invocation, output: base.output)
  }
}

extension Session {
  /// Resolves the version to its number, notes what is live now, sends once, and waits where it is told to.
  func deploy(
    _ wanted: Call<DeployModel>, as signature: Signature, invocation: Invocation, output: (Deployment) -> Output
  ) async throws -> Output {
    try requireWait(invocation)
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
    note(deployment, of: version.name, before: before.live)
    guard invocation.has("wait") else { return output(deployment) }
    return output(try await waitUntilLive(deployment, version: version, invocation: invocation))
  }

  /// Polls the endpoint until this very deployment has ended.
  ///
  /// It has succeeded when its own entry is complete, names the wanted version, and no newer one exists.
  private func waitUntilLive(
    _ deployment: Deployment, version: ModelVersion, invocation: Invocation
  ) async throws -> Deployment {
    guard let id = deployment.endpoint ?? invocation["endpoint"].flatMap({ EndpointID($0.description) }) else {
      return deployment
    }
    return try await poll(
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
        let live = endpoint.live?.number.map { "version \($0) still answers" } ?? "nothing deployed answers"
        throw Fault(
          "deploy-failed", "the rollout of \(version.name.shortName) on \(id) failed; \(live)", status: .failedState,
          hint: "endpoint get \(id)", at: invocation.span)
      case .notStarted, .inProgress, .other: return .goesOn(label: mine.state.text)
      }
    }
  }

  private func superseded(_ deployment: Deployment, by live: DeployedModel?, invocation: Invocation) -> Fault {
    let now = live?.number.map { "version \($0) is live" } ?? "nothing is live"
    return Fault(
      "superseded", "deployment \(deployment.id) is not what the endpoint serves any more; \(now)",
      status: .failedState, hint: "another deploy or a rollback came in between: 'endpoint get' tells",
      at: invocation.span)
  }
}
