package import CBSValues

/// What a client needs to talk to a sandbox. The keys are worthless: they open nothing but sandboxes.
package struct SandboxKeys: Sendable, Hashable {
  /// As management paths name it.
  package let organization: String
  /// As the metrics path names it.
  package let organizationID: String
  package let management: Secret
  package let inference: Secret

  package init(organization: String, organizationID: String, management: Secret, inference: Secret) {
    self.organization = organization
    self.organizationID = organizationID
    self.management = management
    self.inference = inference
  }

  package func key(_ kind: KeyKind) -> Secret? {
    switch kind {
    case .management: management
    case .inference: inference
    case .none: nil
    }
  }
}
