import CBSDiagnostics
import CBSCatalog
import CBSInterpreter
import CBSLanguage
import CBSSettings
import CBSShell
import CBSValues
import OrderedCollections

/// The commands about profiles and their keys.
enum ProfileCommands {
  static func all(_ session: Session) -> [any Command] {
    [
      ProfileList(session: session), ProfileUse(session: session), ProfileShow(session: session),
      Login(session: session),
    ]
  }
}

/// `profile list`
struct ProfileList: Command {
  let session: Session
  let signature = Signature(
    "profile list", "List the profiles and where each one's keys come from.",
    answers: .list(
      .record([
        .init("name", "", .string), .init("organization", "", .string), .init("base_url", "", .string),
        .init("production", "", .boolean), .init("active", "", .boolean),
      ])), columns: ["name", "organization", "base_url", "production", "active"], effect: .none, repeats: .always,
    examples: ["profile list"])

  func run(_ invocation: Invocation) async throws -> Output {
    let active = session.connection.name
    var names = session.settings.profileNames
    if !names.contains("default") { names.insert("default", at: 0) }
    var rows: [Value] = [
      .record([
        "name": .string("sandbox"), "organization": .string("acme"), "base_url": .string("in this process"),
        "production": .boolean(false), "active": .boolean(active == "sandbox"),
      ])
    ]
    for name in names where name != "sandbox" {
      let resolved = session.settings.resolved(profile: name)
      rows.append(
        .record([
          "name": .string(name), "organization": resolved.organization.map(Value.string) ?? .null,
          "base_url": .string(resolved.origin), "production": .boolean(resolved.isProduction),
          "active": .boolean(name == active),
        ]))
    }
    return Output(.list(rows), columns: signature.columns)
  }
}

/// `profile show`
struct ProfileShow: Command {
  let session: Session
  let signature = Signature(
    "profile show", "Show the profile in use; of keys, only where they come from.", effect: .none, repeats: .always,
    examples: ["profile show"])

  func run(_ invocation: Invocation) async throws -> Output {
    let connection = session.connection
    let (architecture, endpoint) = session.inUse
    return Output(
      .record([
        "name": .string(connection.name), "organization": connection.organization.map(Value.string) ?? .null,
        "base_url": .string(connection.origin), "production": .boolean(connection.isProduction),
        "arch": architecture.map(Value.string) ?? .null, "endpoint": endpoint.map(Value.string) ?? .null,
        "management_key": .string(connection.hasKey(.management) ? "configured" : "missing"),
        "inference_key": .string(connection.hasKey(.inference) ? "configured" : "missing"),
      ]))
  }
}

/// `profile use NAME`
struct ProfileUse: Command {
  private static let name = Parameter<String>(
    "name", "The profile; 'sandbox' is one.", type: ParameterType("NAME", completing: .profiles))

  let session: Session
  let signature = Signature(
    "profile use", "Go to another profile for the rest of the session.", takes: [name], effect: .none,
    switchesConnection: true, makesStale: true, examples: ["profile use sandbox"])

  func run(_ invocation: Invocation) async throws -> Output {
    do {
      try await session.useProfile(invocation[Self.name])
    } catch var fault as Fault {
      fault.spans = [invocation.span(of: Self.name)]
      throw fault
    }
    return .none
  }
}

/// `login`: asks for a key and keeps it in a file of mode 0600.
struct Login: Command {
  private static let profile = Parameter<String?>(
    flag: "profile", "For which profile.", type: ParameterType("NAME", completing: .profiles))
  private static let inference = Switch("inference", "The inference key; the management key unless this is said.")

  let session: Session
  let signature = Signature(
    "login", "Keep a key in a file that only you can read.", takes: [profile, inference], effect: .none,
    makesStale: true,
    planning: .refused("it keeps a key that the rest would need"),
    details: "Asks for the key without showing it. It needs a terminal: a key is never written in a line.")

  func run(_ invocation: Invocation) async throws -> Output {
    let kind: StoredKey = invocation[Self.inference] ? .inference : .management
    let active = session.connection.name
    let profile = invocation[Self.profile] ?? (active == "sandbox" ? "default" : active)
    let answer = await invocation.host.askSecret("\(kind.rawValue) key of profile '\(profile)': ")
    try Task.checkCancellation()
    guard let text = answer else {
      throw Fault(
        .noTerminal, "cannot ask for the key: input is not a terminal", status: .usage,
        hint: "set \(kind.variable), or run 'login' at a terminal", at: invocation.span)
    }
    guard !text.isEmpty else {
      throw Fault(.noKey, "no key was given; nothing was kept", status: .refused, at: invocation.span)
    }
    let secret = Secret(text, name: kind.variable)
    session.hide([secret])
    let path = try KeyStore(directories: session.directories).save(secret, profile: profile, kind: kind)
    let environment = session.surroundings.environment
    let settings = try? Settings.load(from: session.directories) { environment[$0] }
    let isActive = session.connection.name == profile
    session.notice("kept in '\(path)'" + (isActive ? "" : "; 'profile use \(profile)' goes there"))
    if let settings { session.adopt(settings) }
    if isActive { try await session.useProfile(profile) }
    return .none
  }
}
