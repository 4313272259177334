extension Sequence<UInt8> {
  /// Two hexadecimal digits for each byte.
  package func hexadecimal(uppercase: Bool = false) -> String {
    String(decoding: flatMap { $0.hexadecimalDigits(uppercase: uppercase) }, as: UTF8.self)
  }
}

extension UInt8 {
  /// The two digits of the byte, in ASCII.
  func hexadecimalDigits(uppercase: Bool) -> [UInt8] {
    [self >> 4, self & 15].map { digit in
      digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: uppercase ? "A" : "a") + digit - 10
    }
  }

  /// The value of the byte as an ASCII hexadecimal digit; nil where it is not one.
  package var hexDigitValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x41 + 10
    case 0x61...0x66: self - 0x61 + 10
    default: nil
    }
  }
}
