import CBSLanguage
import CBSValues

extension Functions {
  /// Functions that encode texts and decode them; what comes of a secret is a secret.
  static let encodings: [Function] = [
    Function(
      "url_encode", ["text"], "The text with all but letters, digits and -._~ as %XX.",
      example: #"url_encode("a b/ü")"#, gives: "a%20b%2F%C3%BC"
    ) { (arguments, _) throws(FunctionFailure) in
      try arguments[0].rewritten { (text) throws(FunctionFailure) in
        try Bounds.check(bytes: text.utf8.count)
        return text.percentEncoded
      }
    },
    Function(
      "url_decode", ["text"], "The text that url_encode() has encoded.", example: #"url_decode("a%20b%2F%C3%BC")"#,
      gives: "a b/ü"
    ) { (arguments, _) throws(FunctionFailure) in
      try arguments[0].rewritten { (text) throws(FunctionFailure) in
        guard let bytes = text.percentDecoded else {
          throw FunctionFailure("a '%' stands without two hexadecimal digits behind it")
        }
        return try bytes.asText()
      }
    },
    Function(
      "base64", ["text"], "The bytes of the text in base64.", example: #"base64("user:password")"#,
      gives: "dXNlcjpwYXNzd29yZA=="
    ) { (arguments, _) throws(FunctionFailure) in
      try arguments[0].rewritten { (text) throws(FunctionFailure) in
        try Bounds.check(bytes: text.utf8.count / 3 * 4)
        return text.utf8.base64
      }
    },
    Function(
      "parse_base64", ["text"], "The text that base64 (also with - and _) stands for.",
      example: #"parse_base64("b2s=")"#, gives: "ok"
    ) { (arguments, _) throws(FunctionFailure) in
      try arguments[0].rewritten { (text) throws(FunctionFailure) in
        guard let bytes = text.base64Decoded else { throw FunctionFailure("this is not base64") }
        return try bytes.asText()
      }
    },
    Function(
      "basic_auth", ["user", "password"], "What an Authorization header holds for a user and a password.",
      example: #"basic_auth("ci", "x")"#, gives: "Basic Y2k6eA=="
    ) { (arguments, _) throws(FunctionFailure) in
      guard arguments[0].text?.utf8.contains(UInt8(ascii: ":")) != true else {
        throw FunctionFailure("a user's name has no ':' here")
      }
      for argument in arguments {
        if case .secret = argument { continue }
        _ = try argument.wantText()
      }
      return try Value.joined([arguments[0], .text(":"), arguments[1]]).rewritten { "Basic " + $0.utf8.base64 }
    },
  ]
}

extension String {
  /// RFC 3986 percent encoding of all bytes but the unreserved ones.
  fileprivate var percentEncoded: String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    for byte in utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
      default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes with every `%XX` as one; nil where a `%` is followed by something else.
  fileprivate var percentDecoded: [UInt8]? {
    var result: [UInt8] = []
    var bytes = utf8.makeIterator()
    while let byte = bytes.next() {
      guard byte == 0x25 else {
        result.append(byte)
        continue
      }
      guard let high = bytes.next()?.hexDigit, let low = bytes.next()?.hexDigit else { return nil }
      result.append(high << 4 | low)
    }
    return result
  }

  /// The bytes of RFC 4648 base64, of either alphabet, with or without padding and line ends; nil where it is none.
  fileprivate var base64Decoded: [UInt8]? {
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

extension UInt8 {
  /// What the byte stands for as a hexadecimal digit.
  fileprivate var hexDigit: UInt8? { Character(Unicode.Scalar(self)).hexDigitValue.map(UInt8.init) }
}

extension [UInt8] {
  /// The text whose UTF-8 this is.
  fileprivate func asText() throws(FunctionFailure) -> String {
    guard let text = String(validating: self, as: UTF8.self) else {
      throw FunctionFailure("the bytes are not a text", hint: "a text is UTF-8")
    }
    return text
  }
}
