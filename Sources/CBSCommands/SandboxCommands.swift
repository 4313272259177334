import CBSDiagnostics
import CBSCatalog
import CBSInterpreter
import CBSLanguage
import CBSShell
import CBSText
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
  func requireSandbox(_ invocation: Invocation) throws(Fault) -> any SandboxAdministration {
    guard let sandbox = connection.sandbox else {
      throw Fault(
        .notOnSandbox, "this session is on profile '\(connection.name)', not on the sandbox", status: .usage,
        hint: "'sandbox use' goes there, or start with 'cbs --sandbox'", at: invocation.span)
    }
    return sandbox
  }

  /// Runs an action of the sandbox; what it throws becomes a fault with the reason.
  func onSandbox<Answer>(
    _ invocation: Invocation, _ deed: (any SandboxAdministration) async throws -> Answer
  ) async throws -> Answer {
    let sandbox = try requireSandbox(invocation)
    do { return try await deed(sandbox) } catch let fault as Fault { throw fault } catch let refusal as FaultRefusal {
      throw refusal
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      throw Fault(.sandboxError, "the sandbox says: \(error)", status: .refused, at: invocation.span)
    }
  }
}

/// `sandbox use [--temporary]`
struct SandboxUse: Command {
  private static let temporary = Switch("temporary", "A fresh sandbox that is removed when the session ends.")

  let session: Session
  let signature = Signature(
    "sandbox use", "Go to the sandbox: yours, or a fresh one for this session.", takes: [temporary], effect: .none,
    switchesConnection: true, makesStale: true, examples: ["sandbox use --temporary"])

  func run(_ invocation: Invocation) async throws -> Output {
    try await session.useSandbox(isTemporary: invocation[Self.temporary])
    return .none
  }
}

/// `sandbox status`
struct SandboxStatus: Command {
  let session: Session
  let signature = Signature(
    "sandbox status", "Show what the sandbox holds and how it is set.", effect: .none, repeats: .always,
    examples: ["sandbox status"])

  func run(_ invocation: Invocation) async throws -> Output {
    Output(Value(json: try await session.onSandbox(invocation) { try await $0.report() }))
  }
}

/// `sandbox reset`
struct SandboxReset: Command {
  let session: Session
  let signature = Signature(
    "sandbox reset", "Forget all the sandbox holds and start it afresh.", takes: [CommonFlags.yes], effect: .destroys,
    makesStale: true,
    planning: .changes { _ in .init(.destroys, "all that the sandbox holds", isOfSandbox: true) },
    examples: ["sandbox reset --yes"])

  func run(_ invocation: Invocation) async throws -> Output {
    _ = try session.requireSandbox(invocation)
    try await session.confirm(signature, what: "", invocation: invocation)
    try await session.onSandbox(invocation) { try await $0.reset() }
    return .none
  }
}

/// `sandbox clock [virtual|real|advance D]`
struct SandboxClock: Command {
  private enum Mode: String, Choice {
    case virtual, real, advance
  }

  private static let mode = Parameter<Mode?>("mode", "Which clock, or advance.", type: Mode.type.labeled("MODE"))
  private static let by = Parameter<Duration?>("by", "How far to advance the virtual clock.")

  let session: Session
  let signature = Signature(
    "sandbox clock", "Show or set the sandbox's clock: virtual takes no time.", takes: [mode, by], effect: .none,
    repeats: .when { !$0.has(mode) },
    planning: .changes { $0.has(mode) ? .init(.writes, "the sandbox's clock", isOfSandbox: true) : nil },
    examples: ["sandbox clock virtual"])

  func run(_ invocation: Invocation) async throws -> Output {
    let mode = invocation[Self.mode]
    try await session.onSandbox(invocation) { sandbox in
      switch mode {
      case .virtual: try await sandbox.setClock(isVirtual: true)
      case .real: try await sandbox.setClock(isVirtual: false)
      case .advance:
        guard let by = invocation[Self.by]?.nanoseconds else {
          throw Fault(
            .missingArgument, "'sandbox clock advance' needs a duration", status: .usage, hint: "as in 'advance 10s'",
            at: invocation.span)
        }
        try await sandbox.advanceClock(nanoseconds: by)
      case nil: break
      }
    }
    if mode == .virtual || mode == .real { return .none }
    let status = try await session.onSandbox(invocation) { try await $0.report() }
    return Output(Value(json: status["clock"] ?? status))
  }
}

