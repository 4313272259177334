package import CBSValues
import OrderedCollections

/// A name the API gives to organizations, architectures and endpoints.
///
/// Letters, digits, dot, underscore and hyphen; the first a letter or digit; at most 128 characters. The API does not
/// document the rule; it is wide enough for every name its pages show.
package protocol Identifier: PatternedName, Comparable {
  /// - Precondition: `text` follows the rule.
  init(unchecked text: String)
  /// How usage lines write it.
  static var label: String { get }
  /// What messages call it, with its article.
  static var phrase: String { get }
  static var completion: Completion { get }
}

extension Identifier {
  package static var completion: Completion { .none }
  package static var pattern: String { "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$" }
  package static var rule: String { "1 to 128 letters, digits, '.', '_' and '-', the first a letter or digit" }

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

  package static var type: ParameterType {
    ParameterType(label, .reference, phrase: phrase, completing: completion)
  }

  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// An organization as management paths name it: not the `org_…` id of the console.
package struct OrganizationName: Identifier {
  package static let label = "ORG"
  package static let phrase = "an organization name"
  package let text: String
  package init(unchecked text: String) { self.text = text }
  package static func inferred(from context: ArgumentContext) -> Self? { context.organization }

  /// The flag by which a line names another organization than the profile's.
  package static let parameter = Parameter<OrganizationName>(flag: "org", "Organization, when it is not the profile's.")
}

/// An organization as metrics name it: `org_abc123`, from the console's settings page.
package struct OrganizationID: Identifier {
  package static let label = "ORG-ID"
  package static let phrase = "an organization id"
  package let text: String
  package init(unchecked text: String) { self.text = text }
  package static func inferred(from context: ArgumentContext) -> Self? { context.organizationID }
}

/// A model architecture: `gpt-oss-120b`.
package struct ArchitectureID: Identifier {
  package static let label = "ARCH"
  package static let phrase = "an architecture"
  package static let completion = Completion.architectures
  package static let recordFields = ["arch", "id"]
  package let text: String
  package init(unchecked text: String) { self.text = text }
  package static func inferred(from context: ArgumentContext) -> Self? { context.architecture }
}

/// A dedicated endpoint: `acme-gpt-oss-120b`; inference calls it the model.
package struct EndpointID: Identifier {
  package static let label = "ENDPOINT"
  package static let phrase = "an endpoint id"
  package static let completion = Completion.endpoints
  package static let recordFields = ["endpoint", "id"]
  package let text: String
  package init(unchecked text: String) { self.text = text }
}

extension UInt8 {
  var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
  var isASCIILowercase: Bool { (0x61...0x7A).contains(self) }
  var isASCIIAlphanumeric: Bool { isASCIIDigit || isASCIILowercase || (0x41...0x5A).contains(self) }
}

extension Value {
  /// The name that the value is: a string or number as it is, of a record the first of `fields` that it has.
  func name(of fields: [String]) -> String {
    guard case .record(let record) = self else { return description }
    return fields.lazy.compactMap { record[$0] }.first?.description ?? description
  }
}
