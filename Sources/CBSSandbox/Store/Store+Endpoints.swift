import CBSCatalog
import GRDB

/// An endpoint as stored.
struct EndpointRecord: Sendable, Hashable {
  let id: EndpointID
  let architecture: ArchitectureID
  let created: Moment

  init(_ row: Row) {
    id = row["id"]
    architecture = row["arch"]
    created = row["created"]
  }
}

extension Store {
  /// Every endpoint in the order of creation.
  func endpoints() throws -> [EndpointRecord] {
    try Row.fetchAll(database, sql: "SELECT * FROM endpoint ORDER BY position").map(EndpointRecord.init)
  }

  /// The endpoint `id`, if the organization has it.
  func endpoint(_ id: EndpointID) throws -> EndpointRecord? {
    try Row.fetchOne(database, sql: "SELECT * FROM endpoint WHERE id = ?", arguments: [id]).map(EndpointRecord.init)
  }

  func insertEndpoint(_ id: EndpointID, of architecture: ArchitectureID, created: Moment) throws {
    try database.execute(
      sql: "INSERT INTO endpoint (id, arch, created) VALUES (?, ?, ?)", arguments: [id, architecture, created])
  }

  func deployments(to endpoint: EndpointRecord) throws -> [DeploymentRecord] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM deployment WHERE endpoint = ? ORDER BY sequence", arguments: [endpoint.id]
    ).map(DeploymentRecord.init)
  }

  /// The endpoint with what is deployed to it, as it is now.
  func status(of endpoint: EndpointRecord) throws -> ModelEndpoint {
    let deployments = try deployments(to: endpoint)
    let organization = try organization()
    return ModelEndpoint(
      id: endpoint.id, architecture: endpoint.architecture, organization: organization,
      deployments: deployments.shown(at: now).map { $0.entry(of: endpoint.architecture, in: organization, at: now) },
      created: endpoint.created.seconds,
      updated: deployments.updated(since: endpoint.created, at: now).seconds)
  }

  /// Queues a deployment behind those of the endpoint; `alias` is what the request called the version.
  ///
  /// The integer is fixed now, so that moving the alias later redeploys nothing (item 19).
  func deploy(_ version: VersionRecord, calledBy alias: Alias?, to endpoint: EndpointRecord) throws -> DeploymentRecord
  {
    guard version.architecture == endpoint.architecture else {
      throw Refusal.detail(
        400,
        "Endpoint '\(endpoint.id)' runs \(endpoint.architecture); version \(version.number) is of \(version.architecture)"
      )
    }
    let status = version.syncStatus(at: now)
    guard status == .done else {
      throw Refusal.detail(
        409,
        "Version \(version.number) of \(version.architecture) cannot be deployed: its sync_status is '\(status.text)'")
    }
    let deployments = try deployments(to: endpoint)
    let free = deployments.busyUntil ?? now
    if options.refusesConcurrentDeploys, free > now {
      throw Refusal.detail(409, "Endpoint '\(endpoint.id)' is rolling out another deployment")
    }
    let before = deployments.liveInTheEnd
    var outcome = try takeFault(onRolloutTo: endpoint.id) ?? .complete
    if outcome == .withdrawn, before == nil { outcome = .failed }
    // What already serves needs no loading.
    let time = before?.version == version.number ? options.rolloutTime / 10 : options.rolloutTime
    let submitted = free > now ? free : now
    let starts = free > now ? free : now + time / 6
    let ends = submitted + time
    let shownAlias = try alias?.text ?? aliases(of: version).first
    let deployment = try insertDeployment(
      to: endpoint.id, version: version.number, alias: shownAlias, created: now, starts: starts, ends: ends,
      outcome: outcome)
    if outcome == .withdrawn, let before {
      _ = try insertDeployment(
        to: endpoint.id, version: before.version, alias: before.alias, created: ends, starts: ends, ends: ends,
        outcome: .complete)
    }
    return deployment
  }

  /// - Parameter id: drawn unless another service gave one.
  func insertDeployment(
    _ id: String? = nil, to endpoint: EndpointID, version: Int64, alias: String?, created: Moment, starts: Moment,
    ends: Moment,
    outcome: DeploymentRecord.Outcome
  ) throws -> DeploymentRecord {
    let id = try id ?? draw { $0.uuid() }
    try database.execute(
      sql: """
        INSERT INTO deployment (id, endpoint, version, alias, created, starts, ends, outcome)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [id, endpoint, version, alias, created, starts, ends, outcome.rawValue])
    let row = try Row.fetchOne(database, sql: "SELECT * FROM deployment WHERE id = ?", arguments: [id])
    guard let row else { throw Refusal.detail(500, "The deployment was not stored") }
    return DeploymentRecord(row)
  }

  /// What the deploy request is answered with: the facts at submission, whatever has become of it since.
  func submission(of deployment: DeploymentRecord, to endpoint: EndpointRecord) throws -> Deployment {
    Deployment(
      id: deployment.id, isDone: false, endpoint: endpoint.id, organization: try organization(),
      architecture: endpoint.architecture,
      number: deployment.version, status: .notStarted, created: deployment.created.seconds,
      updated: deployment.created.seconds)
  }
}
