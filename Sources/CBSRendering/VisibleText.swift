import CBSText

extension String {
  /// The text with everything that could move the cursor, colour the screen or reorder a line written out: `\u{1b}`.
  ///
  /// What a server sends must not be able to command the terminal. Line breaks and tabs become `\n` and `\t`.
  /// A leading combining mark gets a dotted circle to stand on, so that it does not join what stands before it.
  package var visible: String { visible { $0 == "\n" ? "\\n" : $0 == "\t" ? "\\t" : nil } }

  /// As `visible`, but line breaks and tabs stay: for text that is the whole answer.
  var visibleLines: String { visible { $0 == "\n" || $0 == "\t" ? String($0) : nil } }

  private func visible(_ exception: (Unicode.Scalar) -> String?) -> String {
    if isPrintableASCII { return self }
    var text = ""
    if unicodeScalars.first?.isCombining == true { text = "\u{25CC}" }
    for scalar in unicodeScalars {
      if !scalar.isCommand {
        text.unicodeScalars.append(scalar)
      } else {
        text += exception(scalar) ?? "\\u{" + String(scalar.value, radix: 16) + "}"
      }
    }
    return text
  }

  /// Pieces that take at most `width` cells each, broken at blanks where there are any.
  package func wrapped(toWidth width: Int) -> [String] {
    if displayWidth <= width { return [self] }
    var lines: [String] = []
    var line: [Character] = []
    var used = 0
    for character in self {
      let cells = character.displayWidth
      if used + cells > width, !line.isEmpty {
        if character == " " {
          lines.append(String(line))
          line = []
        } else if let blank = line.lastIndex(of: " "), blank > 0 {
          lines.append(String(line[..<blank]))
          line = Array(line[(blank + 1)...])
        } else {
          lines.append(String(line))
          line = []
        }
        used = line.reduce(0) { $0 + $1.displayWidth }
        if character == " " && line.isEmpty { continue }
      }
      line.append(character)
      used += cells
    }
    if !line.isEmpty { lines.append(String(line)) }
    return lines
  }
}

extension Unicode.Scalar {
  /// Whether it would act on the terminal or on the order of a line instead of being seen.
  fileprivate var isCommand: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// Whether it joins the character before it.
  fileprivate var isCombining: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark, .format: true
    default: false
    }
  }
}
