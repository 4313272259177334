package import CBSValues


/// A name the API gives to organisations, architectures and endpoints.
///
/// Letters, digits, dot, underscore and hyphen; the first a letter or digit; at most 128 characters. The API does not
/// document the rule; it is wide enough for every name its pages show.
package protocol Identifier: FieldValue, Comparable, CustomStringConvertible {
  var text: String { get }
  /// - Precondition: `text` follows the rule.
  init(unchecked text: String)
}

extension Identifier {
  package static var pattern: String { "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$" }

  package init?(_ text: String) {
    guard Self.isValid(text) else { return nil }
    self.init(unchecked: text)
  }

  private static func isValid(_ text: String) -> Bool {
    guard (1...128).contains(text.utf8.count), let first = text.utf8.first, first.isASCIIAlphanumeric else {
      return false
    }
    return text.utf8.allSatisfy { $0.isASCIIAlphanumeric || $0 == 0x2E || $0 == 0x5F || $0 == 0x2D }
  }

  package init(wire: JSON) throws(WireMismatch) {
    let text = try String(wire: wire)
    guard let name = Self(text) else { throw WireMismatch(.pattern(Self.pattern)) }
    self = name
  }

  package var wire: JSON { .string(text) }

  package init(argument: String, in context: ArgumentContext) throws(ArgumentMismatch) {
    guard let name = Self(argument) else {
      throw ArgumentMismatch(
        argument, is: Self.kind,
        rule: "1 to 128 letters, digits, '.', '_' and '-', the first a letter or digit")
    }
    self = name
  }

  package var description: String { text }
  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// An organisation as management paths name it: not the `org_…` id of the console.
package struct OrganizationName: Identifier {
  package static var kind: ValueKind { .organization }
  package let text: String
  package init(unchecked text: String) { self.text = text }
  package static func inferred(from context: ArgumentContext) -> Self? { context.organization }
}

/// An organisation as metrics name it: `org_abc123`, from the console's settings page.
package struct OrganizationID: Identifier {
  package static var kind: ValueKind { .organizationID }
  package let text: String
  package init(unchecked text: String) { self.text = text }
  package static func inferred(from context: ArgumentContext) -> Self? { context.organizationID }
}

/// A model architecture: `gpt-oss-120b`.
package struct ArchitectureID: Identifier {
  package static var kind: ValueKind { .architecture }
  package let text: String
  package init(unchecked text: String) { self.text = text }
  package static func inferred(from context: ArgumentContext) -> Self? { context.architecture }

  /// Of a record, its architecture counts.
  package init(values: [JSON], in context: ArgumentContext) throws(ArgumentMismatch) {
    guard values.count == 1, let value = values.first else {
      throw ArgumentMismatch(values.last?.argumentText ?? "", is: Self.kind, rule: "it is given twice")
    }
    try self.init(scalar: value["arch"] ?? value["id"] ?? value, in: context)
  }
}

/// A dedicated endpoint: `acme-gpt-oss-120b`; inference calls it the model.
package struct EndpointID: Identifier {
  package static var kind: ValueKind { .endpoint }
  package let text: String
  package init(unchecked text: String) { self.text = text }

  /// Of a record, its endpoint counts: a deployment's, or the endpoint itself.
  package init(values: [JSON], in context: ArgumentContext) throws(ArgumentMismatch) {
    guard values.count == 1, let value = values.first else {
      throw ArgumentMismatch(values.last?.argumentText ?? "", is: Self.kind, rule: "it is given twice")
    }
    try self.init(scalar: value["endpoint"] ?? value["id"] ?? value, in: context)
  }
}

extension UInt8 {
  var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
  var isASCIILowercase: Bool { (0x61...0x7A).contains(self) }
  var isASCIIAlphanumeric: Bool { isASCIIDigit || isASCIILowercase || (0x41...0x5A).contains(self) }
}
