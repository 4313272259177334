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
      forms.insert(bytes.map { isUnreserved($0) ? String(Unicode.Scalar($0)) : "%" + hex($0, uppercase) }.joined())
      forms.insert(bytes.map { hex($0, uppercase) }.joined())
    }
    let escaped = value.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\t": "\\t"
      default: String(scalar)
      }
    }
    forms.insert(escaped.joined())
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

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }

  private static func hex(_ byte: UInt8, _ uppercase: Bool) -> String {
    let digits = String(byte, radix: 16, uppercase: uppercase)
    return digits.count == 1 ? "0" + digits : digits
  }
}

extension Collection<UInt8> {
  /// RFC 4648 base64 with padding.
  package var base64: String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".unicodeScalars)
    var text = String.UnicodeScalarView()
    var bytes = makeIterator()
    while let first = bytes.next() {
      let second = bytes.next()
      let third = second == nil ? nil : bytes.next()
      let group = UInt32(first) << 16 | UInt32(second ?? 0) << 8 | UInt32(third ?? 0)
      text.append(alphabet[Int(group >> 18)])
      text.append(alphabet[Int(group >> 12 & 63)])
      text.append(second == nil ? "=" : alphabet[Int(group >> 6 & 63)])
      text.append(third == nil ? "=" : alphabet[Int(group & 63)])
    }
    return String(text)
  }
}
