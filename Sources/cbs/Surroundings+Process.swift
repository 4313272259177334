import CBSShell
import CBSTerminal
import Glibc
import Synchronization

extension Surroundings {
  /// The surroundings of this process.
  static func ofProcess() -> Surroundings {
    let environment = Self.processEnvironment
    let outputIsTerminal = Terminal.isTerminal(STDOUT_FILENO)
    let failure = OutputFailure()
    var surroundings = Surroundings(
      environment: environment,
      workingDirectory: Self.processWorkingDirectory,
      inputIsTerminal: Terminal.isTerminal(STDIN_FILENO),
      outputIsTerminal: outputIsTerminal,
      errorIsTerminal: Terminal.isTerminal(STDERR_FILENO),
      usesColor: Terminal.supportsColor(outputIsTerminal ? STDOUT_FILENO : STDERR_FILENO, environment: environment),
      width: { Terminal.size(of: STDOUT_FILENO)?.columns },
      write: { stream, text in
        let error = Descriptor.write(text, to: stream == .output ? STDOUT_FILENO : STDERR_FILENO)
        if stream == .output, error != 0, error != EPIPE { failure.errno.withLock { $0 = error } }
      })
    surroundings.readInput = { Descriptor.read(STDIN_FILENO) }
    surroundings.outputFailure = {
      let error = failure.errno.withLock { $0 }
      return error == 0 ? nil : String(cString: strerror(error))
    }
    return surroundings
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

/// The last error of a write to standard output.
private final class OutputFailure: Sendable {
  let errno = Mutex<Int32>(0)
}
