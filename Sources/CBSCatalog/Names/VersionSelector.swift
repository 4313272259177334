package import CBSValues


/// Which version of an architecture: its number, or an alias of it.
///
/// An alias begins with a letter, so the two are never confused.
package enum VersionSelector: FieldValue, CustomStringConvertible {
  /// From 1.
  case number(Int64)
  case alias(Alias)

  package static var kind: ValueKind { .selector }
  package static var rule: String { "a version is a number from 1, or an alias of \(Alias.rule)" }

  package init?(_ text: String) {
    if let first = text.utf8.first, first.isASCIIDigit {
      guard first != 0x30, text.utf8.allSatisfy(\.isASCIIDigit), let number = Int64(text) else { return nil }
      self = .number(number)
    } else {
      guard let alias = Alias(text) else { return nil }
      self = .alias(alias)
    }
  }

  package var description: String {
    switch self {
    case .number(let number): String(number)
    case .alias(let alias): alias.text
    }
  }

  package var number: Int64? { if case .number(let number) = self { number } else { nil } }
  package var alias: Alias? { if case .alias(let alias) = self { alias } else { nil } }

  package init(wire: JSON) throws(WireMismatch) {
    let text = wire.integer.map(String.init) ?? wire.string
    guard let text else { throw WireMismatch(.wrongType(expected: .text, found: wire.kindName)) }
    guard let selector = VersionSelector(text) else { throw WireMismatch(.other(Self.rule)) }
    self = selector
  }

  package var wire: JSON { .string(description) }

  package init(argument: String, in context: ArgumentContext) throws(ArgumentMismatch) {
    guard let selector = VersionSelector(argument) else {
      throw ArgumentMismatch(argument, is: Self.kind, rule: Self.rule)
    }
    self = selector
  }
}
