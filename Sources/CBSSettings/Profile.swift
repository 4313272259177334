package import CBSValues

/// One `[profiles.NAME]` of the settings: an organisation and how it is reached.
package struct Profile: Sendable, Hashable {
  package let name: String
  package var organization: String?
  /// The `org_…` id that metrics want.
  package var organizationID: String?
  /// Scheme, host, port.
  package var baseURL: String?
  /// What bare version ids refer to until `use`.
  package var architecture: String?
  package var endpoint: String?
  /// Whether it serves callers: the prompt turns red, writes ask.
  package var isProduction = false
  package var keys: [StoredKey: KeySource] = [:]

  package init(name: String) { self.name = name }
}

/// A profile with what the environment says on top of it.
package struct ResolvedProfile: Sendable {
  package let name: String
  package let organization: String?
  /// The `org_…` id that metrics want.
  package let organizationID: String?
  /// Scheme, host, port; the public API where nobody says otherwise.
  package let origin: String
  package let architecture: String?
  package let endpoint: String?
  package let isProduction: Bool
  /// Where each key comes from; no entry where none is configured.
  package let sources: [StoredKey: KeySource]
  private let environment: @Sendable (String) -> String?

  /// The API that keys of the public console open.
  package static let defaultOrigin = "https://api.cerebras.ai"

  /// The environment wins over the profile; a key that `login` kept comes last.
  init(_ profile: Profile, keyStore: KeyStore?, environment: @escaping @Sendable (String) -> String?) {
    func variable(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }
    name = profile.name
    organization = variable("CEREBRAS_ORG") ?? profile.organization
    organizationID = variable("CEREBRAS_ORG_ID") ?? profile.organizationID
    origin = variable("CEREBRAS_BASE_URL") ?? profile.baseURL ?? Self.defaultOrigin
    architecture = profile.architecture
    endpoint = profile.endpoint
    isProduction = profile.isProduction
    var sources: [StoredKey: KeySource] = [:]
    for kind in StoredKey.allCases {
      sources[kind] =
        variable(kind.variable) != nil
        ? .environment(kind.variable)
        : profile.keys[kind] ?? keyStore?.source(profile: profile.name, kind: kind)
    }
    self.sources = sources
    self.environment = environment
  }

  /// Whether a key is configured, told without reading it.
  package func hasKey(_ kind: StoredKey) -> Bool { sources[kind] != nil }

  /// Reads the key where it is kept, which may run a command; nil where none is configured.
  package func key(_ kind: StoredKey) async throws(SettingsFailure) -> Secret? {
    try await sources[kind]?.key(kind, environment: environment)
  }
}
