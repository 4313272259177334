import CBSDiagnostics
import CBSCatalog
import CBSInterpreter
import CBSLanguage
import CBSShell
import CBSValues

/// The commands about versions that are more than an endpoint.
enum VersionCommands {
  static func all(_ session: Session) -> [any Command] {
    [VersionExists(session: session), Upload(session: session)]
  }
}

/// `version exists V`: a question is not a failure.
struct VersionExists: Command {
  private static let version = Parameter<VersionReference>("version", "Version that is shown.")

  let session: Session
  let signature = Signature(
    "version exists", "Show whether a version or alias exists: true or false.", takes: [version], answers: .boolean,
    effect: .reads, key: .management, publishesArguments: true, examples: ["version exists gpt-oss-120b/production"])

  func run(_ invocation: Invocation) async throws -> Output {
    do {
      _ = try await session.version(invocation[Self.version], Self.version, invocation: invocation)
      return Output(.boolean(true))
    } catch  where error.code == .notFound {
      return Output(.boolean(false))
    }
  }
}

/// `upload ARCH URI`: checks the weights, sends once, and waits where it is asked to.
struct Upload: Command {
  private static let noCheck = Switch("no-check", "Do not check the weights first.")

  let base: EndpointCommand<UploadVersion>
  let signature: Signature
  private var session: Session { base.session }

  init(session: Session) {
    base = EndpointCommand(UploadVersion.self, session: session)
    var signature = UploadVersion.signature
    signature.add(
      [CommonFlags.wait.erased, CommonFlags.within.erased, Self.noCheck.erased] + CommonFlags.writing)
    signature.details = """
      The weights are checked first, as 'weights check' does; where they cannot be read from here the upload goes on
      and says so. The request is sent once: after an unclear outcome 'version list' shows whether it landed.
      """
    self.signature = signature
  }

  func run(_ invocation: Invocation) async throws -> Output {
    try session.requireWait(invocation)
    let call = try base.call(from: invocation)
    if session.isDry(invocation) { return try session.dryRun(call, of: invocation) }
    if !invocation[Self.noCheck] {
      try await session.requireGoodWeights(
        call[UploadVersion.weights], architecture: call[UploadVersion.architecture], invocation: invocation)
    }
    try await session.confirm(signature, what: call.subject, invocation: invocation)
    let version = try await session.send(call, invocation: invocation)
    guard invocation[CommonFlags.wait] else { return Output(version, of: UploadVersion.self) }
    return Output(
      try await session.waitUntilReady(version, invocation: invocation), of: UploadVersion.self)
  }
}

extension Session {
  /// Polls a version until its upload has ended.
  ///
  /// - Throws: a `Fault` with status `failedState` and the server's reason when the upload failed.
  func waitUntilReady(_ version: ModelVersion, invocation: Invocation) async throws -> ModelVersion {
    let name = version.name
    let get = try call(GetVersion.self, at: invocation) { $0[GetVersion.version] = name }
    return try await poll(
      name.shortName, work: "sync", resume: "wait version get \(name.shortName) until .done", invocation: invocation
    ) {
      let current = try await send(get, invocation: invocation)
      if current.isReady { return .ended(current) }
      if current.isFailed {
        throw Fault(
          .uploadFailed, "the upload of \(name.shortName) failed: \(current.error?.message ?? "no reason given")",
          status: .failedState, hint: "weights check \(current.uri ?? "URI") --arch \(name.architecture)",
          at: invocation.span)
      }
      return .goesOn(label: current.status?.text ?? "pending")
    }
  }

  /// A call made by the shell itself; what is missing in it is a fault like any other.
  func call<E: Endpoint>(
    _ endpoint: E.Type, at invocation: Invocation, _ fill: (inout Draft<E>) -> Void
  ) throws(Fault) -> Call<E> {
    try call(endpoint, at: invocation) { (draft, context) throws(Fault) in
      fill(&draft)
      draft.infer(from: context)
    }
  }

  /// A call of a draft that is filled with what the session knows at hand.
  func call<E: Endpoint>(
    _ endpoint: E.Type, at invocation: Invocation,
    filling fill: (inout Draft<E>, ArgumentContext) throws(Fault) -> Void
  ) throws(Fault) -> Call<E> {
    var draft = Draft<E>()
    try fill(&draft, try argumentContext())
    do { return try Call(draft) } catch {
      throw Fault(.missingArgument, error.message, status: .usage, hint: error.advice, at: invocation.span)
    }
  }

  /// The full name of the version that an argument refers to; of `architecture` where none is named and none in use.
  func name(
    of reference: VersionReference, _ parameter: some ParameterDeclaration, in architecture: ArchitectureID? = nil,
    invocation: Invocation
  ) throws(Fault) -> VersionName {
    var context = try argumentContext()
    context.architecture = context.architecture ?? architecture
    do throws(ArgumentMismatch) { return try reference.name(in: context) } catch {
      throw .incomplete(error, parameter.erased, of: invocation)
    }
  }

  /// The version that an argument refers to, as the server knows it now.
  func version(
    _ reference: VersionReference, _ parameter: some ParameterDeclaration, invocation: Invocation
  ) async throws(Fault) -> ModelVersion {
    try await version(try name(of: reference, parameter, invocation: invocation), invocation: invocation)
  }

  /// The version of that name, as the server knows it now.
  func version(_ name: VersionName, invocation: Invocation) async throws(Fault) -> ModelVersion {
    try await send(
      call(GetVersion.self, at: invocation) { $0[GetVersion.version] = name }, invocation: invocation)
  }

  func versions(of architecture: ArchitectureID, invocation: Invocation) async throws(Fault) -> [ModelVersion] {
    try await send(
      call(ListVersions.self, at: invocation) { $0[ListVersions.architecture] = architecture }, invocation: invocation
    ).rows
  }

  func endpoint(_ id: EndpointID, invocation: Invocation) async throws(Fault) -> ModelEndpoint {
    try await send(call(GetEndpoint.self, at: invocation) { $0[GetEndpoint.endpoint] = id }, invocation: invocation)
  }
}
