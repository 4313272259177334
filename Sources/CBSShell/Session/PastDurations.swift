import CBSSettings
import CBSValues
import OrderedCollections

/// How long works of a kind took before, so that progress can say it. Kept beside the history, without content.
struct PastDurations: Sendable {
  private let path: String

  /// Those of a profile, or of the sandbox.
  init(directories: Directories, profile: String) { path = directories.state + "/durations-\(profile).json" }

  /// Keeps the last nine times of a work; best effort, since nothing depends on it.
  func remember(_ nanoseconds: Int64, of work: String) {
    guard nanoseconds >= 1_000_000_000 else { return }
    try? PrivateFile.changing(path) { () throws(SettingsFailure) in
      var all = all
      let times = (all[work]?.array ?? []) + [.integer(nanoseconds)]
      all[work] = .array(times.suffix(9))
      try PrivateFile.replace(path, with: JSON.object(all).text.utf8)
    }
  }

  /// The median of the times a work took, nil before the first.
  func usual(of work: String) -> Int64? {
    let sorted = (all[work]?.array ?? []).compactMap(\.integer).sorted()
    return sorted.isEmpty ? nil : sorted[sorted.count / 2]
  }

  private var all: OrderedDictionary<String, JSON> {
    guard let bytes = try? PrivateFile.read(path) else { return [:] }
    return (try? JSON(parsing: bytes))?.object ?? [:]
  }
}

extension Session {
  /// What works took on the present connection.
  var pastDurations: PastDurations { PastDurations(directories: directories, profile: connection.name) }
}
