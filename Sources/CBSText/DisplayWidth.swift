extension Character {
  /// The number of terminal cells the character takes: 0, 1 or 2.
  ///
  /// The line editor and the tables of results share this table. A grapheme cluster is as wide as its base; U+FE0F and
  /// emoji sequences take two cells.
  package var displayWidth: Int {
    var scalars = unicodeScalars.makeIterator()
    guard let first = scalars.next() else { return 0 }
    if first.isASCII {
      return unicodeScalars.contains("\u{FE0F}") ? 2 : (first.value < 0x20 || first.value == 0x7F ? 0 : 1)
    }
    let width = first.displayWidth
    while let next = scalars.next() { if next == "\u{FE0F}" { return 2 } }
    return width
  }
}

extension String {
  /// The number of terminal cells the string takes on one line. Control characters take none.
  package var displayWidth: Int {
    isPrintableASCII ? utf8.count : reduce(0) { $0 + $1.displayWidth }
  }

  /// Whether it is made of ASCII from the space to the tilde: as wide as it is long, and harmless on a terminal.
  package var isPrintableASCII: Bool {
    func isPrintable(_ bytes: some Sequence<UInt8>) -> Bool { bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }
    // Over the bytes themselves: the view finds each of them anew.
    return utf8.withContiguousStorageIfAvailable { isPrintable($0) } ?? isPrintable(utf8)
  }

  /// The longest beginning that takes at most `width` cells; `…` stands for what was cut off.
  package func truncated(toWidth width: Int) -> String {
    if displayWidth <= width { return self }
    var text = ""
    var used = 0
    for character in self {
      let cells = character.displayWidth
      if used + cells > width - 1 { break }
      text.append(character)
      used += cells
    }
    return width > 0 ? text + "…" : ""
  }
}

extension Unicode.Scalar {
  /// The width of the scalar alone, from Unicode's East Asian Width (W and F take two cells) and emoji presentation.
  fileprivate var displayWidth: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    if properties.isEmojiPresentation { return 2 }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x20000...0x3FFFD:
      return 2
    case 0x1160...0x11FF: return 0
    default: return 1
    }
  }
}
