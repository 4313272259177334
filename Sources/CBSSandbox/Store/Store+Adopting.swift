import CBSCatalog
import GRDB

extension Store {
  func adopt(_ architecture: ArchitectureID) throws {
    try database.execute(sql: "INSERT OR IGNORE INTO architecture (id) VALUES (?)", arguments: [architecture])
  }

  /// Keeps a version with its number, state and aliases. What is on its way is ready after the usual time of a sync.
  func adopt(_ version: ModelVersion) throws {
    try adopt(version.architecture)
    let isOver = version.isReady || version.isFailed
    let ends = isOver ? now : now + options.syncTime
    try insertVersion(
      version.number, of: version.architecture, uri: version.uri ?? "", suffix: version.suffix, created: now,
      starts: version.status == .queued ? now + options.syncTime / 3 : now, ends: ends)
    let record = try self.version(version.number, of: version.architecture)
    if isOver {
      let failure = version.error.map { VersionRecord.Failure(code: $0.code, message: $0.message) }
      try keepOutcome(
        of: record, digest: nil,
        failure: version.isFailed ? failure ?? VersionRecord.Failure(code: 2, message: "no reason given") : nil)
    }
    try replaceAliases(of: record, with: version.aliases.compactMap { Alias($0) })
    try database.execute(
      sql: "UPDATE architecture SET last_version = MAX(last_version, ?) WHERE id = ?",
      arguments: [version.number, version.architecture])
  }

  /// Keeps an endpoint with what is live, pending and failed on it, under the ids that others know.
  func adopt(_ endpoint: ModelEndpoint) throws {
    try adopt(endpoint.architecture)
    try insertEndpoint(endpoint.id, of: endpoint.architecture, created: Moment(seconds: endpoint.created))
    let oldestFirst = (endpoint.deployments ?? []).sorted { $0.created < $1.created }
    for deployment in oldestFirst { try adopt(deployment, on: endpoint) }
  }

  private func adopt(_ deployment: DeployedModel, on endpoint: ModelEndpoint) throws {
    // A rollout of weights that were here before the first version has no number; nothing can be said of it.
    guard let number = deployment.number else { return }
    let created = min(Moment(seconds: deployment.created), now)
    let (starts, ends): (Moment, Moment) =
      switch deployment.state {
      case .complete, .failed: (created, created)
      case .notStarted: (now + options.rolloutTime / 6, now + options.rolloutTime)
      case .inProgress, .other: (created, now + options.rolloutTime)
      }
    _ = try insertDeployment(
      deployment.id, to: endpoint.id, version: number, alias: deployment.alias, created: created, starts: starts,
      ends: ends, outcome: deployment.state == .failed ? .failed : .complete)
  }
}
