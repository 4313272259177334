import CBSDiagnostics
import TOMLKit

/// Reads the text of `config.toml`. The only place that knows the TOML package.
struct SettingsReader {
  private(set) var profiles: [Profile] = []
  private(set) var values: [String: String] = [:]
  private(set) var warnings: [SettingsFailure] = []
  private let path: String
  private let text: SettingsText

  /// Throws where the text is not TOML or a value is of the wrong kind. Unknown names are warnings: an older program
  /// must be able to start with the file of a newer one.
  init(_ text: String, path: String) throws(SettingsFailure) {
    self.path = path
    self.text = SettingsText(text)
    let table: TOMLTable
    do { table = try TOMLTable(string: text) } catch let error as TOMLParseError {
      throw SettingsFailure(
        "this is not TOML: \(error.description)", at: "\(path):\(error.source.begin.line)", hint: "correct the line")
    } catch {
      throw SettingsFailure("this is not TOML", at: path)
    }
    for (name, value) in table {
      if name == "profiles" {
        guard let profiles = value.table else { throw wrong("profiles", "write [profiles.NAME]") }
        for (name, value) in profiles { try readProfile(name, value.table) }
      } else if let option = Settings.options.first(where: { $0.name == name }) {
        values[name] = try read(value, as: option, place: name)
      } else {
        warn(name, known: Settings.options.map(\.name) + ["profiles"])
      }
    }
    let placed = profiles.map { (line(of: "profiles.\($0.name)"), $0) }
    profiles = placed.sorted { ($0.0, $0.1.name) < ($1.0, $1.1.name) }.map(\.1)
  }

  private mutating func readProfile(_ name: String, _ table: TOMLTable?) throws(SettingsFailure) {
    let place = "profiles.\(name)"
    guard Settings.isProfileName(name) else { throw wrong(place, Settings.profileNameRule) }
    guard let table else { throw wrong(place, "write [\(place)]") }
    var profile = Profile(name: name)
    for (field, value) in table {
      let place = "\(place).\(field)"
      guard let option = Settings.profileFields.first(where: { $0.name == field }) else {
        warn(place, known: Settings.profileFields.map(\.name))
        continue
      }
      profile.values[field] = try read(value, as: option, place: place)
    }
    profiles.append(profile)
  }

  /// The value as the text that `config set` takes for it.
  private func read(
    _ value: any TOMLValueConvertible, as option: Settings.Option, place: String
  ) throws(SettingsFailure) -> String {
    let text: String
    if option.kind == .boolean, let flag = value.bool {
      text = flag ? "true" : "false"
    } else if option.kind == .key, let table = value.table {
      guard table.count == 1, let kind = table.keys.first, let word = table[kind]?.string,
        let source = KeySource(kind: kind, word)
      else { throw wrong(place, KeySource.rule) }
      text = source.text
    } else if option.kind == .count, let number = value.int {
      text = String(number)
    } else if option.kind != .boolean, option.kind != .count, let string = value.string {
      text = string
    } else {
      throw wrong(place, option.kind.rule)
    }
    if let rule = option.objection(text) { throw wrong(place, rule) }
    return option.kind == .key ? KeySource(text)?.text ?? text : text
  }

  private func wrong(_ place: String, _ rule: String) -> SettingsFailure {
    SettingsFailure("'\(place)' cannot be that", at: "\(path):\(line(of: place))", hint: rule)
  }

  private mutating func warn(_ place: String, known: [String]) {
    let name = place.split(separator: ".").last.map(String.init) ?? place
    warnings.append(
      SettingsFailure(
        "unknown setting '\(place)'", at: "\(path):\(line(of: place))",
        hint: name.nearest(among: known).map { "did you mean '\($0)'?" } ?? "it has no effect"))
  }

  /// The line of a dotted name, from 1; of its table, or 1, where it is written in a way that is not found.
  private func line(of place: String) -> Int {
    text.line(of: place) ?? text.line(of: place.split(separator: ".").dropLast().joined(separator: ".")) ?? 1
  }
}

extension Settings.Option.Kind {
  /// How a value of it is written in the file.
  fileprivate var rule: String {
    switch self {
    case .boolean: "write true or false, without quotes"
    case .count: "write a whole number, without quotes"
    case .text, .choice, .address, .key, .profileName, .duration: "write a string in quotes"
    }
  }
}
