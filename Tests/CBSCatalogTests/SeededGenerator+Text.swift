import TestSupport

extension SeededGenerator {
  mutating func text(_ alphabet: String, _ lengths: ClosedRange<Int>) -> String {
    let characters = Array(alphabet)
    return String(
      (0..<Int.random(in: lengths, using: &self)).map { _ in characters.randomElement(using: &self) ?? "a" })
  }

  /// Text with everything that a wire may stumble over.
  mutating func anyText() -> String { text("aZ09 \"\\/%:?&#=+.\n\tü€𝄞{}[]", 0...12) }

  mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &self) == 0 }
}
