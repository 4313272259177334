package import CBSCatalog
import CBSValues

extension SandboxKeys {
  /// The same for every sandbox, so that nothing has to be opened to know them and examples stay the same.
  package static let standard = SandboxKeys(
    organization: Seed.organization, organizationID: "org_acme01",
    management: Secret("sandbox-management-key-opens-nothing-else", name: "CEREBRAS_MANAGEMENT_API_KEY"),
    inference: Secret("sandbox-inference-key-opens-nothing-else", name: "CEREBRAS_API_KEY"))
}
