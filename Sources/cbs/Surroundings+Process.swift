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
        let error = writeAll(text, to: stream == .output ? STDOUT_FILENO : STDERR_FILENO)
        if stream == .output, error != 0, error != EPIPE { failure.errno.withLock { $0 = error } }
      })
    surroundings.readInput = readStandardInput
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

/// The bytes of standard input, to its end.
@Sendable private func readStandardInput() -> [UInt8] {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65536)
  while true {
    let count = read(STDIN_FILENO, &chunk, chunk.count)
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return bytes }
    bytes += chunk[..<count]
  }
}

/// Writes all of `text`.
///
/// - Returns: the error number when not all of it could be written, else 0.
private func writeAll(_ text: String, to descriptor: Int32) -> Int32 {
  var text = text
  return text.withUTF8 { bytes in
    var rest = UnsafeRawBufferPointer(bytes)
    while !rest.isEmpty {
      let written = write(descriptor, rest.baseAddress, rest.count)
      if written < 0, errno == EINTR || errno == EAGAIN { continue }
      guard written > 0 else { return errno }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
    return 0
  }
}
