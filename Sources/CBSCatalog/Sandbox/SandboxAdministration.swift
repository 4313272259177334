package import CBSValues

/// What steers a sandbox beside the API: its clock, its faults, its buckets. Its state is opened when first needed.
package protocol SandboxAdministration: Sendable {
  /// Where its state is.
  var directory: String { get }
  /// The folder whose subfolders are the buckets.
  var bucketsDirectory: String { get }
  /// What a client of it needs.
  var keys: SandboxKeys { get }
  /// Creates and seeds the state where it is not there yet.
  func open() async throws
  /// Counts and settings, for `sandbox status`.
  func report() async throws -> JSON
  /// Forgets everything and seeds afresh.
  func reset() async throws

  /// Makes the clock virtual or real. Changes nothing in a sandbox whose clock stays virtual.
  func setClock(isVirtual: Bool) async throws
  func advanceClock(nanoseconds: Int64) async throws
  /// Lets time pass: at once under the virtual clock.
  func pause(for duration: Duration) async throws
  /// Nanoseconds on the sandbox's clock.
  func time() async throws -> Int64

  func orderedFaults() async throws -> [JSON]
  /// Throws a `FaultRefusal` when there is no such fault.
  func order(_ fault: FaultOrder) async throws
  func cancelFaults() async throws

  /// All objects of all buckets: `s3://bucket/key` and bytes.
  func objects() async throws -> [(uri: String, bytes: Int64)]
  /// Takes over what the API holds; for a sandbox that began empty.
  func adopt(
    architectures: [ArchitectureID], versions: [ModelVersion], endpoints: [ModelEndpoint]
  ) async throws
  /// Answers a request that reads, ignoring all faults that were ordered.
  func peek(_ request: Request) async throws -> Response
  /// The same sandbox, with inference answered by the OpenAI-compatible server at `origin`.
  func forwardingInference(to origin: String, over transport: any Transport, key: Secret?) -> any Transport
}
