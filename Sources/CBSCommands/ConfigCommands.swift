import CBSDiagnostics
import CBSInterpreter
import CBSSettings
import CBSShell
import CBSValues
import OrderedCollections

/// The commands about settings.
enum ConfigCommands {
  static func all(_ session: Session) -> [any Command] {
    [ConfigList(session: session), ConfigGet(session: session), ConfigSet(session: session)]
  }

  /// Options by name; fields of profiles are written `profiles.NAME.FIELD`.
  static let name = Parameter<OptionName>("name", "An option, or profiles.NAME.FIELD.")
}

/// The name of an option that there is.
struct OptionName: Argument {
  static let type = ParameterType("OPTION", completing: .settings)
  let text: String

  init(argument: Value) throws(ArgumentMismatch) {
    text = try String(argument: argument)
    do throws(SettingsFailure) { _ = try Settings.setting(named: text) } catch {
      throw ArgumentMismatch(argument, rule: error.hint ?? error.message)
    }
  }
}

/// `config list`
struct ConfigList: Command {
  let session: Session
  let signature = Signature(
    "config list", "Show all settings and where each comes from.",
    answers: .list(.record([.init("name", "", .string), .init("value", "", .string), .init("origin", "", .string)])),
    columns: ["name", "value", "origin"], effect: .none, repeats: .always, examples: ["config list"])

  func run(_ invocation: Invocation) async throws -> Output {
    let rows = session.settings.listed.map { setting in
      Value.record([
        "name": .string(setting.name), "value": setting.value.map(Value.string) ?? .null,
        "origin": .string(setting.origin),
      ])
    }
    return Output(.list(rows), columns: signature.columns)
  }
}

/// `config get NAME`
struct ConfigGet: Command {
  let session: Session
  let signature = Signature(
    "config get", "Show one setting.", takes: [ConfigCommands.name], effect: .none, repeats: .always,
    examples: ["config get format"])

  func run(_ invocation: Invocation) async throws -> Output {
    try settingsFault(at: ConfigCommands.name, of: invocation) {
      Output(try session.settings.value(of: invocation[ConfigCommands.name].text).map(Value.string) ?? .null)
    }
  }
}

/// `config set NAME VALUE`
struct ConfigSet: Command {
  private static let value = Parameter<String?>(
    "value", "The value; without it, the default.", type: String.type.completing(.settingValues))

  let session: Session
  let signature = Signature(
    "config set", "Change one setting, now and for later sessions.", takes: [ConfigCommands.name, value],
    effect: .none, planning: .changes { _ in .init(.writes, "the settings file") },
    examples: ["config set format table"],
    details: "The rest of the file stays as it is. A key itself never goes there: say where it comes from.")

  func run(_ invocation: Invocation) async throws -> Output {
    let name = invocation[ConfigCommands.name].text
    let value = invocation[Self.value]
    // The name was judged before it ran.
    let changed = try settingsFault(at: value == nil ? ConfigCommands.name : Self.value, of: invocation) {
      try value.map { try session.settings.setting(name, to: $0) } ?? session.settings.unsetting(name)
    }
    session.adopt(changed, changed: name)
    return .none
  }
}

/// Does something with the settings; its failure becomes a fault at a parameter.
private func settingsFault<Answer>(
  at parameter: any ParameterDeclaration, of invocation: Invocation, _ action: () throws -> Answer
) throws -> Answer {
  do { return try action() } catch let failure as SettingsFailure {
    throw Fault(
      .badSetting, failure.message, status: .usage, hint: failure.hint, at: invocation.span(of: parameter.erased))
  }
}
