import Glibc

/// The properties of the terminal of a descriptor.
package struct Terminal: Sendable, Equatable {
  package struct Size: Sendable, Equatable {
    package var columns: Int
    package var rows: Int
    package init(columns: Int, rows: Int) {
      self.columns = columns
      self.rows = rows
    }
  }

  /// Whether the descriptor is a terminal. The corresponding C function is `isatty`.
  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The window's size, or nil if there is no window or its size is unknown.
  ///
  /// The corresponding C function is `ioctl` with `TIOCGWINSZ`.
  package static func size(of descriptor: Int32) -> Size? {
    var window = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else { return nil }
    return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
  }

  /// Whether lines can be edited: both are terminals, and `TERM` names one that can move its cursor.
  package static func canEdit(input: Int32, output: Int32, environment: [String: String]) -> Bool {
    canMoveCursor(environment) && isTerminal(input) && isTerminal(output)
  }

  /// Whether the descriptor accepts colors: `NO_COLOR` is unset or empty, it is a terminal, and `TERM` names one that
  /// supports more than plain text.
  package static func supportsColor(_ descriptor: Int32, environment: [String: String]) -> Bool {
    environment["NO_COLOR", default: ""].isEmpty && canMoveCursor(environment) && isTerminal(descriptor)
  }

  private static func canMoveCursor(_ environment: [String: String]) -> Bool {
    let name = environment["TERM", default: ""]
    return !name.isEmpty && name != "dumb"
  }

  /// Whether this terminal rewraps rows that are wider than a narrower window. Most do; these two cut them.
  static func rewraps(name: String?, isXterm: Bool) -> Bool { name != "linux" && !isXterm }
}
