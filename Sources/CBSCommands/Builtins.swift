import CBSCatalog
import CBSInterpreter
package import CBSShell
import CBSValues

/// The table of commands: the catalog's endpoints, what goes beyond them, and the shell's own.
///
/// A file with several commands has their list.
package enum Builtins {
  /// What the program is given.
  package static let commands = CommandSet(make: all, takesFlag: takesFlag)

  @Sendable static func all(_ session: Session) -> [any Command] {
    let alone: [any Command] = [
      APICommand(session: session), Watch(session: session), PlanScript(session: session), Serve(session: session),
      BucketPolicy(session: session), TestPages(session: session), CheckScripts(session: session),
      FormatScripts(session: session),
    ]
    let families = [
      VersionCommands.all, AliasCommands.all, DeployCommands.all, InferenceCommands.all, Weights.all, ShellCommands.all,
      SandboxCommands.all, ProfileCommands.all, ConfigCommands.all,
    ]
    let special = alone + families.flatMap { $0(session) }
    let names = Set(special.map(\.signature.name))
    return Catalog.all.filter { !names.contains($0.signature.name) }.map { command(of: $0, session: session) } + special
  }

  private static func command<E: Endpoint>(of endpoint: E.Type, session: Session) -> any Command {
    EndpointCommand(endpoint, session: session)
  }

  /// Whether the command that `words` name takes a flag itself, so that the program leaves it alone.
  @Sendable static func takesFlag(_ words: [String], _ flag: String) -> Bool {
    switch words.first {
    case "login": words.count == 1 && flag == "profile"
    case "check": flag == "explain"
    // The program's own holds back what writes; a question that reads is held back by its command.
    case "infer": flag == "dry-run"
    default: false
    }
  }
}
