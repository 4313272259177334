import CBSValues
import CBSDiagnostics

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

  /// The option of `format` or `profiles.work.base_url`, and which profile it belongs to.
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
    do { _ = try Self(argument: .string(text)) } catch { return error.rule }
    return nil
  }
}
