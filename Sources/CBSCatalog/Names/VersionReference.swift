package import CBSValues

/// A version as a line names it: whole, or as far as it is said; the session makes it complete.
package struct VersionReference: Argument, WireContent, CustomStringConvertible {
  private enum Extent: Hashable {
    /// `orgs/ORG/models/ARCH/versions/ID`
    case full(VersionName)
    /// `ARCH/7`, `ARCH/production`, or after `use ARCH` a bare `7` or `production`.
    case partial(ArchitectureID?, VersionSelector)
  }

  private let extent: Extent
  /// As it was written, for messages.
  private let argument: Value

  package static let type = ParameterType("VERSION", .reference, phrase: "a version", completing: .versions)

  /// A version that is known whole.
  package init(_ name: VersionName) {
    extent = .full(name)
    argument = .string(name.description)
  }

  /// Of a record its `name` counts.
  package init(argument: Value) throws(ArgumentMismatch) {
    self.argument = argument
    let text = argument.name(of: ["name"])
    if let name = VersionName(text) {
      extent = .full(name)
      return
    }
    let words = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard words.count <= 2, let last = words.last else {
      throw ArgumentMismatch(argument, rule: "write ARCH/ID, ARCH/ALIAS or orgs/ORG/models/ARCH/versions/ID")
    }
    guard let selector = VersionSelector(last) else { throw ArgumentMismatch(argument, rule: VersionSelector.rule) }
    extent = .partial(words.count == 2 ? try ArchitectureID(argument: .string(words[0])) : nil, selector)
  }

  /// As it was written.
  package var description: String { argument.name(of: ["name"]) }

  /// The number or alias.
  package var selector: VersionSelector {
    switch extent {
    case .full(let name): name.selector
    case .partial(_, let selector): selector
    }
  }

  package func resolved(in context: ArgumentContext) throws(ArgumentMismatch) -> VersionName? {
    try name(in: context)
  }

  /// The full name, with the organization and architecture of the session where the reference has none.
  package func name(in context: ArgumentContext) throws(ArgumentMismatch) -> VersionName {
    switch extent {
    case .full(let name): return name
    case .partial(let architecture, let selector):
      guard let architecture = architecture ?? context.architecture else {
        throw ArgumentMismatch(
          argument, rule: "no architecture is in use; write ARCH/\(selector), or say 'use ARCH' first")
      }
      guard let organization = context.organization else {
        throw ArgumentMismatch(argument, rule: "no organization is set")
      }
      return VersionName(organization: organization, architecture: architecture, selector: selector)
    }
  }

  /// What is said counts, not how it was written.
  package static func == (left: Self, right: Self) -> Bool { left.extent == right.extent }
  package func hash(into hasher: inout Hasher) { hasher.combine(extent) }
}
