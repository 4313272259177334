package import CBSValues

/// What inference calls a model: a public model's name or an endpoint's id.
package struct ModelID: PatternedName {
  package static let type = ParameterType(
    "MODEL", .reference, phrase: "a model name", completing: .models)
  package static let pattern = "^[^\\s/.][^\\s]{0,255}$"
  package static let rule = "1 to 256 characters without spaces, the first neither '.' nor '/'"
  package static let recordFields = ["endpoint", "id"]

  package let text: String

  /// At most 256 bytes without blanks or control characters. A leading dot or slash is refused, because a path segment
  /// of dots means another path.
  package init?(_ text: String) {
    guard (1...256).contains(text.utf8.count), let first = text.first, first != ".", first != "/",
      text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F && !$0.properties.isWhitespace })
    else { return nil }
    self.text = text
  }
}
