import CBSCatalog
import CBSClient
@testable import CBSCommands
import CBSInterpreter
import CBSSandbox
import CBSShell
import CBSValues
import FoundationEssentials
import Synchronization

/// A world of deterministic sandboxes under one folder, which keeps what reaches the user's own sandbox and the network.
final class SandboxWorld: World {
  /// What stands for the API behind the network.
  let api: Sandbox
  let sentToAPI = SentRequests()
  let sentToOwn = SentRequests()
  let folder = TemporaryFolder()
  private let printed = Mutex<(output: String, errors: String)>(("", ""))

  var clock: any Clock<Duration> { ContinuousClock() }

  init(organization: String = "globex") {
    var options = SandboxOptions.deterministic
    options.beginning = .empty(organization: organization)
    options.checksWeights = false
    api = Sandbox(directory: folder.path + "/api", options: options)
  }

  func network() -> any Transport { Recorded(base: api, requests: sentToAPI) }

  func sandbox(at directory: String, kind: SandboxKind) -> LocalSandbox {
    var options = SandboxOptions.deterministic
    var requests = SentRequests()
    switch kind {
    case .own: requests = sentToOwn
    case .temporary, .deterministic: break
    case .copy(let original, _):
      options.beginning = .copy(of: original)
      options.clockStaysVirtual = true
    case .empty(let organization):
      options.clockStaysVirtual = true
      options.beginning = .empty(organization: organization)
      options.checksWeights = false
    }
    let sandbox = Sandbox(directory: directory, options: options)
    return LocalSandbox(path: CallPath(wire: Recorded(base: sandbox, requests: requests)), administration: sandbox)
  }

  func serve(
    _ transport: any Transport, port: Int, listening: @escaping @Sendable (Int) async -> Void
  ) async throws {}

  /// Runs the program; what it ends with and what it wrote.
  func run(
    _ words: [String], variables: [String: String] = [:]
  ) async -> (status: Int32, output: String, errors: String) {
    printed.withLock { $0 = ("", "") }
    let surroundings = Surroundings(
      environment: ["HOME": folder.path + "/home"].merging(variables) { $1 }, workingDirectory: folder.path,
      inputIsTerminal: false, outputIsTerminal: false, errorIsTerminal: false, usesColor: false, width: { nil },
      write: { [self] stream, text in
        printed.withLock { if stream == .output { $0.output += text } else { $0.errors += text } }
      })
    let program = Program(
      world: self, surroundings: surroundings, commands: Builtins.commands,
      makeLines: { PlainLines(surroundings: $0.surroundings, entries: $0.entries) })
    let status = await program.run(words)
    return printed.withLock { (status.code, $0.output, $0.errors) }
  }
}

/// Requests as they came.
final class SentRequests: Sendable {
  private let requests = Mutex<[Request]>([])

  func add(_ request: Request) { requests.withLock { $0.append(request) } }
  var all: [Request] { requests.withLock { $0 } }

  /// The requests that are not answered the same whoever asks: method, path and body of each.
  var writes: [String] {
    all.filter { $0.method != .get && $0.path.hasPrefix("/management/") }.map {
      "\($0.method.rawValue) \($0.path) \(String(decoding: $0.body ?? [], as: UTF8.self))"
    }
  }
}

private struct Recorded: Transport {
  let base: any Transport
  let requests: SentRequests

  func send(_ request: Request, within limit: Duration) async throws -> Response {
    requests.add(request)
    return try await base.send(request, within: limit)
  }
}
