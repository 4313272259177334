import CBSText
import Testing

@Suite struct EncodingTests {
  @Test func everyByteSurvivesEveryEncoding() {
    let bytes = (0...UInt8.max).map(\.self)
    for length in 0...bytes.count {
      #expect(bytes.prefix(length).base64.base64Decoded == Array(bytes.prefix(length)))
    }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.percentEncoded().percentDecoded == text)
    #expect(text.percentEncoded(allowing: "/").percentDecoded == text)
    #expect(text.percentEncoded(uppercase: false).percentDecoded == text)
    #expect(bytes.hexadecimal().utf8.count == 512)
    #expect(bytes.filter { $0.hexDigitValue != nil } == Array("0123456789ABCDEFabcdef".utf8))
  }

  @Test func percentSequences() {
    #expect("a b/ü~".percentEncoded() == "a%20b%2F%C3%BC~")
    #expect("a b/ü~".percentEncoded(allowing: "/") == "a%20b/%C3%BC~")
    #expect("a:b".percentEncoded(uppercase: false) == "a%3ab")
    #expect("a+b%2B".formDecoded == "a b+")
    #expect("a+b%2b".percentDecoded == "a+b+")
    #expect("%C3%28".percentDecodedBytes == [0xC3, 0x28])
  }

  @Test(arguments: ["%", "%2", "%g0", "%+1", "%-1", "a%2"])
  func theseAreNoPercentSequences(text: String) { #expect(text.percentDecodedBytes == nil) }

  @Test(arguments: ["%C3%28", "%FF", "%ED%A0%80"])
  func theseAreNotUTF8(text: String) { #expect(text.percentDecoded == nil) }

  /// The test vectors of RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func base64(text: String, encoded: String) {
    #expect(text.utf8.base64 == encoded)
    #expect(encoded.base64Decoded == Array(text.utf8))
    #expect(encoded.filter { $0 != "=" }.base64Decoded == Array(text.utf8))
  }

  @Test(arguments: ["Z", "Zg=", "Zh==", "Zg==Zg==", "Zm9v=", "Zm 9v", "Zm9ü"])
  func theseAreNotBase64(text: String) { #expect(text.base64Decoded == nil) }

  @Test func bothAlphabetsOfBase64AreRead() {
    #expect("-_+/".base64Decoded == "+/+/".base64Decoded)
    #expect("Zm9v\r\nYmFy\n".base64Decoded == Array("foobar".utf8))
  }

  @Test func jsonEscapes() {
    #expect("plain, ü and 😀".jsonEscaped == "plain, ü and 😀")
    #expect("\"\\\n\r\t".jsonEscaped == #"\"\\\n\r\t"#)
    #expect(
      "\u{0}\u{1B}\u{7F}\u{85}\u{9B}\u{A0}\u{2028}".jsonEscaped == "\\u0000\\u001b\\u007f\\u0085\\u009b\u{A0}\\u2028")
  }

  @Test(arguments: [
    (#"n"#, "\n"), (#"""#, "\""), (#"/x"#, "/"), (#"u00e9"#, "é"), (#"ud83d\ude00"#, "😀"), (#"uD83D\uDE00z"#, "😀"),
  ])
  func jsonEscapesAreRead(text: String, scalar: Unicode.Scalar) throws {
    var offset = 0
    #expect(try Unicode.Scalar(jsonEscapeIn: Array(text.utf8)[...], at: &offset) == scalar)
  }

  @Test(
    arguments: [
      ("", .unexpectedEnd), ("x", .unknownEscape), ("u12", .missingDigits), ("u12g4", .missingDigits),
      (#"ud83d"#, .loneSurrogate), (#"ude00"#, .loneSurrogate), (#"ud83d\n"#, .loneSurrogate),
      (#"ud83dA"#, .loneSurrogate), (#"ud83d\u0041"#, .loneSurrogate), (#"ud83d\u00"#, .missingDigits),
    ] as [(String, JSONEscapeError)])
  func theseAreNoJSONEscapes(text: String, expected: JSONEscapeError) {
    var offset = 0
    let error = #expect(throws: JSONEscapeError.self) {
      _ = try Unicode.Scalar(jsonEscapeIn: Array(text.utf8)[...], at: &offset)
    }
    #expect(error == expected)
  }

  @Test func stringsAreTruncatedToCells() {
    #expect("abc".truncated(toWidth: 3) == "abc")
    #expect("abcd".truncated(toWidth: 3) == "ab…")
    #expect("漢字漢字".truncated(toWidth: 6) == "漢字…")
    #expect("ab".truncated(toWidth: 1) == "…")
    #expect("ab".truncated(toWidth: 0) == "")
  }
}
