package import CBSCatalog
package import CBSClient
import CBSValues

/// What the shell is given from outside: the program wires it, tests make their own.
package protocol World: Sendable {
  /// What calls are timed by, and what pauses between attempts wait on.
  var clock: any Clock<Duration> { get }
  /// The transport that opens connections; made when first asked for.
  func network() -> any Transport
  /// The sandbox whose state is under `directory`; opened on its first request.
  func sandbox(at directory: String, kind: SandboxKind) -> LocalSandbox
  /// Serves `transport` on loopback until the task is cancelled; `listening` is called once with the port.
  func serve(
    _ transport: any Transport, port: Int, listening: @escaping @Sendable (Int) async -> Void
  ) async throws
}

/// How a sandbox that does not exist yet begins.
package indirect enum SandboxKind: Sendable {
  /// The user's own.
  case own
  /// Fresh, with the same identifiers in every run.
  case temporary
  /// As `temporary`, with a virtual clock that begins at a fixed time: for pages of the manual.
  case deterministic
  /// To be thrown away: a copy of the sandbox in that directory, whose buckets it shares and which stays as it is; where
  /// there is none yet, one of the other kind. Its clock is virtual and stays so.
  case copy(of: String, orNew: SandboxKind)
  /// To be thrown away: nothing but an organization's name, for what is adopted from the API. Its clock is virtual and
  /// stays so.
  case empty(organization: String)
}

/// A sandbox of a session: the way of requests to it, and what steers it.
package struct LocalSandbox: Sendable {
  package var path: CallPath
  package let administration: any SandboxAdministration

  package init(path: CallPath, administration: any SandboxAdministration) {
    self.path = path
    self.administration = administration
  }
}

/// The process around the shell: descriptors, variables, size of the window.
package struct Surroundings: Sendable {
  package var environment: [String: String]
  package var workingDirectory: String
  package var inputIsTerminal: Bool
  package var outputIsTerminal: Bool
  package var errorIsTerminal: Bool
  package var usesColor: Bool
  package var colorsOutput: Bool { usesColor && outputIsTerminal }
  package var colorsErrors: Bool { usesColor && errorIsTerminal }
  /// Columns of a page of text.
  package var pageWidth: Int { width() ?? 80 }
  /// Cells of the terminal standard output goes to, nil where it is none.
  package var width: @Sendable () -> Int?
  package var write: @Sendable (StandardStream, String) -> Void
  /// All of standard input, to its end.
  package var readInput: @Sendable () -> [UInt8] = { [] }
  /// Why standard output could not be written, if so; a reader that went away is no failure.
  package var outputFailure: @Sendable () -> String? = { nil }

  package init(
    environment: [String: String], workingDirectory: String, inputIsTerminal: Bool, outputIsTerminal: Bool,
    errorIsTerminal: Bool, usesColor: Bool, width: @escaping @Sendable () -> Int?,
    write: @escaping @Sendable (StandardStream, String) -> Void
  ) {
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.inputIsTerminal = inputIsTerminal
    self.outputIsTerminal = outputIsTerminal
    self.errorIsTerminal = errorIsTerminal
    self.usesColor = usesColor
    self.width = width
    self.write = write
  }
}

/// Data goes to `output`; everything else to `error`.
package enum StandardStream: Sendable { case output, error }
