import CBSCatalog
import CBSInterpreter
import CBSLanguage
import CBSValues
import CBSWeights
import Synchronization

/// `weights check URI --arch ARCH`: the checks that an upload makes, beforehand and from here.
struct WeightsChecking: Command {
  let session: Session
  let signature = Signature(
    "weights check", "Check a checkpoint in S3 before it is uploaded.", effect: .reads,
    positionals: [Signature.Positional("uri", .location, "Where the weights are: s3://BUCKET/PREFIX.")],
    flags: [Signature.Flag("arch", .architecture, "The architecture they are for; without it that is not checked.")],
    examples: ["weights check s3://acme-weights/support-bot/2026-03 --arch gpt-oss-120b"],
    details: """
      Reads the listing, the small files and the head of each shard; never the tensors. Exit code 1 when an upload
      cannot work.
      """,
    fields: [
      .init("verdict", "ok, failed or unknown."), .init("findings", "What was found."), .init("files"),
      .init("bytes"), .init("tensors"),
    ])

  func run(_ invocation: Invocation) async throws -> Output {
    let location = try session.location(invocation)
    let architecture = invocation["arch"]?.json.string
    let report = try await session.checkWeights(location, architecture: architecture, invocation: invocation)
    let output = Output(Value(json: report.json))
    guard let reason = report.failureReason else { return output }
    if invocation.isStatement { try await invocation.host.show(output) }
    throw Fault(
      "bad-weights", reason, status: .refused, hint: report.errors.first?.hint, at: invocation.span(of: "uri"))
  }
}

/// `weights list URI`: the objects of a checkpoint, and what each is.
struct WeightsList: Command {
  let session: Session
  let signature = Signature(
    "weights list", "List the files of a checkpoint in S3.", effect: .reads,
    positionals: [Signature.Positional("uri", .location, "Where the weights are: s3://BUCKET/PREFIX.")],
    examples: ["weights list s3://acme-weights/support-bot/2026-03"],
    answer: .list(
      .record([
        .init("name", "Below the prefix.", .text), .init("key", "The full key.", .text),
        .init("size", "Bytes.", .integer),
        .init("kind", "What it is for.", .text), .init("storage_class", "", .text),
        .init("modified", "", .text),
      ])))

  func run(_ invocation: Invocation) async throws -> Output {
    let location = try session.location(invocation)
    let store = try await session.store()
    let listing = try await session.reading(location, invocation) {
      try await WeightsListing(reading: location, store: store)
    }
    guard !listing.rows.isEmpty else {
      throw Fault(
        "not-found", "there is nothing under '\(location)'", hint: "is the prefix right? 'weights list s3://BUCKET'",
        at: invocation.span(of: "uri"))
    }
    return Output(Value(json: listing.json), columns: ["name", "size", "kind"])
  }
}

/// `weights show URI`: what the config says, and the tensors.
struct WeightsShow: Command {
  let session: Session
  let signature = Signature(
    "weights show", "Show the config and the tensors of a checkpoint in S3.", effect: .reads,
    positionals: [Signature.Positional("uri", .location, "Where the weights are: s3://BUCKET/PREFIX.")],
    examples: ["weights show s3://acme-weights/support-bot/2026-03"],
    fields: [
      .init("uri"), .init("unreadable", "Shards, and why."), .init("tensors", "Name, dtype, shape, bytes, shard."),
    ])

  func run(_ invocation: Invocation) async throws -> Output {
    let location = try session.location(invocation)
    let store = try await session.store()
    let description = try await session.reading(location, invocation) {
      try await WeightsDescription(reading: location, store: store)
    }
    return Output(Value(json: description.json))
  }
}
