import CBSText

/// The sandbox's own random numbers: SplitMix64, whose state is kept in the store.
///
/// A sandbox with a fixed seed draws the same identifiers in the same order, whichever process asks.
struct Draws: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// `count` lower-case hexadecimal digits.
  mutating func hexadecimal(_ count: Int) -> String {
    var text = ""
    while text.utf8.count < count { text += next().padded(to: 16, radix: 16) }
    return String(text.prefix(count))
  }

  /// A version 4 UUID in lower case.
  mutating func uuid() -> String {
    var digits = Array(hexadecimal(32))
    digits[12] = "4"
    digits[16] = Array("89ab")[Int(next() % 4)]
    let groups = [digits[0..<8], digits[8..<12], digits[12..<16], digits[16..<20], digits[20..<32]]
    return groups.map { String($0) }.joined(separator: "-")
  }
}
