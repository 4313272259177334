package import CBSCatalog
import CBSSettings
import CBSValues
import Glibc

/// What this shell has deployed, so that `rollback` knows what was live before; the API keeps no history.
///
/// One JSON record a line in the state folder, appended under the file's lock, mode 0600.
package struct DeploymentJournal: Sendable {
  let path: String

  /// That of a profile, or of the sandbox.
  init(directories: Directories, profile: String) { path = directories.state + "/deployments-\(profile).jsonl" }

  /// Notes a deploy that was accepted, and what was live then.
  ///
  /// - Returns: whether it is noted.
  func note(_ deployment: Deployment, of version: VersionName, before: DeployedModel?) -> Bool {
    let entry: JSON = [
      "endpoint": deployment.endpoint?.wire ?? .null, "deployment": .string(deployment.id),
      "version": version.wire, "before": before.map { .string($0.model) } ?? .null,
    ]
    PrivateFile.makeFolders(above: path)
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return (try? PrivateFile.append(entry.text + "\n", to: descriptor)) != nil
  }

  /// The version that was live before the deployment of that id, as far as it was noted here.
  func versionBefore(_ deployment: String) -> VersionName? {
    guard let bytes = try? PrivateFile.read(path) else { return nil }
    for line in bytes.split(separator: UInt8(ascii: "\n")).reversed() {
      guard let entry = try? JSON(parsing: line), entry["deployment"]?.string == deployment else { continue }
      return entry["before"]?.string.flatMap { VersionName($0) }
    }
    return nil
  }
}

extension Session {
  /// The journal of the present connection.
  package var journal: DeploymentJournal { DeploymentJournal(directories: directories, profile: connection.name) }

  /// Notes a deploy that was accepted, and what was live then.
  package func note(
    _ deployment: Deployment, of version: VersionName, before: DeployedModel?, in journal: DeploymentJournal
  ) {
    guard !journal.note(deployment, of: version, before: before) else { return }
    notice("note: '\(journal.path)' cannot be written; rollback will need --to")
  }

  /// The version that was live before the one that is live now on `endpoint`, as far as it was noted here.
  package func versionBefore(_ endpoint: ModelEndpoint) -> VersionName? {
    endpoint.live.flatMap { journal.versionBefore($0.id) }
  }
}
