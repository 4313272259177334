import CBSInterpreter
import CBSLanguage
import OrderedCollections
import Synchronization

/// The commands about settings.
enum ConfigCommands {
  static func all(_ session: Session) -> [any Command] {
    [ConfigList(session: session), ConfigGet(session: session), ConfigSet(session: session)]
  }

  /// Options by name; fields of profiles are written `profiles.NAME.FIELD`.
  static let name = AnyParameter(
    "name", .option, "An option, or profiles.NAME.FIELD.")
}

extension ParameterType {
  /// The candidates are those that stand outside profiles.
  fileprivate static let option = ParameterType(
    "OPTION", completing: choice("", of: Settings.options.map(\.name)).completion
  ) { name in
    do throws(SettingsFailure) {
      _ = try Settings.setting(named: name)
      return nil
    } catch { return error.hint ?? error.message }
  }
}

/// `config list`
struct ConfigList: Command {
  let session: Session
  let signature = Signature(
    "config list", "Show all settings and where each comes from.", effect: .none, examples: ["config list"],
    answer: .list(.record([.init("name", "", .text), .init("value", "", .text), .init("origin", "", .text)])))

  func run(_ invocation: Invocation) async throws -> Output {
    let rows = session.settings.listed.map { setting in
      Value.record([
        "name": .text(setting.name), "value": setting.value.map(Value.text) ?? .null, "origin": .text(setting.origin),
      ])
    }
    return Output(.list(rows), columns: ["name", "value", "origin"])
  }
}

/// `config get NAME`
struct ConfigGet: Command {
  let session: Session
  let signature = Signature(
    "config get", "Show one setting.", effect: .none, positionals: [ConfigCommands.name],
    examples: ["config get format"])

  func run(_ invocation: Invocation) async throws -> Output {
    try settingsFault(invocation) {
      Output(try session.settings.value(of: invocation["name"]?.description ?? "").map(Value.text) ?? .null)
    }
  }
}

/// `config set NAME VALUE`
struct ConfigSet: Command {
  let session: Session
  let signature = Signature(
    "config set", "Change one setting, now and for later sessions.", effect: .none,
    positionals: [
      ConfigCommands.name,
      AnyParameter("value", .text, isRequired: false, "The value; without it, the default."),
    ], examples: ["config set format table"],
    details: "The rest of the file stays as it is. A key itself never goes there: say where it comes from.")

  func run(_ invocation: Invocation) async throws -> Output {
    let name = invocation["name"]?.description ?? ""
    let changed = try settingsFault(invocation) {
      try invocation["value"].map { try session.settings.setting(name, to: $0.description) }
        ?? session.settings.unsetting(name)
    }
    session.state.withLock { state in
      state.settings = changed
      if name == "format" { state.format = changed.format }
      // The budget of what follows.
      if name.hasPrefix("max_") { state.interpreter = nil }
    }
    return .none
  }
}

/// Runs a deed of the settings; its failure becomes a fault at the option's name.
private func settingsFault<Answer>(_ invocation: Invocation, _ deed: () throws -> Answer) throws -> Answer {
  do { return try deed() } catch let failure as SettingsFailure {
    // The name was judged before it ran.
    let place = invocation.has("value") ? "value" : "name"
    throw Fault("bad-setting", failure.message, status: .usage, hint: failure.hint, at: invocation.span(of: place))
  }
}
