/// SplitMix64: the same numbers for the same seed, everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension SeededGenerator {
  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

  mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }

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
