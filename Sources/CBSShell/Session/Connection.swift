package import CBSCatalog
package import CBSClient
package import CBSValues

/// Where the calls of a session go, and with which keys.
package struct Connection: Sendable {
  enum Place: Sendable {
    case sandbox(any SandboxAdministration)
    case live
    /// The live API as a plan sees it.
    case mirrored(MirroredAPI)
  }

  let place: Place
  /// What the prompt shows: `sandbox`, or the profile's name.
  package let name: String
  package let isProduction: Bool
  package let organization: String?
  /// The `org_…` id that the metrics want.
  let organizationID: String?
  /// Scheme, host and port.
  package let origin: String
  /// The way of every call.
  package let path: CallPath
  /// Reads a key where it is kept; may run a command or read a file. Nil where none is configured.
  let key: @Sendable (KeyKind) async throws -> Secret?
  /// What to set where a key is missing: `set CEREBRAS_API_KEY, or …`.
  let keyAdvice: @Sendable (KeyKind) -> String
  /// Whether a key is configured, told without reading it.
  package let hasKey: @Sendable (KeyKind) -> Bool

  /// What steers the sandbox; nil on the live API.
  package var sandbox: (any SandboxAdministration)? {
    if case .sandbox(let sandbox) = place { sandbox } else { nil }
  }

  /// Who keeps the time that pauses wait on; nil where it is the machine.
  var timekeeper: (any SandboxAdministration)? {
    switch place {
    case .sandbox(let sandbox): sandbox
    case .live: nil
    case .mirrored(let mirror): mirror.overlay.administration
    }
  }
}

extension Connection {
  /// The sandbox as a connection; it brings its own keys.
  init(_ sandbox: LocalSandbox, name: String = "sandbox") {
    let keys = sandbox.administration.keys
    self.init(
      place: .sandbox(sandbox.administration), name: name, isProduction: false, organization: keys.organization,
      organizationID: keys.organizationID, origin: "http://sandbox", path: sandbox.path, key: { keys.key($0) },
      keyAdvice: { _ in "" }, hasKey: { _ in true })
  }
}
