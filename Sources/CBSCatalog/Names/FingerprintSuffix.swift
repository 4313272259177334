package import CBSValues

/// What an upload adds to the fingerprint that inference answers carry.
package struct FingerprintSuffix: FieldValue, CustomStringConvertible {
  package static let pattern = "^[A-Za-z0-9._-]{1,64}$"
  package static let type = ParameterType(
    "SUFFIX", .string, phrase: "a fingerprint suffix")

  package let text: String

  package init?(_ text: String) {
    guard (1...64).contains(text.utf8.count),
      text.utf8.allSatisfy({ $0.isASCIIAlphanumeric || $0 == 0x2E || $0 == 0x5F || $0 == 0x2D })
    else { return nil }
    self.text = text
  }

  package init(wire: JSON) throws(WireMismatch) {
    guard let suffix = FingerprintSuffix(try String(wire: wire)) else { throw WireMismatch(.pattern(Self.pattern)) }
    self = suffix
  }

  package var wire: JSON { .string(text) }

  package init(argument: Value) throws(ArgumentMismatch) {
    guard let name = Self(argument.description) else {
      throw ArgumentMismatch(argument, rule: "1 to 64 letters, digits, '.', '_' and '-'")
    }
    self = name
  }

  package var description: String { text }
}
