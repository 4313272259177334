import CBSValues
import OrderedCollections

/// How long works of a kind took before, so that progress can say it. Kept beside the history, without content.
extension Session {
  private var durationsPath: String { directories.state + "/durations-\(connection.name).json" }

  /// Keeps the last nine times of a work; best effort, since nothing depends on it.
  func remember(_ nanoseconds: Int64, of work: String) {
    guard nanoseconds >= 1_000_000_000 else { return }
    var all = contents(ofFile: durationsPath).flatMap { try? JSON(parsing: $0) }?.object ?? [:]
    let times = (all[work]?.array ?? []) + [.integer(nanoseconds)]
    all[work] = .array(times.suffix(9))
    try? PrivateFile.replace(durationsPath, with: JSON.object(all).text.utf8)
  }

  /// The median of the times a work took, nil before the first.
  func usualDuration(of work: String) -> Int64? {
    let times = contents(ofFile: durationsPath).flatMap { try? JSON(parsing: $0) }?[work]?.array?.compactMap(\.integer)
    guard let sorted = times?.sorted(), !sorted.isEmpty else { return nil }
    return sorted[sorted.count / 2]
  }
}
