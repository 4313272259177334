import CBSCatalog
import CBSValues

/// Where the calls of a session go, and with which keys.
struct Connection: Sendable {
  enum Place: Sendable {
    case sandbox(any SandboxControl)
    case live
    /// The live API as a plan sees it.
    case mirror(Mirror)
  }

  let place: Place
  /// What the prompt shows: `sandbox`, or the profile's name.
  let name: String
  let isProduction: Bool
  let organization: String?
  /// The `org_…` id that the metrics want.
  let organizationID: String?
  /// Scheme, host and port.
  let origin: String
  /// The transport of every call.
  let transport: any Transport
  /// Reads a key where it is kept; may run a command or read a file. Nil where none is configured.
  let key: @Sendable (KeyKind) async throws -> Secret?
  /// What to set where a key is missing: `set CEREBRAS_API_KEY, or …`.
  let keyAdvice: @Sendable (KeyKind) -> String
  /// Whether a key is configured, told without reading it.
  let hasKey: @Sendable (KeyKind) -> Bool

  var sandbox: (any SandboxControl)? {
    if case .sandbox(let sandbox) = place { sandbox } else { nil }
  }

  /// Who keeps the time that pauses wait on; nil where it is the machine.
  var timekeeper: (any SandboxControl)? {
    switch place {
    case .sandbox(let sandbox): sandbox
    case .live: nil
    case .mirror(let mirror): mirror.overlay
    }
  }
}

extension Connection {
  /// The sandbox as a connection; it brings its own keys.
  init(sandbox: any SandboxControl, name: String = "sandbox") {
    self.init(
      place: .sandbox(sandbox), name: name, isProduction: false, organization: sandbox.organization,
      organizationID: sandbox.organizationID,
      origin: "http://sandbox", transport: sandbox,
      key: { kind in
        switch kind {
        case .management: sandbox.managementKey
        case .inference: sandbox.inferenceKey
        case .none: nil
        }
      },
      keyAdvice: { _ in "" }, hasKey: { _ in true })
  }
}
