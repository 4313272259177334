import CBSValues

/// The lines of `config.toml`, for finding and changing one value while everything else stays as it is.
struct SettingsText {
  private var lines: [String]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
  }

  var text: String { lines.map { $0 + "\n" }.joined() }

  /// The line, from 1, that sets the dotted name `place` or opens its table; nil where neither is written plainly.
  func line(of place: String) -> Int? { (key(place) ?? header(of: place)).map { $0 + 1 } }

  /// Sets the dotted name: changes its line, or adds one at the end of its table (made at the end of the file).
  mutating func set(_ place: String, to value: String) {
    if let index = key(place) {
      let head = lines[index].prefix { $0 != "=" }
      lines[index] = String(head) + "= " + value + Self.comment(in: lines[index])
      return
    }
    let parts = place.split(separator: ".").map(String.init)
    let table = parts.dropLast().joined(separator: ".")
    let line = "\(parts.last ?? place) = \(value)"
    if table.isEmpty {
      var end = lines.firstIndex { Self.table(opened: $0) != nil } ?? lines.count
      // The comment above the first table belongs to it.
      while end > 0, end < lines.count, lines[end - 1].hasPrefix("#") { end -= 1 }
      let index = afterLastText(before: end)
      lines.insert(line, at: index)
      if index + 1 < lines.count, lines[index + 1] != "" { lines.insert("", at: index + 1) }
    } else if let header = header(of: table) {
      let end = lines[(header + 1)...].firstIndex { Self.table(opened: $0) != nil } ?? lines.count
      lines.insert(line, at: afterLastText(before: end))
    } else {
      if !lines.isEmpty, lines.last != "" { lines.append("") }
      lines += ["[\(table)]", line]
    }
  }

  /// Removes the line that sets the dotted name, where there is one.
  mutating func remove(_ place: String) {
    if let index = key(place) { lines.remove(at: index) }
  }

  /// The value as TOML writes it: a JSON text is a TOML text.
  static func quoted(_ value: String) -> String { JSON.quoted(value) }

  private func key(_ place: String) -> Int? {
    var table = ""
    for (index, line) in lines.enumerated() {
      if let opened = Self.table(opened: line) {
        table = opened
      } else if let key = Self.key(of: line), (table.isEmpty ? key : table + "." + key) == place {
        return index
      }
    }
    return nil
  }

  private func header(of table: String) -> Int? { lines.firstIndex { Self.table(opened: $0) == table } }

  private func afterLastText(before end: Int) -> Int {
    var index = end
    while index > 0, lines[index - 1].allSatisfy(\.isWhitespace) { index -= 1 }
    return index
  }

  /// `profiles.work` of `[profiles.work]`.
  private static func table(opened line: String) -> String? {
    let text = line.drop(while: \.isWhitespace)
    guard text.hasPrefix("["), let end = text.firstIndex(of: "]") else { return nil }
    return name(text[text.index(after: text.startIndex)..<end])
  }

  private static func key(of line: String) -> String? {
    let text = line.drop(while: \.isWhitespace)
    guard let first = text.first, first != "#", let equals = text.firstIndex(of: "=") else { return nil }
    return name(text[..<equals])
  }

  private static func name(_ text: Substring) -> String {
    String(text.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" })
  }

  /// The comment after a value, with a space before it. A `#` inside quotes is no comment.
  private static func comment(in line: String) -> String {
    var quote: Character?
    for (index, character) in zip(line.indices, line) {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "#" {
        return "  " + line[index...]
      }
    }
    return ""
  }
}
