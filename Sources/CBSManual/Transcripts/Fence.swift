import CBSText

/// The line that opens a fenced block of Markdown: at least three backquotes or tildes, and words.
struct Fence {
  /// The backquotes or tildes.
  let mark: String
  /// What stands after them: the kind of the block and its arguments.
  let words: [String]
  let isIndented: Bool

  /// Nil when the line opens no block.
  init?(_ line: String) {
    let text = line.withoutOuterSpaces
    guard let first = text.first, first == "`" || first == "~" else { return nil }
    mark = String(text.prefix { $0 == first })
    words = text.dropFirst(mark.count).split { $0 == " " || $0 == "\t" }.map(String.init)
    isIndented = line.first == " " || line.first == "\t"
    // Backquotes after the mark: a line of prose that begins with code.
    guard mark.count >= 3, first == "~" || !words.contains(where: { $0.contains("`") }) else { return nil }
  }

  /// Whether the line closes the block: the same character, at least as often, and nothing else.
  func isClosed(by line: String) -> Bool {
    let text = line.withoutOuterSpaces
    return text.count >= mark.count && text.allSatisfy { $0 == mark.first }
  }
}

/// A heading of Markdown: one to six number signs, a space, and its text.
struct Heading {
  /// From 1, the page's own, to 6.
  let level: Int
  let title: String

  /// Nil when the line is no heading.
  init?(_ line: String) {
    let signs = line.prefix { $0 == "#" }
    let rest = line.dropFirst(signs.count)
    guard (1...6).contains(signs.count), rest.isEmpty || rest.first == " " else { return nil }
    level = signs.count
    title = rest.withoutOuterSpaces
  }
}

extension StringProtocol {
  /// Whether the text could name a setting: lower-case letters and hyphens.
  var isSettingName: Bool { !isEmpty && utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D } }
}
