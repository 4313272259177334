import CBSCatalog
import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import Synchronization

/// The command that runs in this task, in a plan.
final class PlannedCall: Sendable {
  @TaskLocal static var current: PlannedCall?

  let session: Session
  /// The command as it is written.
  let text: String
  let file: String
  let line: Int
  private let asks = Mutex(false)

  init(_ invocation: Invocation, session: Session) {
    self.session = session
    let source = RunningText.source
    text = source?.text(invocation.span) ?? invocation.command
    file = source?.name(at: invocation.span.lower) ?? ""
    line = source?.position(of: invocation.span.lower).line ?? 0
  }

  /// Whether the command would have asked before what it does.
  var isAsked: Bool { asks.withLock { $0 } }

  func noteQuestion() { asks.withLock { $0 = true } }
}

/// A command in a plan: it runs as ever, except for what would last beside the API. That is told instead, or refused
/// where the rest of the script cannot be known without it.
struct PlannedCommand: Command {
  let base: any Command
  let session: Session
  let plan: Plan

  var signature: Signature { base.signature }

  func run(_ invocation: Invocation) async throws -> Output {
    if let reason = refusal(invocation) {
      throw Fault(
        "not-planned", "'\(signature.name)' cannot be planned: \(reason)", status: .usage, at: invocation.span)
    }
    return try await PlannedCall.$current.withValue(PlannedCall(invocation, session: session)) {
      let output = try await base.run(invocation)
      if let (effect, change) = localChange(invocation) {
        plan.listing.add(PlanStep(local: effect, at: "this machine", outcome: change))
      }
      return output
    }
  }

  private func refusal(_ invocation: Invocation) -> String? {
    switch signature.name {
    case "login": "it keeps a key that the rest would need"
    case "serve": "it runs until it is interrupted"
    case "watch" where invocation["count"] == nil: "it runs until it is interrupted; --count ends it"
    case "test": "pages have sandboxes of their own"
    case "script plan": "a plan within a plan says nothing new"
    case "script fmt" where !invocation.has("check"): "it writes files; --check only looks"
    default: nil
    }
  }

  /// What the command changes of this machine, if it is there after the run.
  private func localChange(_ invocation: Invocation) -> (Effect, String)? {
    switch signature.name {
    case "config set": return (.writes, "the settings file")
    case "history" where invocation.has("clear"): return (.destroys, "all lines typed at the prompt")
    case "sandbox reset", "sandbox clock", "sandbox fault": break
    default: return nil
    }
    guard let sandbox = session.connection.sandbox, plan.isLasting(sandbox) else { return nil }
    return switch signature.name {
    case "sandbox reset": (.destroys, "all that the sandbox holds")
    case "sandbox clock" where invocation["mode"] != nil: (.writes, "the sandbox's clock")
    case "sandbox fault" where invocation["what"] != nil: (.writes, "the sandbox's faults")
    default: nil
    }
  }
}

extension Session {
  /// The commands as they run in this session.
  func plannedCommands(_ commands: [any Command]) -> [any Command] {
    guard let plan else { return commands }
    return commands.map { PlannedCommand(base: $0, session: self, plan: plan) }
  }
}
