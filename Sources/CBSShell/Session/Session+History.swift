import CBSSettings
import Synchronization

extension Session {
  /// Keeps a line that was typed; a history that cannot be written is reported once and costs nothing else.
  func remember(_ line: String) {
    do {
      try history?.append(
        line, directory: surroundings.workingDirectory, profile: connection.name, redactor: redactor)
    } catch {
      let isFirst = state.withLock { state in
        defer { state.hasToldOfHistory = true }
        return !state.hasToldOfHistory
      }
      if isFirst { notice("note: this session's lines are not kept: \(error)") }
    }
  }
}
