import CBSCatalog
import GRDB

/// A deployment as stored: when it starts and ends, and how, was decided when it was submitted.
struct DeploymentRecord: Sendable, Hashable {
  /// How it ends.
  enum Outcome: String, Sendable {
    case complete, failed
    /// Gives way, unseen, to a new deployment of the version before (a fault on demand).
    case withdrawn
  }

  let sequence: Int64
  let id: String
  let version: Int64
  let alias: String?
  let created: Moment
  let starts: Moment
  let ends: Moment
  let outcome: Outcome

  init(_ row: Row) {
    sequence = row["sequence"]
    id = row["id"]
    version = row["version"]
    alias = row["alias"]
    created = row["created"]
    starts = row["starts"]
    ends = row["ends"]
    outcome = Outcome(rawValue: row["outcome"]) ?? .failed
  }

  /// Where the rollout stands, or nil where there is nothing to see: before it was made, and once withdrawn.
  func status(at now: Moment) -> RolloutStatus? {
    if now < created { return nil }
    if now < starts { return .notStarted }
    if now < ends { return .inProgress }
    switch outcome {
    case .complete: return .complete
    case .failed: return .failed
    case .withdrawn: return nil
    }
  }

  /// The entry of `deployed_models`.
  func entry(of architecture: ArchitectureID, in organization: OrganizationName, at now: Moment) -> DeployedModel {
    let name = VersionName(organization: organization, architecture: architecture, selector: .number(version))
    return DeployedModel(
      id: id, model: name.description, alias: alias, state: status(at: now) ?? .notStarted, created: created.seconds)
  }
}

/// The deployments of one endpoint, in the order in which they were submitted.
extension [DeploymentRecord] {
  /// What serves: the last one that is complete.
  func live(at now: Moment) -> DeploymentRecord? {
    last { $0.status(at: now) == .complete }
  }

  /// What serves when everything submitted so far has ended, faults included.
  var liveInTheEnd: DeploymentRecord? { last { $0.outcome == .complete } }

  /// When the last rollout is over.
  var busyUntil: Moment? { map(\.ends).max() }

  /// What the endpoint shows, newest first: the live one, those pending or running, and the latest failure
  /// until somebody deploys again (item 29).
  func shown(at now: Moment) -> [DeploymentRecord] {
    let live = live(at: now)
    let failure = last { $0.status(at: now) == .failed }
    return reversed().filter { deployment in
      switch deployment.status(at: now) {
      case nil: false
      case .notStarted, .inProgress: true
      case .complete: deployment.id == live?.id
      case .failed:
        deployment.id == failure?.id
          && !contains { $0.id != deployment.id && $0.created >= deployment.ends && $0.created <= now }
      case .other: false
      }
    }
  }

  /// The last change that could be seen at `now`.
  func updated(since created: Moment, at now: Moment) -> Moment {
    flatMap { [$0.created, $0.starts, $0.ends] }.filter { $0 <= now }.max().map { Swift.max($0, created) } ?? created
  }
}
