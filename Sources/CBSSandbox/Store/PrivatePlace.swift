import FoundationEssentials
import Glibc

/// Folders and files that belong to their owner alone, whatever the process's umask is.
enum PrivatePlace {
  /// Makes the folder and those above it, each with mode 0700; what exists stays as it is.
  static func makeFolder(_ path: String) throws {
    var folder = ""
    for part in path.split(separator: "/") {
      folder += (folder.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
      _ = mkdir(folder, 0o700)
    }
    // Says well why, where there is no folder now; does nothing where there is one.
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: nil)
  }

  /// Makes an empty file with mode 0600 where there is none. SQLite gives its other files the mode of the first.
  ///
  /// The file is not opened: to close it would drop the locks that this process has on it.
  static func makeFile(_ path: String) { _ = mknod(path, S_IFREG | 0o600, 0) }

  /// Takes a file away from everybody but its owner; one that is missing or another's stays as it is.
  static func close(_ path: String) { _ = chmod(path, 0o600) }
}
