import CBSShell
import CBSTerminal
import Glibc

extension Surroundings {
  /// The surroundings of this process.
  static func ofProcess() -> Surroundings {
    let environment = Self.processEnvironment
    let outputIsTerminal = Terminal.isTerminal(STDOUT_FILENO)
    return Surroundings(
      environment: environment,
      workingDirectory: Self.processWorkingDirectory,
      inputIsTerminal: Terminal.isTerminal(STDIN_FILENO),
      outputIsTerminal: outputIsTerminal,
      errorIsTerminal: Terminal.isTerminal(STDERR_FILENO),
      usesColor: Terminal.supportsColor(outputIsTerminal ? STDOUT_FILENO : STDERR_FILENO, environment: environment),
      width: { Terminal.size(of: STDOUT_FILENO)?.columns },
      write: { stream, text in
        writeAll(text, to: stream == .output ? STDOUT_FILENO : STDERR_FILENO)
      })
  }
}

extension Surroundings {
  /// The variables of the process, read where they lie: Foundation's way costs a third of a millisecond at start.
  private static var processEnvironment: [String: String] {
    var variables: [String: String] = [:]
    var next = environ
    while let entry = next.pointee {
      let text = String(cString: entry)
      if let equals = text.firstIndex(of: "=") {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      next += 1
    }
    return variables
  }

  private static var processWorkingDirectory: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }
}

/// Writes all of `text`; a reader that went away is not ours to mend.
func writeAll(_ text: String, to descriptor: Int32) {
  var text = text
  text.withUTF8 { bytes in
    var rest = UnsafeRawBufferPointer(bytes)
    while !rest.isEmpty {
      let written = write(descriptor, rest.baseAddress, rest.count)
      if written < 0, errno == EINTR || errno == EAGAIN { continue }
      guard written > 0 else { return }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
  }
}
