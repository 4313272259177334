import CBSDiagnostics
import Dispatch
import FoundationEssentials
import Glibc
import Synchronization
import TestSupport

/// A home of its own for the programs of one test; gone at the end, with whatever still runs.
final class Fixture: Sendable {
  /// The package's folder.
  static let root = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 }

  /// The built program; `CBS_PROGRAM` names another.
  static let program = ProcessInfo.processInfo.environment["CBS_PROGRAM"] ?? root + "/.build/debug/cbs"

  let home: String
  let environment: [String: String]
  private let counter = Mutex(0)

  /// - Parameter settings: further lines of the settings file.
  init(settings: String = "") throws {
    home = FileManager.default.temporaryDirectory.path + "/cbs-test-\(UInt64.random(in: 0...(.max)))"
    environment = [
      "HOME": home, "XDG_CONFIG_HOME": home + "/config", "XDG_STATE_HOME": home + "/state",
      "XDG_CACHE_HOME": home + "/cache", "TERM": "xterm-256color", "NO_COLOR": "1", "PATH": "/usr/bin:/bin",
      "TMPDIR": home + "/tmp", "LANG": "C.UTF-8",
    ]
    for folder in ["config/cbs", "state", "cache", "tmp"] {
      try FileManager.default.createDirectory(atPath: home + "/" + folder, withIntermediateDirectories: true)
    }
    _ = try file("config/cbs/config.toml", "prompt = \"{n}:{profile}{live}> \"\n" + settings)
  }

  deinit { try? FileManager.default.removeItem(atPath: home) }

  /// Writes a file below the home; its path.
  func file(_ name: String, _ text: String) throws -> String {
    let path = home + "/" + name
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  func contents(_ path: String) -> String {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// Starts the program without a terminal.
  ///
  /// - Parameters:
  ///   - input: path of the file on its standard input.
  ///   - variables: environment variables besides the usual ones.
  func start(
    _ arguments: [String], input: String = "/dev/null", variables: [String: String] = [:]
  ) throws -> RunningProgram {
    let number = counter.withLock { number in
      number += 1
      return number
    }
    return try RunningProgram(
      fixture: self, arguments: arguments, input: input, outputs: (home + "/out.\(number)", home + "/err.\(number)"),
      environment: environment.merging(variables) { $1 })
  }

  /// Runs the program to its end.
  func run(
    _ arguments: [String], input: String = "/dev/null", variables: [String: String] = [:],
    within limit: Duration = .seconds(60)
  ) async throws -> Outcome {
    try await start(arguments, input: input, variables: variables).end(within: limit)
  }

  /// Opens the prompt on a terminal and waits until it can be typed at.
  func openPrompt(
    _ arguments: [String] = [], variables: [String: String] = [:], columns: Int = 100, rows: Int = 30
  ) async throws -> PromptSession {
    let session = try PromptSession(
      fixture: self, arguments, environment: environment.merging(variables) { $1 }, columns: columns, rows: rows)
    try await session.terminal.waitFor("0:sandbox>")
    return session
  }
}

/// How a program ended and what it wrote.
struct Outcome: CustomStringConvertible {
  let status: Int32
  let output: String
  let errors: String

  var description: String { "status \(status), output \(output.debugDescription), errors \(errors.debugDescription)" }
}

/// A test that waited in vain.
struct WaitFailure: Error, CustomStringConvertible {
  let description: String
}

/// A started program, its outputs going to files; ended when nobody holds it any more.
final class RunningProgram: Sendable {
  let process: pid_t
  private let fixture: Fixture
  private let outputs: (output: String, errors: String)
  private let hasEnded = Mutex(false)

  init(
    fixture: Fixture, arguments: [String], input: String, outputs: (String, String), environment: [String: String]
  ) throws {
    self.fixture = fixture
    self.outputs = outputs
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, outputs.0, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, outputs.1, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The threads of tests block signals, which programs would inherit.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var usual = sigset_t()
    sigemptyset(&usual)
    for signal in [SIGINT, SIGTERM, SIGQUIT, SIGPIPE] { sigaddset(&usual, signal) }
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let words = ([Fixture.program] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var process = pid_t()
    let refused = posix_spawn(&process, Fixture.program, &actions, &attributes, words, variables)
    self.process = process
    guard refused == 0 else {
      hasEnded.withLock { $0 = true }
      throw WaitFailure(description: "cannot start \(Fixture.program): errno \(refused)")
    }
  }

  deinit { stop() }

  var output: String { fixture.contents(outputs.output) }
  var errors: String { fixture.contents(outputs.errors) }

  /// Sends a signal. The corresponding C function is `kill`.
  func signal(_ number: Int32) {
    hasEnded.withLock { if !$0 { kill(process, number) } }
  }

  /// Ends it as `kill -9` does, and waits until it is gone.
  func stop() {
    hasEnded.withLock { hasEnded in
      guard !hasEnded else { return }
      hasEnded = true
      kill(process, SIGKILL)
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
  }

  /// Waits for the end; past the limit the program is killed and the wait fails.
  func end(within limit: Duration = .seconds(60)) async throws -> Outcome {
    let status = try await Waiting.until("the end of the program", within: limit) { [weak self] in self?.reap() }
    return Outcome(status: status, output: output, errors: errors)
  }

  /// Waits until the first line is on standard output.
  func firstLine(within limit: Duration = .seconds(30)) async throws -> String {
    try await Waiting.until("a line from the program; it says \(errors)", within: limit) { [weak self] in
      guard let output = self?.output else { return nil }
      return output.firstIndex(of: "\n").map { String(output[..<$0]) }
    }
  }

  private func reap() -> Int32? {
    hasEnded.withLock { hasEnded in
      var status: Int32 = 0
      guard !hasEnded, waitpid(process, &status, WNOHANG) == process else { return nil }
      hasEnded = true
      return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }
  }
}

/// Waiting for a state of the world, with an end to it.
enum Waiting {
  /// Looks every few milliseconds, on a thread that tests do not need.
  ///
  /// `look` holds its objects weakly where their end has work to do: it may outlive the test by a moment.
  static func until<Value: Sendable>(
    _ wish: String, within limit: Duration, _ look: @escaping @Sendable () -> Value?
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        let end = ContinuousClock.now + limit
        while true {
          if let value = look() { return continuation.resume(returning: value) }
          if ContinuousClock.now > end {
            return continuation.resume(throwing: WaitFailure(description: "waited in vain for \(wish)"))
          }
          usleep(3000)
        }
      }
    }
  }
}
