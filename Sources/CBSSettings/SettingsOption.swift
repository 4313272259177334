import CBSRendering
import CBSValues
import CBSDiagnostics

import CBSInterpreter
import CBSLanguage

extension Settings {
  /// A name that the settings know, and what it may be.
  package struct Option: Sendable {
    package enum Kind: Sendable, Hashable {
      case text
      case boolean
      case choice([String])
      /// `http://…` or `https://…`
      case address
      /// Where a key comes from.
      case key
      case profileName
      /// A whole number from 1, written without quotes.
      case count
      case duration
    }

    package let name: String
    package let kind: Kind
    /// What holds when nothing is set.
    package let fallback: String?
    /// One line with a full stop.
    package let summary: String

    /// Why `value` cannot be it; nil when it can.
    package func objection(_ value: String) -> String? {
      switch kind {
      case .text: value.isEmpty ? "it must not be empty" : nil
      case .boolean: value == "true" || value == "false" ? nil : "it is true or false"
      case .choice(let words): words.contains(value) ? nil : "it is one of \(words.joined(separator: ", "))"
      case .address:
        (value.hasPrefix("https://") || value.hasPrefix("http://")) && !value.contains(" ")
          ? nil : "it begins with https:// or http://"
      case .key: KeySource(value) == nil ? "a key itself does not belong here: \(KeySource.rule)" : nil
      case .count: PositiveCount.objection(to: value)
      case .duration: Period.objection(to: value)
      case .profileName: Settings.isProfileName(value) ? nil : Settings.profileNameRule
      }
    }
  }

  /// The options, in the order they are listed.
  package static let options: [Option] = [
    Option(name: "profile", kind: .profileName, fallback: nil, summary: "The profile to begin with."),
    Option(
      name: "format", kind: .choice(OutputFormat.allCases.map(\.rawValue)), fallback: "table",
      summary: "How answers are printed."),
    Option(name: "color", kind: .choice(["auto", "always", "never"]), fallback: "auto", summary: "When to colour."),
    Option(
      name: "editing_mode", kind: .choice(["emacs", "vi"]), fallback: nil,
      summary: "Keys of the line editor; unset, .editrc says."),
    Option(
      name: "prompt", kind: .text, fallback: nil,
      summary: "The prompt; {profile}, {arch}, {live} and {n} are filled in."),
    Option(
      name: "max_steps", kind: .count, fallback: String(Budget().steps),
      summary: "Turns of loops and calls of defs after which a run is ended."),
    Option(
      name: "max_depth", kind: .count, fallback: String(Budget().depth),
      summary: "How deep calls of defs may go."),
    Option(name: "max_time", kind: .duration, fallback: nil, summary: "Time after which a run is ended."),
  ]

  /// What a profile may say, in the order it is listed.
  package static let profileFields: [Option] = [
    Option(name: "organization", kind: .text, fallback: nil, summary: "Name of the organisation in management paths."),
    Option(name: "organization_id", kind: .text, fallback: nil, summary: "The org_… id that metrics want."),
    Option(
      name: "base_url", kind: .address, fallback: ResolvedProfile.defaultOrigin, summary: "Scheme, host and port."),
    Option(name: "arch", kind: .text, fallback: nil, summary: "The architecture in use at the start."),
    Option(name: "endpoint", kind: .text, fallback: nil, summary: "The endpoint in use at the start."),
    Option(
      name: "production", kind: .boolean, fallback: "false", summary: "Whether writes ask and the prompt is red."),
    Option(name: "management_key", kind: .key, fallback: nil, summary: "Where the Management key comes from."),
    Option(name: "inference_key", kind: .key, fallback: nil, summary: "Where the inference key comes from."),
  ]

  /// The option behind `format` or `profiles.work.base_url`, and which profile it belongs to.
  package static func setting(named name: String) throws(SettingsFailure) -> (option: Option, profile: String?) {
    if let option = options.first(where: { $0.name == name }) { return (option, nil) }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, parts[0] == "profiles" else {
      let near = name.nearest(among: options.map(\.name))
      throw SettingsFailure(
        "there is no option '\(name)'",
        hint: near.map { "did you mean '\($0)'?" } ?? "'config list' shows them; of a profile: profiles.NAME.FIELD")
    }
    guard isProfileName(parts[1]) else { throw badProfileName(parts[1]) }
    guard let field = profileFields.first(where: { $0.name == parts[2] }) else {
      let near = parts[2].nearest(among: profileFields.map(\.name))
      throw SettingsFailure(
        "a profile has no '\(parts[2])'",
        hint: near.map { "did you mean '\($0)'?" }
          ?? "it has \(profileFields.map(\.name).joined(separator: ", "))")
    }
    return (field, parts[1])
  }

  package static let profileNameRule = "letters, digits, '-' and '_'"

  package static func isProfileName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 64
      && name.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
      }
  }

  package static func badProfileName(_ name: String) -> SettingsFailure {
    SettingsFailure("'\(name)' cannot name a profile", hint: profileNameRule)
  }
}

extension Argument {
  /// Why `text` cannot be it; nil where it can.
  fileprivate static func objection(to text: String) -> String? {
    do { _ = try Self(argument: .text(text)) } catch { return error.rule }
    return nil
  }
}
