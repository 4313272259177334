import CBSCatalog
import CBSClient
import CBSDiagnostics
import CBSInterpreter
import CBSSettings
import CBSValues
import FoundationEssentials
import Synchronization

extension Connection {
  /// The connection the command line, the environment and the settings ask for.
  ///
  /// `--sandbox` and `--profile sandbox` win; then the profile that is named; then the live API where a key is
  /// configured; else the sandbox, which only the prompt may use without being told.
  static func chosen(
    by options: ProgramOptions, settings: Settings, world: any World, directories: Directories,
    surroundings: Surroundings
  ) throws -> Connection {
    let wanted = options.profile ?? settings.defaultProfile
    if options.isSandbox || wanted == "sandbox" {
      return Connection(world.sandbox(at: directories.sandbox, kind: .own))
    }
    if let wanted, settings.profile(named: wanted) == nil {
      throw Fault(
        .unknownProfile, "there is no profile '\(wanted)'", status: .usage,
        hint: wanted.nearest(among: settings.profileNames).map { "did you mean '\($0)'?" }
          ?? "'profile list' shows them")
    }
    let live = live(wanted ?? "default", settings: settings, world: world)
    if wanted == nil, !live.hasKey(.management), !live.hasKey(.inference), options.mode == .prompt,
      surroundings.inputIsTerminal
    {
      return Connection(world.sandbox(at: directories.sandbox, kind: .own))
    }
    return live
  }

  /// The live API with what the environment and the profile say.
  static func live(_ name: String, settings: Settings, world: any World) -> Connection {
    let resolved = settings.resolved(profile: name)
    return Connection(
      place: .live, name: name, isProduction: resolved.isProduction, organization: resolved.organization,
      organizationID: resolved.organizationID,
      origin: resolved.origin, path: CallPath(wire: world.network()),
      key: { kind in
        guard let keyKind = kind.stored else { return nil }
        return try await resolved.key(keyKind)
      },
      keyAdvice: { kind in
        "set \(kind.stored?.variable ?? ""), or 'login' keeps a key in a file; "
          + "'--sandbox' runs it on the local sandbox; see 'help keys'"
      },
      hasKey: { kind in kind.stored.map { resolved.hasKey($0) } ?? true })
  }
}

extension KeyKind {
  /// The key of the settings that the API wants; nil where it wants none.
  var stored: StoredKey? {
    switch self {
    case .management: .management
    case .inference: .inference
    case .none: nil
    }
  }
}

extension Session {
  /// Goes to the sandbox: the user's own, or a fresh one that ends with the session.
  package func useSandbox(isTemporary: Bool) async throws {
    var folder = directories.sandbox
    if isTemporary {
      folder = FileManager.default.temporaryDirectory.path + "/cbs-sandbox-\(UInt64.random(in: 0...(.max)))"
    }
    let sandbox = world.sandbox(at: folder, kind: isTemporary ? .temporary : .own)
    do { try await sandbox.administration.open() } catch {
      throw Fault(.sandboxError, "the sandbox cannot be opened in '\(folder)': \(error)")
    }
    state.withLock { state in
      if isTemporary { state.temporaryFolders.append(folder) }
      state.connect(to: Connection(sandbox))
    }
  }

  /// Goes to a profile, or to the sandbox by its name.
  package func useProfile(_ name: String) async throws {
    if name == "sandbox" { return try await useSandbox(isTemporary: false) }
    guard let profile = settings.profile(named: name) else {
      throw Fault(
        .unknownProfile, "there is no profile '\(name)'", status: .usage,
        hint: name.nearest(among: settings.profileNames + ["sandbox"]).map { "did you mean '\($0)'?" }
          ?? "'profile list' shows them")
    }
    let live = Connection.live(name, settings: settings, world: world)
    let connection = plan?.planned(live) ?? live
    let cached = SnapshotCache(directories: directories).load(profile: name)
    state.withLock { state in
      state.connect(
        to: connection, knowing: cached ?? CompletionSnapshot(), architecture: profile.architecture,
        endpoint: profile.endpoint)
    }
  }
}
