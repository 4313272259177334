import CBSShell
import CBSTerminal
import FoundationEssentials
import Glibc

extension Surroundings {
  /// The surroundings of this process.
  static func ofProcess() -> Surroundings {
    let environment = ProcessInfo.processInfo.environment
    let outputIsTerminal = Terminal.isTerminal(STDOUT_FILENO)
    return Surroundings(
      environment: environment,
      workingDirectory: FileManager.default.currentDirectoryPath,
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
