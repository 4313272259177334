extension String {
  /// The string between the quotes of a JSON string.
  ///
  /// Beyond what JSON requires, whatever a terminal acts on or takes for a line break is escaped: DEL, the C1 controls,
  /// U+2028 and U+2029.
  package var jsonEscaped: String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      return self
    }
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{00}"..<"\u{20}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
        text += "\\u" + scalar.value.padded(to: 4, radix: 16)
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension Unicode.Scalar {
  /// Reads the escape in a JSON string whose backslash lies before `offset`, and moves `offset` to its end, or to where
  /// it stops being one.
  package init(jsonEscapeIn bytes: ArraySlice<UInt8>, at offset: inout Int) throws(JSONEscapeError) {
    guard offset < bytes.endIndex else { throw .unexpectedEnd }
    let byte = bytes[offset]
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): self = Unicode.Scalar(byte)
    case UInt8(ascii: "b"): self = "\u{08}"
    case UInt8(ascii: "f"): self = "\u{0C}"
    case UInt8(ascii: "n"): self = "\n"
    case UInt8(ascii: "r"): self = "\r"
    case UInt8(ascii: "t"): self = "\t"
    case UInt8(ascii: "u"):
      let high = try Self.codeUnit(in: bytes, at: &offset)
      if let scalar = Unicode.Scalar(high) {
        self = scalar
        return
      }
      guard high < 0xDC00, bytes[offset...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
        throw .loneSurrogate
      }
      offset += 2
      let low = try Self.codeUnit(in: bytes, at: &offset)
      guard (0xDC00..<0xE000).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
      else { throw .loneSurrogate }
      self = scalar
    default: throw .unknownEscape
    }
  }

  private static func codeUnit(in bytes: ArraySlice<UInt8>, at offset: inout Int) throws(JSONEscapeError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard offset < bytes.endIndex, let digit = bytes[offset].hexDigitValue else { throw .missingDigits }
      value = value << 4 | UInt32(digit)
      offset += 1
    }
    return value
  }
}

/// What is wrong with an escape in a JSON string; the raw value is the message.
package enum JSONEscapeError: String, Error {
  case unexpectedEnd = "unexpected end"
  case unknownEscape = "unknown escape"
  case missingDigits = "four hexadecimal digits are missing"
  case loneSurrogate = "half a surrogate pair"
}
