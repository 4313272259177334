import CBSJSON
import OrderedCollections

/// One input of the user, as the history keeps it: possibly several lines of text.
package struct HistoryEntry: Hashable, Sendable {
  package let line: String
  /// Seconds since 1970; 0 where the file does not say.
  package let time: Int64
  package let directory: String?
  package let profile: String?

  init(line: String, time: Int64, directory: String?, profile: String?) {
    self.line = line
    self.time = time
    self.directory = directory
    self.profile = profile
  }

  /// Reads a line of the file; nil where it is damaged.
  init?(record: some Collection<UInt8>) {
    guard let json = try? JSON(parsing: record), let line = json["line"]?.string, !line.isEmpty else { return nil }
    self.line = line
    time = json["t"]?.integer ?? 0
    directory = json["dir"]?.string
    profile = json["profile"]?.string
  }

  /// The line of the file, with its line break: `{"t":1767225600,"line":"arch list"}`.
  var record: String {
    var members: [(String, JSON)] = [("t", .integer(time)), ("line", .string(line))]
    if let directory { members.append(("dir", .string(directory))) }
    if let profile { members.append(("profile", .string(profile))) }
    return JSON.object(.init(members) { _, last in last }).text + "\n"
  }
}
