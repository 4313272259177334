import CBSText

/// The text being edited and its cursor, counted in Unicode scalars as in libedit.
struct TextBuffer: Equatable {
  var scalars: [Unicode.Scalar]
  /// The index into `scalars`; equal to their count at the end.
  var cursor: Int

  init(scalars: [Unicode.Scalar] = [], cursor: Int = 0) {
    self.scalars = scalars
    self.cursor = min(max(0, cursor), scalars.count)
  }

  /// The text with the cursor at its end.
  init(text: String) {
    scalars = Array(text.unicodeScalars)
    cursor = scalars.count
  }

  var text: String { Self.string(scalars[...]) }

  /// The cursor as an offset into the text's UTF-8.
  var cursorOffset: Int { scalars[..<cursor].reduce(0) { $0 + UTF8.width($1) } }

  /// The index of the first scalar at or after UTF-8 `offset`.
  func index(ofOffset offset: Int) -> Int {
    var bytes = 0
    for (index, scalar) in scalars.enumerated() {
      if bytes >= offset { return index }
      bytes += UTF8.width(scalar)
    }
    return scalars.count
  }

  /// The index of the first scalar of the line that contains `index`.
  func lineStart(of index: Int) -> Int {
    (scalars[..<index].lastIndex(of: "\n") ?? -1) + 1
  }

  /// The index of the line break that ends the line with `index`, or the end of the text.
  func lineEnd(of index: Int) -> Int {
    scalars[index...].firstIndex(of: "\n") ?? scalars.count
  }

  /// The index of the first scalar of the cursor's line.
  var lineStart: Int { lineStart(of: cursor) }

  /// The index after the last scalar of the cursor's line.
  var lineEnd: Int { lineEnd(of: cursor) }

  /// The cursor position one line up, at the same column of cells; nil on the first line.
  func cursorAbove() -> Int? {
    let start = lineStart(of: cursor)
    guard start > 0 else { return nil }
    return self.index(inLineAt: lineStart(of: start - 1), column: column)
  }

  /// The cursor position one line down, at the same column of cells; nil on the last line.
  func cursorBelow() -> Int? {
    let end = lineEnd(of: cursor)
    guard end < scalars.count else { return nil }
    return self.index(inLineAt: end + 1, column: column)
  }

  /// The bounds of the character that contains an index: a base and its combining marks belong together.
  ///
  /// Equal bounds mean that the index is between two characters.
  func cluster(around index: Int) -> Range<Int> {
    guard index > 0, index < scalars.count else { return index..<index }
    if scalars[index].isASCII, scalars[index - 1].isASCII { return index..<index }
    let start = lineStart(of: index)
    var position = start
    for character in Self.string(scalars[start..<lineEnd(of: index)]) {
      let next = position + character.unicodeScalars.count
      if index == position { return index..<index }
      if index < next { return position..<next }
      position = next
    }
    return index..<index
  }

  /// The number of scalars in the character before the cursor; 0 at the start of the text.
  var scalarsBeforeCursor: Int {
    guard cursor > 0 else { return 0 }
    guard !scalars[cursor - 1].isASCII else { return 1 }
    return Self.string(scalars[lineStart(of: cursor)..<cursor]).last?.unicodeScalars.count ?? 1
  }

  private var column: Int { Self.string(scalars[lineStart(of: cursor)..<cursor]).displayWidth }

  private func index(inLineAt start: Int, column: Int) -> Int {
    var position = start
    var width = 0
    for character in Self.string(scalars[start..<lineEnd(of: start)]) {
      width += character.displayWidth
      if width > column { break }
      position += character.unicodeScalars.count
    }
    return position
  }

  static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
