import CBSText

/// The list that Tab shows: candidates with their details, fitted to a window.
struct CandidateTable {
  /// The lines, none wider than the window.
  let lines: [String]

  /// - Parameters:
  ///   - width: The columns of the window.
  ///   - height: The lines that the list may take; the last one says how many candidates are left out.
  init(_ candidates: [CompletionList.Candidate], width: Int, height: Int) {
    let width = max(4, width)
    let height = max(1, height)
    let all =
      candidates.contains { !$0.detail.isEmpty }
      ? Self.described(candidates, width: width) : Self.columns(candidates.map(\.display), width: width)
    guard all.lines.count > height else {
      lines = all.lines
      return
    }
    let shown = height - 1
    let more = candidates.count - shown * all.perLine
    lines = all.lines.prefix(shown) + ["… \(max(1, more)) more".truncated(toWidth: width)]
  }

  private static func described(
    _ candidates: [CompletionList.Candidate], width: Int
  ) -> (lines: [String], perLine: Int) {
    let widest = candidates.map(\.display.displayWidth).max() ?? 0
    let first = min(widest, max(width / 2, width - 24))
    let lines = candidates.map { candidate in
      let name = candidate.display.oneLine.truncated(toWidth: first)
      let room = width - first - 2
      if candidate.detail.isEmpty || room < 4 { return name }
      return name.padded(to: first) + "  " + candidate.detail.oneLine.truncated(toWidth: room)
    }
    return (lines, 1)
  }

  /// Names in columns, read row by row so that only the end of a list is cut off.
  private static func columns(_ names: [String], width: Int) -> (lines: [String], perLine: Int) {
    let cell = min(width, (names.map(\.displayWidth).max() ?? 0) + 2)
    let perLine = max(1, (width + 2) / max(1, cell))
    let lines = stride(from: 0, to: names.count, by: perLine).map { start in
      let row = names[start..<min(names.count, start + perLine)].map { $0.oneLine.truncated(toWidth: width) }
      return row.dropLast().map { $0.padded(to: cell) }.joined() + (row.last ?? "")
    }
    return (lines, perLine)
  }
}

extension String {
  /// The string with spaces in place of control characters.
  fileprivate var oneLine: String {
    String(map { $0.displayWidth == 0 || $0.isNewline ? " " : $0 })
  }

  fileprivate func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - displayWidth))
  }
}
