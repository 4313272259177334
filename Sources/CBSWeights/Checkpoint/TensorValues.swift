/// Numbers that look like weights and depend only on a seed and the tensor's name.
struct TensorValues {
  private var state: UInt64

  init(seed: UInt64, name: String) {
    state = seed
    for byte in name.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  /// The bytes of `count` elements: small numbers around zero, or around one for the scales of a norm.
  mutating func bytes(_ type: DataType, count: Int, around centre: Float) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count * Int(type.bits) / 8)
    for _ in 0..<count {
      switch type {
      case .bf16:
        let bits = UInt16(truncatingIfNeeded: value(around: centre).bitPattern >> 16)
        bytes += [UInt8(truncatingIfNeeded: bits), UInt8(bits >> 8)]
      case .f32:
        let bits = value(around: centre).bitPattern
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: bits >> ($0 * 8)) }
      default: bytes += (0..<Int(type.bits) / 8).map { _ in UInt8(truncatingIfNeeded: next()) }
      }
    }
    return bytes
  }

  private mutating func value(around centre: Float) -> Float {
    centre + (Float(next() >> 40) / Float(1 << 24) - 0.5) * 0.1
  }

  /// The next number of Vigna's SplitMix64 sequence.
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
