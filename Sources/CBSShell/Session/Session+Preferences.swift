import CBSRendering
package import CBSSettings
import Synchronization

/// What commands may read and change of the session's preferences.
extension Session {
  /// Whether answers are shown to people, so that text may stream.
  package var showsText: Bool { state.withLock { $0.format == nil || $0.format == .table } }

  /// Whether neither the command line nor the settings say how answers are printed.
  package var choosesNoFormat: Bool { state.withLock { $0.format == nil } }

  /// The architecture and the endpoint in use.
  package var inUse: (architecture: String?, endpoint: String?) { state.withLock { ($0.architecture, $0.endpoint) } }

  /// Takes an architecture, an endpoint or both into use; without an endpoint, the one of the architecture in use.
  package func use(architecture: String?, endpoint: String?) {
    state.withLock { state in
      if let architecture { state.architecture = architecture }
      state.endpoint =
        endpoint ?? state.snapshot.endpoints.first { $0.arch == state.architecture }?.id ?? state.endpoint
    }
  }

  /// Works with other settings from here on. `changed` names the one option that they differ in, where it is known.
  package func adopt(_ settings: Settings, changed name: String? = nil) {
    state.withLock { state in
      state.settings = settings
      guard let name else { return }
      if name == "format" { state.format = settings.format }
      // The budget of what follows.
      if name.hasPrefix("max_") { state.interpreter = nil }
    }
  }
}
