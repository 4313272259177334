import CBSCatalog
import CBSInterpreter
import CBSLanguage
import CBSValues
import OrderedCollections

/// The commands that steer the sandbox; all but `sandbox use` want the session to be on it.
enum SandboxCommands {
  static func all(_ session: Session) -> [any Command] {
    [
      SandboxUse(session: session), SandboxStatus(session: session), SandboxReset(session: session),
      SandboxClock(session: session), SandboxFault(session: session), SandboxBucket(session: session),
    ]
  }
}

extension Session {
  /// The sandbox the session is on.
  func requireSandbox(_ invocation: Invocation) throws(Fault) -> any SandboxControl {
    guard let sandbox = connection.sandbox else {
      throw Fault(
        "not-on-sandbox", "this session is on profile '\(connection.name)', not on the sandbox", status: .usage,
        hint: "'sandbox use' goes there, or start with 'cbs --sandbox'", at: invocation.span)
    }
    return sandbox
  }

  /// Runs a deed of the sandbox; what it throws becomes a fault with the reason.
  func onSandbox<Answer>(_ invocation: Invocation, _ deed: (any SandboxControl) async throws -> Answer) async throws
    -> Answer
  {
    let sandbox = try requireSandbox(invocation)
    do { return try await deed(sandbox) } catch let fault as Fault { throw fault } catch let refusal as FaultRefusal {
      throw refusal
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      throw Fault("sandbox-error", "the sandbox says: \(error)", status: .refused, at: invocation.span)
    }
  }
}

/// `sandbox use [--temporary]`
struct SandboxUse: Command {
  let session: Session
  let signature = Signature(
    "sandbox use", "Go to the sandbox: yours, or a fresh one for this session.", effect: .none,
    flags: [Signature.Flag("temporary", "A fresh sandbox that is removed when the session ends.")],
    examples: ["sandbox use --temporary"])

  func run(_ invocation: Invocation) async throws -> Output {
    try await session.useSandbox(isTemporary: invocation.has("temporary"))
    return .none
  }
}

/// `sandbox status`
struct SandboxStatus: Command {
  let session: Session
  let signature = Signature(
    "sandbox status", "Show what the sandbox holds and how it is set.", effect: .none, examples: ["sandbox status"])

  func run(_ invocation: Invocation) async throws -> Output {
    Output(Value(json: try await session.onSandbox(invocation) { try await $0.status() }))
  }
}

/// `sandbox reset`
struct SandboxReset: Command {
  let session: Session
  let signature = Signature(
    "sandbox reset", "Forget all the sandbox holds and start it afresh.", effect: .destroys,
    flags: [CommonFlags.yes], examples: ["sandbox reset --yes"])

  func run(_ invocation: Invocation) async throws -> Output {
    _ = try session.requireSandbox(invocation)
    try await session.confirm(signature, what: "", invocation: invocation)
    try await session.onSandbox(invocation) { try await $0.reset() }
    session.refreshSnapshot()
    return .none
  }
}

/// `sandbox clock [virtual|real|advance D]`
struct SandboxClock: Command {
  let session: Session
  let signature = Signature(
    "sandbox clock", "Show or set the sandbox's clock: virtual takes no time.", effect: .none,
    positionals: [
      Signature.Positional(
        "mode", .choice("MODE", of: ["virtual", "real", "advance"]), isRequired: false, "Which clock, or advance."),
      Signature.Positional("by", .duration, isRequired: false, "How far to advance the virtual clock."),
    ], examples: ["sandbox clock virtual"])

  func run(_ invocation: Invocation) async throws -> Output {
    let mode = invocation["mode"]?.description
    try await session.onSandbox(invocation) { sandbox in
      switch mode {
      case "virtual": try await sandbox.setClock(isVirtual: true)
      case "real": try await sandbox.setClock(isVirtual: false)
      case "advance":
        guard let by = invocation["by"]?.nanoseconds else {
          throw Fault(
            "missing-argument", "'sandbox clock advance' needs a duration", status: .usage, hint: "as in 'advance 10s'",
            at: invocation.span)
        }
        try await sandbox.advanceClock(nanoseconds: by)
      default: break
      }
    }
    if mode == "virtual" || mode == "real" { return .none }
    let status = try await session.onSandbox(invocation) { try await $0.status() }
    return Output(Value(json: status["clock"] ?? status))
  }
}

