import CBSInterpreter
import CBSLanguage
import CBSValues

/// `serve`: the sandbox as an HTTP server on loopback, until it is interrupted.
struct Serve: Command {
  let session: Session
  let signature = Signature(
    "serve", "Serve the sandbox on loopback, for other clients, until Ctrl-C.", effect: .none,
    flags: [
      Signature.Flag("port", .integer, "The port; any free one unless said otherwise."),
      Signature.Flag("temporary", "Serve a fresh sandbox that is removed at the end."),
      Signature.Flag("upstream", .text, "Hand inference to the OpenAI-compatible server at this URL."),
    ],
    details: """
      Prints one JSON line with base_url, org, management_key and inference_key when it listens: set them as
      CEREBRAS_BASE_URL, CEREBRAS_ORG, CEREBRAS_MANAGEMENT_API_KEY and CEREBRAS_API_KEY. A key for the
      upstream server is taken from CBS_UPSTREAM_API_KEY.
      """)

  func run(_ invocation: Invocation) async throws -> Output {
    if session.connection.sandbox == nil || invocation.has("temporary") {
      try await session.useSandbox(isTemporary: invocation.has("temporary"))
    }
    let sandbox = try session.requireSandbox(invocation)
    try await session.onSandbox(invocation) { try await $0.open() }
    var port = 0
    if case .integer(let number)? = invocation["port"] {
      guard (0...65535).contains(number) else {
        throw Fault("bad-argument", "a port is 0 to 65535", status: .usage, at: invocation.span(of: "port"))
      }
      port = Int(number)
    }
    if let upstream = invocation["upstream"]?.description {
      guard upstream.hasPrefix("http://") || upstream.hasPrefix("https://") else {
        throw Fault(
          "bad-argument", "'\(upstream)' is not a URL", status: .usage, hint: "as in http://127.0.0.1:8000",
          at: invocation.span(of: "upstream"))
      }
      let variable = "CBS_UPSTREAM_API_KEY"
      let key = session.surroundings.environment[variable].map { Secret($0, name: variable) }
      sandbox.forwardInference(to: upstream, over: session.world.network(), key: key)
    }
    let host = invocation.host
    do {
      try await session.world.serve(sandbox, port: port) { port in
        let line: JSON = [
          "base_url": .string("http://127.0.0.1:\(port)"), "org": .string(sandbox.organization),
          "management_key": .string(sandbox.managementKey.reveal(for: .sandboxKeys)),
          "inference_key": .string(sandbox.inferenceKey.reveal(for: .sandboxKeys)),
        ]
        await host.write(line.text + "\n")
      }
    } catch is CancellationError {
      return .none
    } catch {
      throw Fault("cannot-serve", "port \(port) of 127.0.0.1 cannot be served: \(error)", at: invocation.span)
    }
    return .none
  }
}
