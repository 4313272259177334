import CBSDiagnostics
import CBSCatalog
import CBSInterpreter
import CBSLanguage
import CBSShell
import CBSValues
import CBSWeights

/// The commands about weights, and what they share.
enum Weights {
  static func all(_ session: Session) -> [any Command] {
    [WeightsChecking(session: session), WeightsList(session: session), WeightsShow(session: session)]
  }

  static let uri = Parameter<S3Location>("uri", "Where the weights are: s3://BUCKET/PREFIX.")
}

extension Session {
  /// Reads something of the weights that a command was given.
  fileprivate func weights<Answer>(
    of invocation: Invocation, _ read: (S3Location, any ObjectStore) async throws -> Answer
  ) async throws -> Answer {
    let location = invocation[Weights.uri]
    let store = try await store()
    return try await reading(location, invocation) { try await read(location, store) }
  }
}

/// `weights check URI --arch ARCH`: the checks that an upload makes, beforehand and from here.
struct WeightsChecking: Command {
  private static let architecture = Parameter<ArchitectureID?>(
    flag: "arch", "The architecture they are for; without it that is not checked.")

  let session: Session
  let signature = Signature(
    "weights check", "Check a checkpoint in S3 before it is uploaded.", takes: [Weights.uri, architecture],
    fields: [
      .init("verdict", "ok, failed or unknown."), .init("findings", "What was found."), .init("files"),
      .init("bytes"), .init("tensors"),
    ], effect: .reads, examples: ["weights check s3://acme-weights/support-bot/2026-03 --arch gpt-oss-120b"],
    details: """
      Reads the listing, the small files and the head of each shard; never the tensors. Exit code 1 when an upload
      cannot work.
      """)

  func run(_ invocation: Invocation) async throws -> Output {
    let report = try await session.checkWeights(
      invocation[Weights.uri], architecture: invocation[Self.architecture]?.text, invocation: invocation)
    let output = Output(Value(json: report.json))
    guard let reason = report.failureReason else { return output }
    if invocation.isStatement { try await invocation.host.show(output) }
    throw Fault(
      .badWeights, reason, status: .refused, hint: report.errors.first?.hint, at: invocation.span(of: Weights.uri))
  }
}

/// `weights list URI`: the objects of a checkpoint, and what each is.
struct WeightsList: Command {
  let session: Session
  let signature = Signature(
    "weights list", "List the files of a checkpoint in S3.", takes: [Weights.uri],
    answers: .list(
      .record([
        .init("name", "Below the prefix.", .string), .init("key", "The full key.", .string),
        .init("size", "Bytes.", .integer),
        .init("kind", "What it is for.", .string), .init("storage_class", "", .string),
        .init("modified", "", .string),
      ])), columns: ["name", "size", "kind"], effect: .reads,
    examples: ["weights list s3://acme-weights/support-bot/2026-03"])

  func run(_ invocation: Invocation) async throws -> Output {
    let listing = try await session.weights(of: invocation, WeightsListing.init(reading:store:))
    guard !listing.rows.isEmpty else {
      throw Fault(
        .notFound, "there is nothing under '\(invocation[Weights.uri])'",
        hint: "is the prefix right? 'weights list s3://BUCKET'",
        at: invocation.span(of: Weights.uri))
    }
    return Output(Value(json: listing.json), columns: signature.columns)
  }
}

/// `weights show URI`: what the config says, and the tensors.
struct WeightsShow: Command {
  let session: Session
  let signature = Signature(
    "weights show", "Show the config and the tensors of a checkpoint in S3.", takes: [Weights.uri],
    fields: [
      .init("uri"), .init("unreadable", "Shards, and why."), .init("tensors", "Name, dtype, shape, bytes, shard."),
    ], effect: .reads, examples: ["weights show s3://acme-weights/support-bot/2026-03"])

  func run(_ invocation: Invocation) async throws -> Output {
    Output(Value(json: try await session.weights(of: invocation, WeightsDescription.init(reading:store:)).json))
  }
}
