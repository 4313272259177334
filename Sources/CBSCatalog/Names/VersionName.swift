package import CBSValues

/// The full name of a version: `orgs/acme/models/gpt-oss-120b/versions/7`.
package struct VersionName: WireValue, CustomStringConvertible {
  package let organization: OrganizationName
  package let architecture: ArchitectureID
  package let selector: VersionSelector

  package init(organization: OrganizationName, architecture: ArchitectureID, selector: VersionSelector) {
    self.organization = organization
    self.architecture = architecture
    self.selector = selector
  }

  package static let partCount = 3
  package static var pattern: String { "^orgs/[^/]+/models/[^/]+/versions/[^/]+$" }

  /// Reads the full name.
  package init?(_ text: String) {
    let words = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 6, words[0] == "orgs", words[2] == "models", words[4] == "versions",
      let organization = OrganizationName(words[1]), let architecture = ArchitectureID(words[3]),
      let selector = VersionSelector(words[5])
    else { return nil }
    self.init(organization: organization, architecture: architecture, selector: selector)
  }

  package var description: String {
    "orgs/\(organization.text)/models/\(architecture.text)/versions/\(selector.description)"
  }
  /// As people write it: `gpt-oss-120b/7`.
  package var shortName: String { "\(architecture)/\(selector)" }

  package init(wire: JSON) throws(WireMismatch) {
    guard let name = VersionName(try String(wire: wire)) else { throw WireMismatch(.pattern(Self.pattern)) }
    self = name
  }

  package var wire: JSON { .string(description) }

  /// Organization, architecture, selector.
  package init(parts: [String]) throws(WireMismatch) {
    guard parts.count == 3 else { throw WireMismatch(.missing) }
    self.init(
      organization: try OrganizationName(wire: .string(parts[0])),
      architecture: try ArchitectureID(wire: .string(parts[1])),
      selector: try VersionSelector(wire: .string(parts[2])))
  }

  package var parts: [String] { [organization.text, architecture.text, selector.description] }
}
