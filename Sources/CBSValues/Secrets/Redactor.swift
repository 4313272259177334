import CBSText
/// Replaces known secrets in text that is about to be shown or written.
///
/// A secret is found as it is and in the encodings that wrap it on its way: percent, JSON, base64 (also behind a
/// Basic user name, at each of the three alignments) and hexadecimal.
package struct Redactor: Sendable {
  /// By their first byte; of those with the same one the longest first.
  private let needles: [[Needle]]

  private struct Needle {
    let bytes: [UInt8]
    let placeholder: String
  }

  package init(_ secrets: some Sequence<Secret>) {
    var needles: [Needle] = []
    for secret in secrets {
      let value = secret.reveal(for: .redaction)
      // Shorter texts occur by chance; a key is never that short.
      guard value.utf8.count >= 4 else { continue }
      for form in Self.forms(of: value) { needles.append(Needle(bytes: Array(form.utf8), placeholder: "\(secret)")) }
    }
    guard !needles.isEmpty else {
      self.needles = []
      return
    }
    var byStart = [[Needle]](repeating: [], count: 256)
    for needle in needles.sorted(by: { $0.bytes.count > $1.bytes.count }) {
      byStart[Int(needle.bytes[0])].append(needle)
    }
    self.needles = byStart
  }

  /// `text` with the name of each secret in its place. Looks at each byte once; bytes rather than characters, since a
  /// secret's last character is another one when a combining mark follows it.
  package func redact(_ text: String) -> String {
    guard !needles.isEmpty else { return text }
    var copy = text
    return copy.withUTF8 { redact($0) } ?? text
  }

  /// Nil where there is nothing to replace.
  private func redact(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var redacted: [UInt8] = []
    var taken = 0
    var index = 0
    while index < bytes.count {
      let rest = bytes[index...]
      guard let needle = needles[Int(bytes[index])].first(where: { rest.starts(with: $0.bytes) }) else {
        index += 1
        continue
      }
      redacted += bytes[taken..<index]
      redacted += needle.placeholder.utf8
      index += needle.bytes.count
      taken = index
    }
    return taken == 0 ? nil : String(decoding: redacted + bytes[taken...], as: UTF8.self)
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
