import TestSupport

extension SeededGenerator {
  /// A text of what is hard to lay out: wide, combining, control and joining characters, quotes and separators.
  mutating func text(upTo length: Int) -> String {
    let hard = Array(
      "漢字🙂é\u{301}\u{200D}\u{FE0F}\u{1B}[31m\n\t\r\u{7F}\u{85}\u{202E}\u{2028}\",;|\\'$ abcXYZ0189-_./{}#:"
        .unicodeScalars)
    var text = ""
    for _ in 0..<below(length + 1) {
      if below(10) > 0 {
        text.unicodeScalars.append(pick(hard))
      } else if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x1_FFFF, using: &self)) {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
