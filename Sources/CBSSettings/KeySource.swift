import CBSText
package import CBSValues
import Glibc

/// Which of the two keys: the Management API and inference never share one.
package enum StoredKey: String, Sendable, CaseIterable {
  case management, inference

  /// The variable that holds it, for us and for other tools.
  package var variable: String {
    switch self {
    case .management: "CEREBRAS_MANAGEMENT_API_KEY"
    case .inference: "CEREBRAS_API_KEY"
    }
  }
}

/// Where a key comes from. Nothing is read or run before a key is needed.
///
/// In the settings: `"env NAME"`, `"file PATH"` or `"command pass show …"`; `{ env = "NAME" }` means the same.
package enum KeySource: Sendable, Hashable {
  case environment(String)
  /// A file that its owner alone may read (0600).
  case file(String)
  /// A line for `/bin/sh`; its first line of output is the key.
  case command(String)

  static let rule = "write 'env NAME', 'file PATH' or 'command …'"

  init?(_ text: String) {
    guard let blank = text.firstIndex(of: " ") else { return nil }
    let rest = text[blank...].drop { $0 == " " }
    guard !rest.isEmpty else { return nil }
    self.init(kind: String(text[..<blank]), String(rest))
  }

  init?(kind: String, _ value: String) {
    switch kind {
    case "env": self = .environment(value)
    case "file": self = .file(value)
    case "command": self = .command(value)
    default: return nil
    }
  }

  /// As the settings write it: `env CEREBRAS_API_KEY`.
  package var text: String {
    switch self {
    case .environment(let name): "env \(name)"
    case .file(let path): "file \(path)"
    case .command(let line): "command \(line)"
    }
  }

  /// Fetches the key. Its name in print is `kind`'s variable.
  ///
  /// Throws where the variable is unset, the file is missing, empty or open to others, or the command fails.
  package func key(
    _ kind: StoredKey, environment: @Sendable (String) -> String?
  ) async throws(SettingsFailure) -> Secret {
    let text: String
    switch self {
    case .environment(let name):
      guard let value = environment(name), !value.isEmpty else {
        throw SettingsFailure("the variable '\(name)' is not set", hint: "it should hold the \(kind.rawValue) key")
      }
      text = value
    case .file(let path): text = try Self.fileKey(path, home: environment("HOME"))
    case .command(let line): text = try await KeyCommand(line).firstLine()
    }
    let key = text.filter { !$0.isWhitespace || $0 == " " }.withoutOuterSpaces
    guard !key.isEmpty else { throw SettingsFailure("the \(kind.rawValue) key from '\(self.text)' is empty") }
    guard key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw SettingsFailure("the output of '\(self.text)' is not a key: it has spaces or special characters")
    }
    return Secret(key, name: kind.variable)
  }

  private static func fileKey(_ written: String, home: String?) throws(SettingsFailure) -> String {
    let path = written.hasPrefix("~/") ? (home ?? "") + written.dropFirst() : written
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else { throw SettingsFailure("'\(path)' is not a file") }
      guard status.st_mode & 0o077 == 0 else {
        let mode = String(status.st_mode & 0o777, radix: 8)
        throw SettingsFailure(
          "others may read the key file '\(path)' (mode 0\(mode))", hint: "run: chmod 600 \(path)")
      }
    }
    guard let bytes = try PrivateFile.read(path, limit: 64 * 1024) else {
      throw SettingsFailure("there is no key file '\(path)'", hint: "run: login")
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
