extension Collection<UInt8> {
  /// RFC 4648 base64 with padding.
  package var base64: String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((count + 2) / 3 * 4)
    var bytes = makeIterator()
    while let first = bytes.next() {
      let second = bytes.next()
      let third = second == nil ? nil : bytes.next()
      let group = UInt32(first) << 16 | UInt32(second ?? 0) << 8 | UInt32(third ?? 0)
      text.append(alphabet[Int(group >> 18)])
      text.append(alphabet[Int(group >> 12 & 63)])
      text.append(second == nil ? UInt8(ascii: "=") : alphabet[Int(group >> 6 & 63)])
      text.append(third == nil ? UInt8(ascii: "=") : alphabet[Int(group & 63)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension StringProtocol {
  /// The bytes of RFC 4648 base64, of either alphabet, with or without padding and line ends; nil where it is malformed.
  package var base64Decoded: [UInt8]? {
    var result: [UInt8] = []
    var (group, bits, padding) = (UInt32(0), 0, 0)
    for byte in utf8 {
      let digit: UInt32
      switch byte {
      case 0x41...0x5A: digit = UInt32(byte) - 0x41
      case 0x61...0x7A: digit = UInt32(byte) - 0x61 + 26
      case 0x30...0x39: digit = UInt32(byte) - 0x30 + 52
      case 0x2B, 0x2D: digit = 62
      case 0x2F, 0x5F: digit = 63
      case 0x3D:
        padding += 1
        continue
      case 0x0A, 0x0D: continue
      default: return nil
      }
      guard padding == 0 else { return nil }
      group = group << 6 | digit
      bits += 6
      if bits >= 8 {
        bits -= 8
        result.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
        group &= 1 << UInt32(bits) - 1
      }
    }
    // What is left over is zero, less than a digit, and as long as the padding says.
    guard group == 0, bits < 6, padding == 0 || padding == bits / 2 else { return nil }
    return result
  }
}
