extension String {
  /// The name in `names` that is most similar to this one, or nil if none is similar enough.
  ///
  /// A name is similar enough if the number of edits (insert, delete, replace, swap neighbors) is at most a third of
  /// its length, and at least one is allowed. Of equally similar names the first wins. Case is ignored. A string longer
  /// than any name is similar to none.
  package func nearest(among names: some Sequence<String>) -> String? {
    guard utf8.count <= Self.longestName else { return nil }
    let limit = Swift.max(1, (count + 1) / 3)
    let typed = lowercased()
    var best: (name: String, distance: Int)?
    for name in names where name.utf8.count <= Self.longestName && abs(name.count - count) <= limit {
      let distance = typed.editDistance(to: name.lowercased())
      if distance <= limit, distance < best?.distance ?? Int.max { best = (name, distance) }
    }
    return best?.name
  }

  /// The number of bytes of the longest string that is compared: the time grows with its square.
  private static let longestName = 128

  /// The string as messages quote it: its first 40 characters, followed by `…` if there are more.
  package var shortened: String {
    let start = prefix(40)
    return start.endIndex == endIndex ? self : start + "…"
  }

  /// The optimal-string-alignment distance in characters.
  package func editDistance(to other: String) -> Int {
    let left = Array(self)
    let right = Array(other)
    if left.isEmpty || right.isEmpty { return Swift.max(left.count, right.count) }
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for i in 1...left.count {
      var row = [i]
      row.reserveCapacity(right.count + 1)
      for j in 1...right.count {
        let cost = left[i - 1] == right[j - 1] ? 0 : 1
        var best = Swift.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + cost)
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          best = Swift.min(best, beforePrevious[j - 2] + 1)
        }
        row.append(best)
      }
      beforePrevious = previous
      previous = row
    }
    return previous[right.count]
  }
}
