/// Where the shell keeps its files, after the XDG base directory specification.
package struct Directories: Sendable, Hashable {
  /// Settings, keys, `rc.cbs`.
  package let config: String
  /// History, journals, the sandbox.
  package let state: String
  /// What can be had again.
  package let cache: String

  package init(config: String, state: String, cache: String) {
    self.config = config
    self.state = state
    self.cache = cache
  }

  /// The folders `environment` names; a relative path in a variable counts as none, as the specification wants.
  package init(environment: (String) -> String?) {
    let home = environment("HOME").flatMap { $0.isEmpty ? nil : $0 } ?? "/"
    func folder(_ variable: String, or path: String) -> String {
      if let value = environment(variable), value.hasPrefix("/") { return value.withoutLastSlash + "/cbs" }
      return home.withoutLastSlash + path + "/cbs"
    }
    config = folder("XDG_CONFIG_HOME", or: "/.config")
    state = folder("XDG_STATE_HOME", or: "/.local/state")
    cache = folder("XDG_CACHE_HOME", or: "/.cache")
  }

  package var settingsFile: String { config + "/config.toml" }
  package var startScript: String { config + "/rc.cbs" }
  package var keys: String { config + "/keys" }
  package var history: String { state + "/history.jsonl" }
  package var sandbox: String { state + "/sandbox" }
}

extension String {
  /// The path without slashes at its end.
  fileprivate var withoutLastSlash: String {
    var path = Substring(self)
    while path.hasSuffix("/") { path.removeLast() }
    return String(path)
  }
}
