extension String {
  /// The name closest to this one among `names`, or nil when none is near enough to be meant.
  ///
  /// Near enough: at most a third of the length in edits (insert, delete, replace, swap of neighbours),
  /// at least one. Of equals the first wins. Case does not count. A text longer than any name is near none.
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

  /// Bytes of the longest text worth comparing; it takes time with the square of them.
  private static let longestName = 128

  /// The text as messages quote it: its first 40 characters, and `…` where there are more.
  package var shortened: String {
    let start = prefix(40)
    return start.endIndex == endIndex ? self : start + "…"
  }

  /// Optimal-string-alignment distance in characters.
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
