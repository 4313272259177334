import CBSCatalog
import CBSInterpreter
package import CBSShell
import CBSValues

/// The table of commands: the catalog's endpoints, what goes beyond them, and the shell's own.
package enum Builtins {
  /// What the program is given.
  package static let commands = CommandSet(make: all, takesFlag: takesFlag)

  @Sendable static func all(_ session: Session) -> [any Command] {
    let special: [any Command] =
      [
        VersionExists(session: session), Upload(session: session), AliasListing(session: session),
        AliasAdd(session: session), AliasRemove(session: session), AliasMove(session: session),
        Deploy(session: session), Rollback(session: session), Infer(session: session), Chat(session: session),
        WeightsChecking(session: session), WeightsList(session: session), WeightsShow(session: session),
        APICommand(session: session), Watch(session: session), Use(session: session), Print(), Quote(),
        Clear(session: session), History(session: session), Help(session: session), Run(session: session),
        PlanScript(session: session),
        Login(session: session), Serve(session: session), TestPages(session: session),
        CheckScripts(session: session), FormatScripts(session: session),
      ] + SandboxCommands.all(session) + ProfileCommands.all(session) + ConfigCommands.all(session)
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
    default: false
    }
  }
}
