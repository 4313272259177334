package import CBSValues

/// A dedicated endpoint. The list and the single answer name its members differently; both are read.
package struct ModelEndpoint: SingleAnswer {
  package var id: EndpointID
  package var architecture: ArchitectureID
  /// The organization that manages it.
  package var organization: OrganizationName?
  /// Newest first; nil where the server did not say (in a list).
  package var deployments: [DeployedModel]?
  /// Unix seconds.
  package var created: Int64
  package var updated: Int64

  package init(
    id: EndpointID, architecture: ArchitectureID, organization: OrganizationName?, deployments: [DeployedModel]?,
    created: Int64, updated: Int64
  ) {
    self.id = id
    self.architecture = architecture
    self.organization = organization
    self.deployments = deployments
    self.created = created
    self.updated = updated
  }

  /// The newest deployment that is complete: the one that answers.
  package var live: DeployedModel? { newest { $0.state == .complete } }
  package var pending: [DeployedModel] {
    (deployments ?? []).filter { $0.state == .notStarted || $0.state == .inProgress }
  }
  package var failed: DeployedModel? { newest { $0.state == .failed } }

  private func newest(where isMeant: (DeployedModel) -> Bool) -> DeployedModel? {
    var best: DeployedModel?
    for deployment in deployments ?? [] where isMeant(deployment) {
      if deployment.created > best?.created ?? .min { best = deployment }
    }
    return best
  }

  package init(wire: JSON) throws(WireMismatch) {
    let object = try WireObject(wire)
    let listed = try object.optionalText("endpoint_id")
    if let listed { id = EndpointID(unchecked: listed) } else { id = EndpointID(unchecked: try object.text("name")) }
    architecture = ArchitectureID(unchecked: try object.text("model_arch_id"))
    let manager = try object.optionalText("managing_org_name")
    let owner = try object.optionalText("org_name")
    organization = (manager ?? owner).map(OrganizationName.init(unchecked:))
    deployments =
      object.optional("deployed_models") == nil
      ? nil
      : try object.list("deployed_models") { (value) throws(WireMismatch) in try DeployedModel(WireObject(value)) }
    created = try object.integer("created")
    updated = try object.integer("updated")
  }

  package var wire: JSON {
    let isListed = deployments == nil
    return .present([
      isListed ? "endpoint_id" : "name": id.wire, "model_arch_id": architecture.wire,
      "deployed_models": deployments.map { .array($0.map(\.wire)) },
      isListed ? "org_name" : "managing_org_name": organization?.wire,
      "created": .integer(created), "updated": .integer(updated),
    ])
  }

  package static let members: [Member<Self>] = [
    Member("id", .string, "The endpoint's id: the model that callers name.") { $0.id.wire },
    Member("arch", .string, "The architecture it runs.") { $0.architecture.wire },
    Member("org", .string, "The organization that manages it.") { $0.organization?.wire ?? .null },
    Member("live", DeployedModel.type, "What is live now; null where nothing was deployed.") {
      $0.live?.view ?? .null
    },
    Member("pending", .list(DeployedModel.type), "What waits or is being rolled out, newest first.") {
      .array($0.pending.map(\.view))
    },
    Member("failed", DeployedModel.type, "The latest rollout that failed, until the next one.") {
      $0.failed?.view ?? .null
    },
    Member("deployments", .list(DeployedModel.type), "All of these, newest first.") {
      .array(($0.deployments ?? []).map(\.view))
    },
    Member("created", .time, "When it was made.") { .integer($0.created) },
    Member("updated", .time, "When something of it last changed.") { .integer($0.updated) },
  ]
}

/// One entry of an endpoint's deployments.
package struct DeployedModel: Record {
  /// The UUID that the deploy answered.
  package var id: String
  /// The full name of the version.
  package var model: String
  /// The alias at the time of the deploy.
  package var alias: String?
  package var state: RolloutStatus
  /// Unix seconds.
  package var created: Int64

  package init(id: String, model: String, alias: String?, state: RolloutStatus, created: Int64) {
    self.id = id
    self.model = model
    self.alias = alias
    self.state = state
    self.created = created
  }

  init(_ object: WireObject) throws(WireMismatch) {
    id = try object.text("id")
    model = try object.text("model")
    alias = try object.optionalText("version_alias")
    state = RolloutStatus(try object.text("state"))
    created = try object.integer("created")
  }

  /// The version's number, nil where the server writes its name in another way.
  package var number: Int64? { VersionName(model)?.selector.number }

  var wire: JSON {
    .present([
      "id": .string(id), "model": .string(model), "version_alias": alias.map(JSON.string),
      "created": .integer(created), "state": .string(state.text),
    ])
  }

  package static let members: [Member<Self>] = [
    Member("id", .string, "The deployment's id.") { .string($0.id) },
    Member("version", .integer, "The version's number.") { .optional($0.number) },
    Member("alias", .string, "The alias at the time of the deploy.") { .optional($0.alias) },
    Member("state", .string, "not_started, in_progress, complete or failed.") { .string($0.state.text) },
    Member("created", .time, "When it was asked for.") { .integer($0.created) },
    Member("name", .string, "The full name of the version.") { .string($0.model) },
  ]
}

/// How far a rollout is. Words of a newer server are kept.
package enum RolloutStatus: Sendable, Hashable {
  case notStarted, inProgress, complete, failed
  case other(String)

  package init(_ text: String) {
    switch text {
    case "not_started": self = .notStarted
    case "in_progress": self = .inProgress
    case "complete": self = .complete
    case "failed": self = .failed
    default: self = .other(text)
    }
  }

  package var text: String {
    switch self {
    case .notStarted: "not_started"
    case .inProgress: "in_progress"
    case .complete: "complete"
    case .failed: "failed"
    case .other(let text): text
    }
  }
}
