/// Pseudo-random numbers that a seed fixes.
struct SplitMix64: RandomNumberGenerator {
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

extension SplitMix64 {
  mutating func text(_ alphabet: String, _ lengths: ClosedRange<Int>) -> String {
    let characters = Array(alphabet)
    return String(
      (0..<Int.random(in: lengths, using: &self)).map { _ in characters.randomElement(using: &self) ?? "a" })
  }

  /// Text with everything that a wire may stumble over.
  mutating func anyText() -> String { text("aZ09 \"\\/%:?&#=+.\n\tü€𝄞{}[]", 0...12) }

  mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &self) == 0 }
}
