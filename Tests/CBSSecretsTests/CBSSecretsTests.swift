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
}
