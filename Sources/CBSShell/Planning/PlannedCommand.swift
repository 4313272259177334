import CBSCatalog
import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSValues
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

/// A command in a plan: it runs as ever, except for what would last beside the API. That is reported instead, or refused
/// where the rest of the script cannot be known without it.
struct PlannedCommand: Command {
  let base: any Command
  let session: Session
  let plan: Plan

  var signature: Signature { base.signature }

  func run(_ invocation: Invocation) async throws -> Output {
    if let reason = signature.planning.refusal(invocation.arguments) {
      throw Fault(
        .notPlanned, "'\(signature.name)' cannot be planned: \(reason)", status: .usage, at: invocation.span)
    }
    return try await PlannedCall.$current.withValue(PlannedCall(invocation, session: session)) {
      let output = try await base.run(invocation)
      if let change = signature.planning.localChange(invocation.arguments), !change.isOfSandbox || isOnLastingSandbox {
        plan.listing.add(PlanStep(local: change.effect, at: "this machine", outcome: change.what))
      }
      return output
    }
  }

  /// Whether the sandbox that the command runs on stands for one that is there after the run.
  private var isOnLastingSandbox: Bool { session.connection.sandbox.map(plan.isLasting) ?? false }
}

extension Session {
  /// The commands as they run in this session.
  func plannedCommands(_ commands: [any Command]) -> [any Command] {
    guard let plan else { return commands }
    return commands.map { PlannedCommand(base: $0, session: self, plan: plan) }
  }
}
