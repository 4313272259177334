extension StringProtocol {
  /// Percent-encodes all bytes but RFC 3986's unreserved characters and those in `allowed` (ASCII).
  ///
  /// - Parameter uppercase: whether hexadecimal digits are uppercase, as RFC 3986 recommends.
  package func percentEncoded(allowing allowed: String = "", uppercase: Bool = true) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    for byte in utf8 {
      if byte.isUnreserved || allowed.utf8.contains(byte) {
        bytes.append(byte)
      } else {
        bytes.append(UInt8(ascii: "%"))
        bytes += byte.hexadecimalDigits(uppercase: uppercase)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The string with percent sequences decoded; nil where one is malformed or the result is not UTF-8.
  package var percentDecoded: String? { percentDecodedBytes.flatMap { String(validating: $0, as: UTF8.self) } }

  /// As `percentDecoded`, and with `+` for a space, as forms and S3 listings write it.
  package var formDecoded: String? { String(map { $0 == "+" ? " " : $0 }).percentDecoded }

  /// The bytes with each percent sequence as one byte; nil where a `%` is not followed by two hexadecimal digits.
  package var percentDecodedBytes: [UInt8]? {
    var result: [UInt8] = []
    var bytes = utf8.makeIterator()
    while let byte = bytes.next() {
      guard byte == UInt8(ascii: "%") else {
        result.append(byte)
        continue
      }
      guard let high = bytes.next()?.hexDigitValue, let low = bytes.next()?.hexDigitValue else { return nil }
      result.append(high << 4 | low)
    }
    return result
  }
}

extension UInt8 {
  /// Whether a URL may contain the byte as it is: RFC 3986's unreserved characters.
  fileprivate var isUnreserved: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }
}