/// `sandbox fault …`: faults on demand.
struct SandboxFault: Command {
  let session: Session
  let signature = Signature(
    "sandbox fault", "Show faults, make one happen, or clear them.", effect: .none,
    positionals: [
      Signature.Positional("what", .text, isRequired: false, "A kind of fault, 'clear', or nothing to list them."),
      Signature.Positional("argument", .any, isRequired: false, "What the kind takes: a duration, bytes, a reason."),
    ],
    flags: [
      Signature.Flag("method", .choice("METHOD", of: CBSCatalog.Method.allCases.map(\.rawValue)), "Only this method."),
      Signature.Flag("on", .text, "Only these paths, * for anything; or the architecture or endpoint."),
      Signature.Flag("count", .integer, "How often it happens; once unless said otherwise."),
      Signature.Flag("always", "Until it is cleared."),
      Signature.Flag("retry-after", .duration, "What Retry-After says, with a status."),
    ],
    examples: ["sandbox fault 503 --on '*/versions' --count 2", "sandbox fault clear"],
    details: """
      Kinds: a status such as 429 or 503, latency DURATION, cut [BYTES], html, half-json, empty, silent,
      sync-failure [REASON], rollout-failure, silent-rollback.
      """)

  func run(_ invocation: Invocation) async throws -> Output {
    guard let what = invocation["what"]?.description else {
      return Output(.list(try await session.onSandbox(invocation) { try await $0.faults() }.map(Value.init(json:))))
    }
    if what == "clear" {
      try await session.onSandbox(invocation) { try await $0.clearFaults() }
      return .none
    }
    let argument = invocation["argument"].map { value -> JSON in
      if case .text(let text) = value, let literal = Literal(reading: text, as: .duration),
        case .duration(let nanoseconds) = literal
      {
        return .integer(nanoseconds / 1_000_000)
      }
      if case .text(let text) = value, let number = Int64(text) { return .integer(number) }
      return value.nanoseconds.map { .integer($0 / 1_000_000) } ?? value.json
    }
    var count: Int? = invocation.has("always") ? nil : 1
    if case .integer(let number)? = invocation["count"] { count = Int(clamping: number) }
    let order = FaultOrder(
      kind: what, argument: argument ?? .null, method: invocation["method"]?.description,
      pattern: invocation["on"]?.description, count: count,
      retryAfterSeconds: invocation["retry-after"]?.nanoseconds.map { $0 / 1_000_000_000 })
    do {
      try await session.onSandbox(invocation) { try await $0.addFault(order) }
    } catch let refusal as FaultRefusal {
      throw Fault("bad-argument", refusal.message, status: .usage, hint: refusal.hint, at: invocation.span(of: "what"))
    }
    return .none
  }
}

/// `sandbox bucket`: what the sandbox's buckets hold, and where they are on disk.
struct SandboxBucket: Command {
  let session: Session
  let signature = Signature(
    "sandbox bucket", "List the objects in the sandbox's buckets.", effect: .none,
    flags: [Signature.Flag("path", "Show the folder whose subfolders are the buckets.")],
    examples: ["sandbox bucket --path"],
    details: "A bucket is a folder: copy a checkpoint into it to try your own weights.",
    fields: [.init("uri"), .init("size")])

  func run(_ invocation: Invocation) async throws -> Output {
    let sandbox = try session.requireSandbox(invocation)
    if invocation.has("path") { return Output(.text(sandbox.bucketsDirectory)) }
    let objects = try await session.onSandbox(invocation) { try await $0.objects() }
    return Output(
      .list(objects.map { .record(["uri": .text($0.uri), "size": .size($0.bytes)]) }), columns: ["uri", "size"])
  }
}
