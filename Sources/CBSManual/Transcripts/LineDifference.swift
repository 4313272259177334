/// How one list of lines becomes another, shown as a unified difference.
package struct LineDifference {
  /// One line of the difference.
  private enum Edit {
    case keep(String)
    case remove(String)
    case insert(String)

    var isChange: Bool {
      switch self {
      case .keep: false
      case .remove, .insert: true
      }
    }
  }

  private var edits: [Edit] = []

  package init(from old: [String], to new: [String]) {
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var position = 0
    for (offset, line) in old.enumerated() {
      if removed.contains(offset) {
        edits.append(.remove(line))
        continue
      }
      while inserted.contains(position) {
        edits.append(.insert(new[position]))
        position += 1
      }
      edits.append(.keep(line))
      position += 1
    }
    edits += new[position...].map(Edit.insert)
  }

  /// The changes with three lines around them: `-` is the old line, `+` the new one.
  ///
  /// Each group is headed by the place of its lines, old and new; the first line of both lists has the number
  /// `firstLine`. What a changed line ends with, where nobody sees it, and its control characters are made visible.
  package func unified(firstLine: Int) -> String {
    var text = ""
    for group in groups {
      let before = edits[..<group.lowerBound]
      text += "@@ -\(range(of: group, after: before, firstLine, isOld: true))"
      text += " +\(range(of: group, after: before, firstLine, isOld: false)) @@\n"
      for edit in edits[group] {
        switch edit {
        case .keep(let line): text += " \(line.shown)\n"
        case .remove(let line): text += "-\(line.shown)\n"
        case .insert(let line): text += "+\(line.shown)\n"
        }
      }
    }
    return text
  }

  /// Ranges of `edits` that hold changes and up to three kept lines on either side; those that touch are one.
  private var groups: [Range<Int>] {
    var groups: [Range<Int>] = []
    for index in edits.indices where edits[index].isChange {
      let group = max(0, index - 3)..<min(edits.count, index + 4)
      if let last = groups.last, last.upperBound >= group.lowerBound {
        groups[groups.count - 1] = last.lowerBound..<group.upperBound
      } else {
        groups.append(group)
      }
    }
    return groups
  }

  /// First line and count of a group, in the old list or in the new one.
  private func range(of group: Range<Int>, after before: ArraySlice<Edit>, _ firstLine: Int, isOld: Bool) -> String {
    func count(_ edits: ArraySlice<Edit>) -> Int {
      edits.count { edit in
        switch edit {
        case .keep: true
        case .remove: isOld
        case .insert: !isOld
        }
      }
    }
    return "\(firstLine + count(before)),\(count(edits[group]))"
  }
}

extension String {
  /// The line with blanks at its end as `·` and control characters as `\u{1B}`.
  fileprivate var shown: String {
    let end = unicodeScalars.reversed().prefix { $0 == " " }.count
    var text = ""
    for scalar in unicodeScalars.dropLast(end) {
      if scalar.properties.generalCategory == .control {
        text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text + String(repeating: "·", count: end)
  }
}
