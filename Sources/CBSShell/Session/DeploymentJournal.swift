import CBSCatalog
import CBSValues
import Glibc

/// What this shell has deployed, so that `rollback` knows what was live before; the API keeps no history.
///
/// One JSON record a line in the state folder, appended, mode 0600.
extension Session {
  private var journalPath: String { directories.state + "/deployments-\(connection.name).jsonl" }

  /// Notes a deploy that was accepted, and what was live then.
  func note(_ deployment: Deployment, of version: VersionName, before: DeployedModel?) {
    let entry: JSON = [
      "endpoint": deployment.endpoint?.wire ?? .null, "deployment": .string(deployment.id),
      "version": version.wire, "before": before.map { .string($0.model) } ?? .null,
    ]
    PrivateFile.makeFolders(above: journalPath)
    let descriptor = open(journalPath, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return notice("note: '\(journalPath)' cannot be written; rollback will need --to") }
    defer { close(descriptor) }
    let line = Array((entry.text + "\n").utf8)
    if Glibc.write(descriptor, line, line.count) != line.count { notice("note: '\(journalPath)' is not whole") }
  }

  /// The version that was live before the one that is live now on `endpoint`, as far as it was noted here.
  func versionBefore(_ endpoint: ModelEndpoint) -> VersionName? {
    guard let live = endpoint.live, let bytes = contents(ofFile: journalPath) else { return nil }
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    for line in lines.reversed() {
      guard let entry = try? JSON(parsing: line), entry["deployment"]?.string == live.id else { continue }
      return entry["before"]?.string.flatMap { VersionName($0) }
    }
    return nil
  }
}
