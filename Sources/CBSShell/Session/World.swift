package import CBSCatalog
package import CBSValues

/// What the shell is given from outside: the program wires it, tests make their own.
package protocol World: Sendable {
  /// What calls are timed by, and what pauses between attempts wait on.
  var clock: any Clock<Duration> { get }
  /// The transport that opens connections; made when first asked for.
  func network() -> any Transport
  /// The sandbox whose state is under `directory`; opened on its first request.
  func sandbox(at directory: String, kind: SandboxKind) -> any SandboxControl
  /// Serves `sandbox` on loopback until the task is cancelled; `listening` is called once with the port.
  func serve(
    _ sandbox: any SandboxControl, port: Int, listening: @escaping @Sendable (Int) async -> Void
  ) async throws
}

/// How a sandbox that does not exist yet begins.
package indirect enum SandboxKind: Sendable {
  /// The user's own.
  case own
  /// Fresh, with the same identifiers in every run.
  case temporary
  /// As `temporary`, with a virtual clock that begins at a fixed time: for pages of the manual.
  case deterministic
  /// To be thrown away: a copy of the sandbox in that directory, whose buckets it shares and which stays as it is; where
  /// there is none yet, one of the other kind.
  case copy(of: String, orNew: SandboxKind)
  /// To be thrown away: nothing but an organisation's name, for what is adopted from the API.
  case empty(organization: String)
}

/// The sandbox, as far as the shell steers it. Requests go through it as through any transport.
package protocol SandboxControl: Transport {
  /// Where its state is.
  var directory: String { get }
  var organization: String { get }
  /// As the metrics path names it.
  var organizationID: String { get }
  /// The sandbox's own keys; worth nothing elsewhere.
  var managementKey: Secret { get }
  var inferenceKey: Secret { get }
  /// The folder whose subfolders are the buckets.
  var bucketsDirectory: String { get }
  /// Creates and seeds the state where it is not there yet.
  func open() async throws
  /// Counts and settings, for `sandbox status`.
  func status() async throws -> JSON
  /// Forgets everything and seeds afresh.
  func reset() async throws
  func setClock(isVirtual: Bool) async throws
  func advanceClock(nanoseconds: Int64) async throws
  /// Lets time pass: at once under the virtual clock.
  func pause(nanoseconds: Int64) async throws
  /// Nanoseconds on the sandbox's clock.
  func now() async throws -> Int64
  func faults() async throws -> [JSON]
  /// Throws a `FaultRefusal` when there is no such fault.
  func addFault(_ order: FaultOrder) async throws
  func clearFaults() async throws
  /// All objects of all buckets: `s3://bucket/key` and bytes.
  func objects() async throws -> [(uri: String, bytes: Int64)]
  /// Takes over what the API holds; for a sandbox that began empty.
  func adopt(
    architectures: [ArchitectureID], versions: [ModelVersion], endpoints: [ModelEndpoint]
  ) async throws
  /// Answers a request that reads, past all faults on demand.
  func peek(_ request: Request) async throws -> Response
  /// Hands inference to the OpenAI-compatible server at `origin`.
  func forwardInference(to origin: String, over transport: any Transport, key: Secret?)
}

/// A fault that the sandbox is asked for.
package struct FaultOrder: Sendable {
  /// A status, or the name of a kind.
  package var kind: String
  /// What the kind takes: milliseconds, bytes, a reason.
  package var argument: JSON
  package var method: String?
  /// The paths it hits, `*` for any run of characters; for sync and rollout faults the architecture or endpoint.
  package var pattern: String?
  /// How often it happens; nil: until it is cleared.
  package var count: Int?
  package var retryAfterSeconds: Int64?
}

/// Why a fault cannot be had.
package struct FaultRefusal: Error, Sendable {
  package let message: String
  package let hint: String

  package init(message: String, hint: String) {
    self.message = message
    self.hint = hint
  }
}

/// The process around the shell: descriptors, variables, size of the window.
package struct Surroundings: Sendable {
  package var environment: [String: String]
  package var workingDirectory: String
  package var inputIsTerminal: Bool
  package var outputIsTerminal: Bool
  package var errorIsTerminal: Bool
  package var usesColor: Bool
  /// Cells of the terminal standard output goes to, nil where it is none.
  package var width: @Sendable () -> Int?
  package var write: @Sendable (StandardStream, String) -> Void
  /// All of standard input, to its end.
  package var readInput: @Sendable () -> [UInt8] = { [] }
  /// Why standard output could not be written, if so; a reader that went away is no failure.
  package var outputFailure: @Sendable () -> String? = { nil }

  package init(
    environment: [String: String], workingDirectory: String, inputIsTerminal: Bool, outputIsTerminal: Bool,
    errorIsTerminal: Bool, usesColor: Bool, width: @escaping @Sendable () -> Int?,
    write: @escaping @Sendable (StandardStream, String) -> Void
  ) {
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.inputIsTerminal = inputIsTerminal
    self.outputIsTerminal = outputIsTerminal
    self.errorIsTerminal = errorIsTerminal
    self.usesColor = usesColor
    self.width = width
    self.write = write
  }
}

/// Data goes to `output`; everything else to `error`.
package enum StandardStream: Sendable { case output, error }
