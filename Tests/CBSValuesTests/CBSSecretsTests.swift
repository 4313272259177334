import CBSText
import CBSValues
import Testing

@Suite struct SecretTests {
  let canary = Secret("csk-Canary/7+x y\"z~0123456789", name: "KEY")

  @Test func `a secret prints as its name, also when dumped`() {
    var dumped = ""
    dump([canary], to: &dumped)
    for text in ["\(canary)", String(reflecting: canary), dumped] {
      #expect(!text.contains("Canary"))
      #expect(text.contains("<secret:KEY>"))
    }
  }

  @Test func `every encoding of a secret is redacted`() {
    let value = canary.reveal(for: .redaction)
    let redactor = Redactor([canary])
    let percent = value.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    #expect(redactor.redact("a \(value) b \(value)") == "a <secret:KEY> b <secret:KEY>")
    #expect(redactor.redact(#"{"k":"csk-Canary/7+x y\"z~0123456789"}"#) == #"{"k":"<secret:KEY>"}"#)
    #expect(redactor.redact("csk-Canary%2F7%2Bx%20y%22z~0123456789") == "<secret:KEY>")
    #expect(percent.hasPrefix("%63"))
    for user in ["", "u", "us", "use", "user:"] {
      let encoded = Array((user + value).utf8).base64
      #expect(redactor.redact("Basic \(encoded)").contains("<secret:KEY>"))
    }
  }

  @Test func `a text without the secret stays as it is`() {
    #expect(Redactor([canary]).redact("nothing here") == "nothing here")
  }

  @Test func `a secret in JSON that we write is found, whatever it holds`() {
    let scalars = [0..<0x180, 0x2000..<0x2070, 0xFE00..<0xFE10, 0x1F600..<0x1F604].joined()
    for scalar in scalars.compactMap({ Unicode.Scalar(UInt32($0)) }) {
      let secret = Secret("key\(Character(scalar))end", name: "KEY")
      let json: JSON = ["k": .string("a \(secret.reveal(for: .redaction)) b")]
      let redactor = Redactor([secret])
      #expect(redactor.redact(json.text) == #"{"k":"a <secret:KEY> b"}"#, "U+\(String(scalar.value, radix: 16))")
      #expect(redactor.redact(json.indentedText).contains("<secret:KEY>"))
    }
  }

  @Test func `a secret is found whatever follows it, and names stay whole`() {
    let value = canary.reveal(for: .redaction)
    for mark in ["\u{301}", "\u{200D}x", "\u{FE0F}", "\u{20E3}"] {
      #expect(Redactor([canary]).redact("é\(value)\(mark)") == "é<secret:KEY>\(mark)")
    }
    let word = Secret("secret", name: "WORD")
    #expect(Redactor([canary, word]).redact("\(value) secret") == "<secret:KEY> <secret:WORD>")
    // Of two secrets that begin alike the longer one is taken.
    let longer = Secret("secret-and-more", name: "LONGER")
    #expect(Redactor([word, longer]).redact("secret-and-more") == "<secret:LONGER>")
    #expect(Redactor([]).redact("secret") == "secret")
  }
}
