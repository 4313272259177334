import CBSCatalog
import GRDB

/// A model version as stored.
struct VersionRecord: Sendable {
  /// What a sync that failed says, with a google.rpc code (item 2).
  struct Failure: Sendable, Hashable {
    let code: Int64
    let message: String
  }

  let architecture: ArchitectureID
  let number: Int64
  /// Where the weights are; of a version of another service, whatever that service says.
  let uri: String
  let suffix: String?
  let starts: Moment
  let ends: Moment
  /// Whether the weights were read (or needed no reading) and the outcome is known.
  let isChecked: Bool
  /// What the weights are, for what is answered from them.
  let digest: String?
  let failure: Failure?

  init(_ row: Row) {
    architecture = row["arch"]
    number = row["id"]
    uri = row["uri"]
    suffix = row["suffix"]
    starts = row["starts"]
    ends = row["ends"]
    isChecked = row["is_checked"]
    digest = row["digest"]
    let message: String? = row["failure"]
    failure = message.map { Failure(code: row["failure_code"] ?? 3, message: $0) }
  }

  /// Where the sync stands at `now`. It cannot end before the weights were read.
  func syncStatus(at now: Moment) -> SyncStatus {
    if now < starts { return .queued }
    guard now >= ends, isChecked else { return .inProgress }
    return failure == nil ? .done : .failed
  }

  /// The operation of api.md, section 1.4, as it is now.
  func operation(in organization: OrganizationName, aliases: [String], at now: Moment) -> ModelVersion {
    let status = syncStatus(at: now)
    return ModelVersion(
      organization: organization, architecture: architecture, number: number,
      isDone: status == .done || status == .failed, status: status, aliases: aliases, uri: uri, suffix: suffix,
      error: status == .failed ? failure.map { OperationError(code: $0.code, message: $0.message) } : nil)
  }
}
