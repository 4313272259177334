package import CBSValues


/// What a client needs to talk to a sandbox. The keys are worthless: they open nothing but sandboxes.
package struct SandboxKeys: Sendable, Hashable {
  /// As management paths name it.
  package let organization: String
  /// As the metrics path names it.
  package let organizationID: String
  package let management: Secret
  package let inference: Secret

  /// The same for every sandbox, so that nothing has to be opened to know them and examples stay the same.
  package static let standard = SandboxKeys(
    organization: Seed.organization, organizationID: "org_acme01",
    management: Secret("sandbox-management-key-opens-nothing-else", name: "CEREBRAS_MANAGEMENT_API_KEY"),
    inference: Secret("sandbox-inference-key-opens-nothing-else", name: "CEREBRAS_API_KEY"))
}
