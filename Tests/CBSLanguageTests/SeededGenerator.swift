import TestSupport

extension SeededGenerator {
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// A text of scalars from all over Unicode, with what is special in the language often among them.
  mutating func text(upTo length: Int) -> String {
    let special = Array(
      "\"'$(){}[]|;&<>\\#=-~*?!.,: \t\n\r`@%^_+a1éß…漢字🙂\u{0}\u{1B}\u{7F}\u{85}\u{A0}\u{200B}\u{2028}\u{FEFF}\u{301}"
        .unicodeScalars)
    var text = ""
    for _ in 0..<below(length + 1) {
      if chance(60) {
        text.unicodeScalars.append(pick(special))
      } else if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &self)) {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
