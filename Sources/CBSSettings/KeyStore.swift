package import CBSValues

/// Keys that `login` was given, one file each: `keys/PROFILE.management`, mode 0600.
package struct KeyStore: Sendable {
  private let directories: Directories

  package init(directories: Directories) { self.directories = directories }

  /// Where the key of a profile is kept, whether there is one or not.
  package func path(profile: String, kind: StoredKey) -> String { "\(directories.keys)/\(profile).\(kind.rawValue)" }

  /// Keeps the key and answers the file; the profile finds it there when it names no other source.
  @discardableResult
  package func save(_ secret: Secret, profile: String, kind: StoredKey) throws(SettingsFailure) -> String {
    guard Settings.isProfileName(profile) else { throw Settings.badProfileName(profile) }
    let text = secret.reveal(for: .keyStore).filter { !$0.isWhitespace }
    guard !text.isEmpty else { throw SettingsFailure("an empty key is not kept") }
    let path = path(profile: profile, kind: kind)
    try PrivateFile.replace(path, with: (text + "\n").utf8)
    return path
  }

  /// Profiles of which a key is kept, sorted.
  var profileNames: [String] {
    var names: Set<String> = []
    for file in PrivateFile.names(in: directories.keys) {
      for kind in StoredKey.allCases where file.hasSuffix("." + kind.rawValue) {
        let name = String(file.dropLast(kind.rawValue.count + 1))
        if Settings.isProfileName(name) { names.insert(name) }
      }
    }
    return names.sorted()
  }

  func holdsKey(of profile: String) -> Bool {
    StoredKey.allCases.contains { source(profile: profile, kind: $0) != nil }
  }

  /// Where the key of a profile comes from when `login` has kept one.
  func source(profile: String, kind: StoredKey) -> KeySource? {
    let path = path(profile: profile, kind: kind)
    return Settings.isProfileName(profile) && PrivateFile.exists(path) ? .file(path) : nil
  }
}
