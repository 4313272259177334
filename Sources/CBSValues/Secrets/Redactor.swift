import CBSText

/// Replaces known secrets in text that is about to be shown or written.
///
/// A secret is found as it is and in the encodings that wrap it on its way: percent, JSON, base64 (also behind a
/// Basic user name, at each of the three alignments) and hexadecimal.
package struct Redactor: Sendable {
  private let needles: [(text: String, placeholder: String)]

  package init(_ secrets: some Sequence<Secret>) {
    var needles: [(text: String, placeholder: String)] = []
    for secret in secrets {
      let value = secret.reveal(for: .redaction)
      // Shorter texts occur by chance; a key is never that short.
      guard value.utf8.count >= 4 else { continue }
      for form in Self.forms(of: value) { needles.append((form, secret.description)) }
    }
    self.needles = needles.sorted { $0.text.utf8.count > $1.text.utf8.count }
  }

  package func redact(_ text: String) -> String {
    needles.reduce(text) { text, needle in
      text.contains(needle.text)
        ? text.split(separator: needle.text, omittingEmptySubsequences: false)
          .joined(separator: needle.placeholder) : text
    }
  }

  private static func forms(of value: String) -> Set<String> {
    let bytes = Array(value.utf8)
    var forms: Set<String> = [value]
    for uppercase in [true, false] {
      forms.insert(value.percentEncoded(uppercase: uppercase))
      forms.insert(bytes.hexadecimal(uppercase: uppercase))
    }
    forms.insert(value.jsonEscaped)
    for shift in 0..<3 {
      forms.formUnion(base64Core(bytes, shift: shift))
    }
    return forms
  }

  /// The characters of base64 that depend on `bytes` alone when `shift` other bytes stand before them.
  private static func base64Core(_ bytes: [UInt8], shift: Int) -> [String] {
    let skipped = (3 - shift) % 3
    guard bytes.count - skipped >= 3 else { return [] }
    let whole = bytes[skipped...].prefix((bytes.count - skipped) / 3 * 3)
    let standard = whole.base64
    let url = standard.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }
    return [standard, String(url)]
  }
}
