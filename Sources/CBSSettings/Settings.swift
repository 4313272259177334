/// What `config.toml` says, with the environment beside it.
///
/// Reading costs nothing where there is no file. Keys are not read here, only where they come from.
package struct Settings: Sendable {
  /// The file, whether it exists or not.
  package let path: String
  package private(set) var profiles: [Profile]
  /// Values of options by name, as text; checked when they were read.
  package private(set) var values: [String: String]
  /// What the file says that nobody understands: names file and line.
  package private(set) var warnings: [SettingsFailure]
  private let keyStore: KeyStore?
  private let environment: @Sendable (String) -> String?

  init(
    path: String, profiles: [Profile], values: [String: String], warnings: [SettingsFailure], keyStore: KeyStore?,
    environment: @escaping @Sendable (String) -> String?
  ) {
    self.path = path
    self.profiles = profiles
    self.values = values
    self.warnings = warnings
    self.keyStore = keyStore
    self.environment = environment
  }

  /// Settings without a file: defaults and the environment.
  package init(environment: @escaping @Sendable (String) -> String? = { _ in nil }) {
    self.init(
      path: "", profiles: [], values: [:], warnings: [], keyStore: nil, environment: environment)
  }

  /// Reads the file of `directories` where there is one.
  ///
  /// Throws where it is not TOML or a value is of the wrong kind; the message names file and line.
  package static func load(
    from directories: Directories, environment: @escaping @Sendable (String) -> String?
  ) throws(SettingsFailure) -> Settings {
    let path = directories.settingsFile
    let store = KeyStore(directories: directories)
    guard let bytes = try PrivateFile.read(path) else {
      return Settings(
        path: path, profiles: [], values: [:], warnings: [], keyStore: store, environment: environment)
    }
    let reader = try SettingsReader(String(decoding: bytes, as: UTF8.self), path: path)
    return Settings(
      path: path, profiles: reader.profiles, values: reader.values, warnings: reader.warnings, keyStore: store,
      environment: environment)
  }

  func replacing(profiles: [Profile], values: [String: String], warnings: [SettingsFailure]) -> Settings {
    Settings(
      path: path, profiles: profiles, values: values, warnings: warnings, keyStore: keyStore,
      environment: environment)
  }

  /// The same settings, whose changes go to the file of other directories; keys are found where they were.
  package func moved(to directories: Directories) -> Settings {
    Settings(
      path: directories.settingsFile, profiles: profiles, values: values, warnings: warnings, keyStore: keyStore,
      environment: environment)
  }

  /// The profiles of the file, then those of which only `login` knows.
  package var profileNames: [String] {
    let written = profiles.map(\.name)
    return written + (keyStore?.profileNames ?? []).filter { !written.contains($0) }
  }

  /// The profile of the file, or an empty one where `login` has kept a key; `default` exists always.
  package func profile(named name: String) -> Profile? {
    if let profile = profiles.first(where: { $0.name == name }) { return profile }
    return name == "default" || keyStore?.holdsKey(of: name) == true ? Profile(name: name) : nil
  }

  /// The profile with the environment on top; an unknown name is an empty profile.
  package func resolved(profile name: String) -> ResolvedProfile {
    ResolvedProfile(profile(named: name) ?? Profile(name: name), keyStore: keyStore, environment: environment)
  }

  /// Every value that `config list` shows: options first, then profiles, in the order of the tables.
  package var listed: [(name: String, value: String?, origin: String)] {
    var list = Self.options.map { option in
      (option.name, values[option.name] ?? option.fallback, values[option.name] == nil ? "default" : path)
    }
    for profile in profiles {
      for field in Self.profileFields {
        if let value = profile.values[field.name] {
          list.append(("profiles.\(profile.name).\(field.name)", value, path))
        }
      }
    }
    return list
  }

  /// The value of a name as `config get` shows it; nil where it is unset.
  ///
  /// Throws for a name that is neither an option nor a field of a profile.
  package func value(of name: String) throws(SettingsFailure) -> String? {
    let setting = try Self.setting(named: name)
    guard let profile = setting.profile else { return values[name] ?? setting.option.fallback }
    return profiles.first { $0.name == profile }?.values[setting.option.name]
  }
}
