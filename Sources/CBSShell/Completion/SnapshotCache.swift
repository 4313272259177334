package import CBSSettings
import CBSValues

/// Snapshots on disk, one for each profile, so that Tab knows names before the first answer has come.
package struct SnapshotCache: Sendable {
  private let directories: Directories

  package init(directories: Directories) { self.directories = directories }

  /// The last snapshot of the profile; nil where there is none that can be read.
  package func load(profile: String) -> CompletionSnapshot? {
    guard let path = path(profile: profile), let bytes = try? PrivateFile.read(path),
      let json = try? JSON(parsing: bytes)
    else { return nil }
    return CompletionSnapshot(json: json)
  }

  /// Keeps the snapshot (0600, replaced at once). A cache that cannot be written is no news to anybody.
  package func save(_ snapshot: CompletionSnapshot, profile: String) {
    guard let path = path(profile: profile) else { return }
    try? PrivateFile.replace(path, with: snapshot.json.text.utf8)
  }

  private func path(profile: String) -> String? {
    Settings.isProfileName(profile) ? "\(directories.cache)/completion-\(profile).json" : nil
  }
}
