import CBSDiagnostics
import CBSCatalog
import CBSClient
import CBSInterpreter
import CBSLanguage
import CBSShell
import CBSValues

/// `serve`: the sandbox as an HTTP server on loopback, until it is interrupted.
struct Serve: Command {
  private static let port = Parameter<Int64?>(
    flag: "port", "The port; any free one unless said otherwise.", within: 0...65_535)
  private static let temporary = Switch("temporary", "Serve a fresh sandbox that is removed at the end.")
  private static let upstream = Parameter<String?>(
    flag: "upstream", "Hand inference to the OpenAI-compatible server at this URL.")

  let session: Session
  let signature = Signature(
    "serve", "Serve the sandbox on loopback, for other clients, until Ctrl-C.", takes: [port, temporary, upstream],
    effect: .none, planning: .refused("it runs until it is interrupted"),
    details: """
      Prints one JSON line with base_url, org, management_key and inference_key when it listens: set them as
      CEREBRAS_BASE_URL, CEREBRAS_ORG, CEREBRAS_MANAGEMENT_API_KEY and CEREBRAS_API_KEY. A key for the
      upstream server is taken from CBS_UPSTREAM_API_KEY.
      """)

  func run(_ invocation: Invocation) async throws -> Output {
    if session.connection.sandbox == nil || invocation[Self.temporary] {
      try await session.useSandbox(isTemporary: invocation[Self.temporary])
    }
    let sandbox = try session.requireSandbox(invocation)
    try await session.onSandbox(invocation) { try await $0.open() }
    let port = Int(invocation[Self.port] ?? 0)
    var served = session.connection.path.wire
    if let upstream = invocation[Self.upstream] {
      guard upstream.hasPrefix("http://") || upstream.hasPrefix("https://") else {
        throw Fault(
          .badArgument, "'\(upstream)' is not a URL", status: .usage, hint: "as in http://127.0.0.1:8000",
          at: invocation.span(of: Self.upstream))
      }
      let variable = "CBS_UPSTREAM_API_KEY"
      let key = session.surroundings.environment[variable].map { Secret($0, name: variable) }
      served = sandbox.forwardingInference(to: upstream, over: session.world.network(), key: key)
    }
    let host = invocation.host
    do {
      try await session.world.serve(served, port: port) { port in
        let line: JSON = [
          "base_url": .string("http://127.0.0.1:\(port)"), "org": .string(sandbox.keys.organization),
          "management_key": .string(sandbox.keys.management.reveal(for: .sandboxKeys)),
          "inference_key": .string(sandbox.keys.inference.reveal(for: .sandboxKeys)),
        ]
        await host.write(line.text + "\n")
      }
    } catch is CancellationError {
      return .none
    } catch {
      throw Fault(.cannotServe, "port \(port) of 127.0.0.1 cannot be served: \(error)", at: invocation.span)
    }
    return .none
  }
}
