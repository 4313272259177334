import CBSDiagnostics
import CBSCatalog
import CBSInterpreter
import CBSShell
import CBSWeights

extension Session {
  /// Where weights are read: the sandbox's buckets, or S3 with the keys that AWS tools use.
  func store() async throws -> any ObjectStore {
    if let sandbox = connection.sandbox {
      try await sandbox.open()
      return FolderStore(root: sandbox.bucketsDirectory)
    }
    let settings = S3Settings(environment: surroundings.environment) { [self] path in
      contents(ofFile: path).map { String(decoding: $0, as: UTF8.self) }
    }
    if let secrets = settings.credentials?.secrets { hide(secrets) }
    return S3Store(transport: world.network(), settings: settings)
  }

  /// Runs a read of a bucket; what it throws becomes a fault.
  func reading<Answer>(
    _ location: S3Location, _ invocation: Invocation, _ read: () async throws -> Answer
  ) async throws -> Answer {
    do { return try await read() } catch let error as StoreError {
      if error.reason == .cancelled { throw CancellationError() }
      throw Fault(
        .unreadableWeights, "\(location) cannot be read: \(error)",
        status: error.reason == .unreachable ? .unreachable : .refused, at: invocation.span(of: Weights.uri))
    }
  }

  func checkWeights(
    _ location: S3Location, architecture: String?, invocation: Invocation
  ) async throws -> CheckReport {
    let store = try await store()
    let profiles = connection.sandbox == nil ? ArchitectureProfile.known : ArchitectureProfile.sandbox
    let progress = progress
    defer { progress.clear() }
    let show: @Sendable (CheckProgress) -> Void = { step in
      progress.show("checking \(location) · \(step.stage.rawValue) \(step.done) of \(step.total)")
    }
    return try await reading(location, invocation) {
      guard let architecture else {
        return try await WeightsCheck().check(location, architecture: nil, store: store, progress: show)
      }
      return try await WeightsCheck().check(
        location, architectureID: architecture, among: profiles, store: store, progress: show)
    }
  }

  /// Checks weights before an upload: refuses what cannot work, goes on where they cannot be read from here.
  func requireGoodWeights(_ location: S3Location, architecture: ArchitectureID, invocation: Invocation) async throws {
    let report: CheckReport
    do {
      report = try await checkWeights(location, architecture: architecture.text, invocation: invocation)
    } catch let fault as Fault where fault.code == .unreadableWeights {
      notice("note: \(fault.message); the server will check them")
      return
    }
    if let reason = report.failureReason {
      throw Fault(
        .badWeights, "the weights cannot work: \(reason); nothing was sent", status: .refused,
        hint: "'weights check \(location) --arch \(architecture)' shows all; --no-check sends it all the same",
        at: invocation.span(of: UploadVersion.weights))
    }
    for finding in report.findings where finding.severity == .warning { notice("warning: \(finding.message)") }
  }
}
