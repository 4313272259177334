package import CBSValues


/// The full name of a version: `orgs/acme/models/gpt-oss-120b/versions/7`.
package struct VersionName: FieldValue, CustomStringConvertible {
  package let organization: OrganizationName
  package let architecture: ArchitectureID
  package let selector: VersionSelector

  package init(organization: OrganizationName, architecture: ArchitectureID, selector: VersionSelector) {
    self.organization = organization
    self.architecture = architecture
    self.selector = selector
  }

  package static var kind: ValueKind { .version }
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

  /// Organisation, architecture, selector.
  package init(parts: [String]) throws(WireMismatch) {
    guard parts.count == 3 else { throw WireMismatch(.missing) }
    self.init(
      organization: try OrganizationName(wire: .string(parts[0])),
      architecture: try ArchitectureID(wire: .string(parts[1])),
      selector: try VersionSelector(wire: .string(parts[2])))
  }

  package var parts: [String] { [organization.text, architecture.text, selector.description] }

  /// Reads `ARCH/7`, `ARCH/production`, the full name, or a bare `7` of the session's architecture.
  package init(argument: String, in context: ArgumentContext) throws(ArgumentMismatch) {
    if let name = VersionName(argument) {
      self = name
      return
    }
    let words = argument.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard words.count <= 2, let last = words.last else {
      throw ArgumentMismatch(
        argument, is: Self.kind, rule: "write ARCH/ID, ARCH/ALIAS or orgs/ORG/models/ARCH/versions/ID")
    }
    guard let selector = VersionSelector(last) else {
      throw ArgumentMismatch(argument, is: Self.kind, rule: VersionSelector.rule)
    }
    let architecture: ArchitectureID
    if words.count == 2 {
      architecture = try ArchitectureID(argument: words[0], in: context)
    } else if let known = context.architecture {
      architecture = known
    } else {
      throw ArgumentMismatch(
        argument, is: Self.kind, rule: "no architecture is in use; write ARCH/\(last), or say 'use ARCH' first")
    }
    guard let organization = context.organization else {
      throw ArgumentMismatch(argument, is: Self.kind, rule: "no organisation is set")
    }
    self.init(organization: organization, architecture: architecture, selector: selector)
  }

  /// Of a record, its name counts.
  package init(values: [JSON], in context: ArgumentContext) throws(ArgumentMismatch) {
    guard values.count == 1, let value = values.first else {
      throw ArgumentMismatch(values.last?.argumentText ?? "", is: Self.kind, rule: "it is given twice")
    }
    try self.init(scalar: value["name"] ?? value, in: context)
  }
}
