package import CBSValues

/// A name that a user gives to one version of an architecture: `production`.
package struct Alias: PatternedName, Comparable {
  package static let pattern = "^[a-z][a-zA-Z0-9-]{0,126}[a-z0-9]$"
  package static var rule: String {
    "2 to 128 characters: first a-z, last a-z or 0-9, between them letters, digits and '-'"
  }
  package static let type = ParameterType(
    "ALIAS", .string, phrase: "an alias", completing: .aliases)

  package let text: String

  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard (2...128).contains(bytes.count), bytes[0].isASCIILowercase,
      bytes[bytes.count - 1].isASCIILowercase || bytes[bytes.count - 1].isASCIIDigit,
      bytes.allSatisfy({ $0.isASCIIAlphanumeric || $0 == 0x2D })
    else { return nil }
    self.text = text
  }

  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
