package import CBSValues

/// What an upload adds to the fingerprint that inference answers carry.
package struct FingerprintSuffix: PatternedName {
  package static let pattern = "^[A-Za-z0-9._-]{1,64}$"
  package static let rule = "1 to 64 letters, digits, '.', '_' and '-'"
  package static let type = ParameterType(
    "SUFFIX", .string, phrase: "a fingerprint suffix")

  package let text: String

  package init?(_ text: String) {
    guard (1...64).contains(text.utf8.count),
      text.utf8.allSatisfy({ $0.isASCIIAlphanumeric || $0 == 0x2E || $0 == 0x5F || $0 == 0x2D })
    else { return nil }
    self.text = text
  }
}
