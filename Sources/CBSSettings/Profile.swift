package import CBSValues

/// One `[profiles.NAME]` of the settings: an organization and how it is reached.
package struct Profile: Sendable, Hashable {
  package let name: String
  /// Values by the names of `Settings.profileFields`, as `config set` takes them; checked when they were read.
  package internal(set) var values: [String: String] = [:]

  package init(name: String) { self.name = name }
}

/// The fields: each is an entry of `Settings.profileFields`, and a property for what reads it.
extension Profile {
  package var organization: String? { values["organization"] }
  /// The `org_…` id that metrics want.
  package var organizationID: String? { values["organization_id"] }
  /// Scheme, host, port.
  package var baseURL: String? { values["base_url"] }
  /// What bare version ids refer to until `use`.
  package var architecture: String? { values["arch"] }
  package var endpoint: String? { values["endpoint"] }
  /// Whether it serves callers: the prompt turns red, writes ask.
  package var isProduction: Bool { values["production"] == "true" }
  /// Where a key comes from; nil where the profile does not say.
  package func source(of key: StoredKey) -> KeySource? { values["\(key.rawValue)_key"].flatMap { KeySource($0) } }
}

extension Settings {
  /// What a profile may say, in the order it is listed.
  package static let profileFields: [Option] = [
    Option(name: "organization", kind: .text, fallback: nil, summary: "Name of the organization in management paths."),
    Option(name: "organization_id", kind: .text, fallback: nil, summary: "The org_… id that metrics want."),
    Option(
      name: "base_url", kind: .address, fallback: ResolvedProfile.defaultOrigin, summary: "Scheme, host and port."),
    Option(name: "arch", kind: .text, fallback: nil, summary: "The architecture in use at the start."),
    Option(name: "endpoint", kind: .text, fallback: nil, summary: "The endpoint in use at the start."),
    Option(
      name: "production", kind: .boolean, fallback: "false", summary: "Whether writes ask and the prompt is red."),
    Option(name: "management_key", kind: .key, fallback: nil, summary: "Where the Management key comes from."),
    Option(name: "inference_key", kind: .key, fallback: nil, summary: "Where the inference key comes from."),
  ]
}

/// A profile with what the environment says on top of it.
package struct ResolvedProfile: Sendable {
  package let organization: String?
  /// The `org_…` id that metrics want.
  package let organizationID: String?
  /// Scheme, host, port; the public API where nobody says otherwise.
  package let origin: String
  package let isProduction: Bool
  /// Where each key comes from; no entry where none is configured.
  package let sources: [StoredKey: KeySource]
  private let environment: @Sendable (String) -> String?

  /// The API that keys of the public console open.
  package static let defaultOrigin = "https://api.cerebras.ai"

  /// The environment wins over the profile; a key that `login` kept comes last.
  init(_ profile: Profile, keyStore: KeyStore?, environment: @escaping @Sendable (String) -> String?) {
    func variable(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }
    organization = variable("CEREBRAS_ORG") ?? profile.organization
    organizationID = variable("CEREBRAS_ORG_ID") ?? profile.organizationID
    origin = variable("CEREBRAS_BASE_URL") ?? profile.baseURL ?? Self.defaultOrigin
    isProduction = profile.isProduction
    var sources: [StoredKey: KeySource] = [:]
    for kind in StoredKey.allCases {
      sources[kind] =
        variable(kind.variable) != nil
        ? .environment(kind.variable)
        : profile.source(of: kind) ?? keyStore?.source(profile: profile.name, kind: kind)
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
