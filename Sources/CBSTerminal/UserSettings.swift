import CEditLine
import Glibc

/// The user's `.editrc`: the file that `EDITRC` names, or the one in the home directory.
enum UserSettings {
  private static var path: String? {
    if let named = getenv("EDITRC") { return String(cString: named) }
    return getenv("HOME").map { String(cString: $0) + "/.editrc" }
  }

  /// Whether the file exists. The corresponding C function is `access`.
  static var exist: Bool { path.map { access($0, R_OK) == 0 } ?? false }

  /// Applies the file; invalid lines are skipped. The corresponding C function is `el_source`.
  static func apply(to editLine: EditLine) {
    if let path { el_source(editLine.handle, path) }
  }
}