/// `sandbox fault …`: faults on demand.
struct SandboxFault: Command {
  private static let what = Parameter<String?>("what", "A kind of fault, 'clear', or nothing to list them.")
  private static let argument = Parameter<Value?>("argument", "What the kind takes: a duration, bytes, a reason.")
  private static let method = Parameter<CBSCatalog.Method?>(
    flag: "method", "Only this method.", type: CBSCatalog.Method.type.labeled("METHOD"))
  private static let on = Parameter<String?>(
    flag: "on", "Only these paths, * for anything; or the architecture or endpoint.")
  private static let count = Parameter<Int64?>(flag: "count", "How often it happens; once unless said otherwise.")
  private static let always = Switch("always", "Until it is cleared.")
  private static let retryAfter = Parameter<Duration?>(flag: "retry-after", "What Retry-After says, with a status.")

  let session: Session
  let signature = Signature(
    "sandbox fault", "Show faults, make one happen, or clear them.",
    takes: [what, argument, method, on, count, always, retryAfter], effect: .none,
    repeats: .when { !$0.has(what) },
    planning: .changes { $0.has(what) ? .init(.writes, "the sandbox's faults", isOfSandbox: true) : nil },
    examples: ["sandbox fault 503 --on '*/versions' --count 2", "sandbox fault clear"],
    details: """
      Kinds: a status such as 429 or 503, latency DURATION, cut [BYTES], html, half-json, empty, silent,
      sync-failure [REASON], rollout-failure, silent-rollback.
      """)

  func run(_ invocation: Invocation) async throws -> Output {
    guard let what = invocation[Self.what] else {
      return Output(
        .list(try await session.onSandbox(invocation) { try await $0.orderedFaults() }.map(Value.init(json:))))
    }
    if what == "clear" {
      try await session.onSandbox(invocation) { try await $0.cancelFaults() }
      return .none
    }
    let argument = invocation[Self.argument].map { value -> JSON in
      if case .string(let text) = value, let literal = Literal(reading: text, as: .duration),
        case .duration(let nanoseconds) = literal
      {
        return .integer(nanoseconds / 1_000_000)
      }
      if case .string(let text) = value, let number = Int64(text) { return .integer(number) }
      return value.nanoseconds.map { .integer($0 / 1_000_000) } ?? value.json
    }
    let count = invocation[Self.count].map { Int(clamping: $0) } ?? (invocation[Self.always] ? nil : 1)
    let order = FaultOrder(
      kind: what, argument: argument ?? .null, method: invocation[Self.method]?.rawValue,
      pattern: invocation[Self.on], count: count,
      retryAfterSeconds: invocation[Self.retryAfter]?.components.seconds)
    do {
      try await session.onSandbox(invocation) { try await $0.order(order) }
    } catch let refusal as FaultRefusal {
      throw Fault(.badArgument, refusal.message, status: .usage, hint: refusal.hint, at: invocation.span(of: Self.what))
    }
    return .none
  }
}

/// `sandbox bucket`: what the sandbox's buckets hold, and where they are on disk.
struct SandboxBucket: Command {
  private static let path = Switch("path", "Show the folder whose subfolders are the buckets.")

  let session: Session
  let signature = Signature(
    "sandbox bucket", "List the objects in the sandbox's buckets.", takes: [path],
    fields: [.init("uri"), .init("size")], columns: ["uri", "size"], effect: .none, repeats: .always,
    examples: ["sandbox bucket --path"],
    details: "A bucket is a folder: copy a checkpoint into it to try your own weights.")

  func run(_ invocation: Invocation) async throws -> Output {
    let sandbox = try session.requireSandbox(invocation)
    if invocation[Self.path] { return Output(.string(sandbox.bucketsDirectory)) }
    let objects = try await session.onSandbox(invocation) { try await $0.objects() }
    return Output(
      .list(objects.map { .record(["uri": .string($0.uri), "size": .size($0.bytes)]) }), columns: signature.columns)
  }
}
