import CBSCatalog
import CBSClient
import CBSInterpreter
import CBSLanguage
import CBSValues
import Synchronization

/// `infer E PROMPT…`: one answer, shown as it streams.
struct Infer: Command {
  let base: EndpointCommand<ChatCompletion>
  let signature: Signature

  init(session: Session) {
    base = EndpointCommand(ChatCompletion.self, session: session)
    let declared = base.signature
    // Inference changes nothing at the server: it is asked for freely, on production too.
    signature = Signature(
      declared.name, declared.summary, effect: .reads, positionals: declared.positionals,
      flags: declared.flags.filter { $0.name != "yes" } + [
        Signature.Flag("no-stream", "Ask for the whole answer at once.")
      ], examples: declared.examples,
      details: """
        On its own line the text appears as it arrives. In an expression nothing is shown, and the answer is a record:
        (infer ENDPOINT 'Say "ok".').text
        """, answer: declared.answer)
  }

  func run(_ invocation: Invocation) async throws -> Output {
    let session = base.session
    let call = try await base.call(from: invocation)
    if invocation.has("dry-run") { return try session.dryRun(call, of: invocation) }
    let showsText = invocation.isStatement && session.showsText
    guard showsText, !invocation.has("no-stream") else {
      let answer = try await session.send(call, invocation: invocation)
      if showsText { await session.showEnd(of: answer, text: answer.text, host: invocation.host) }
      var output = base.output(of: answer)
      output.isShown = showsText
      return output
    }
    let answer = try await session.stream(call, invocation: invocation)
    await session.showEnd(of: answer, text: "", host: invocation.host)
    var output = base.output(of: answer)
    output.isShown = true
    return output
  }
}

/// `chat E`: a conversation at the prompt.
struct Chat: Command {
  let base: EndpointCommand<ChatCompletion>
  let signature: Signature

  init(session: Session) {
    base = EndpointCommand(ChatCompletion.self, session: session)
    signature = Signature(
      "chat", "Talk with an endpoint, line by line; Ctrl-D ends it.", effect: .reads,
      positionals: [base.signature.positionals[0]],
      flags: [Signature.Flag("system", .text, "What the model is told first.")],
      details: "Each line is sent with all that was said before. It needs a terminal; scripts use 'infer'.")
  }

  func run(_ invocation: Invocation) async throws -> Output {
    let session = base.session
    guard session.surroundings.inputIsTerminal, let lines = session.lines else {
      throw Fault(
        "no-terminal", "'chat' needs a terminal", status: .usage, hint: "use 'infer' in a script", at: invocation.span)
    }
    var messages: [JSON] = []
    if let system = invocation["system"]?.description {
      messages.append(["role": "system", "content": .string(system)])
    }
    let prompt = PromptLine(first: "you> ", continuation: "...> ")
    while case .line(let line) = await lines.next(prompt) {
      guard !line.allSatisfy(\.isWhitespace) else { continue }
      messages.append(["role": "user", "content": .string(line)])
      let call = try session.chatCall(
        to: invocation["endpoint"] ?? invocation["model"] ?? .null, messages: messages, invocation: invocation)
      let answer = try await session.stream(call, invocation: invocation)
      await session.showEnd(of: answer, text: "", host: invocation.host)
      messages.append(["role": "assistant", "content": .string(answer.text)])
    }
    return .none
  }
}

extension Session {
  /// Whether answers are shown to people, so that text may stream.
  var showsText: Bool { state.withLock { $0.format == nil || $0.format == .table } }

  /// Ends the streamed text with a line break, and tells on standard error what answered.
  func showEnd(of answer: ChatCompletion.Output, text: String, host: any Host) async {
    await host.write(text + "\n")
    if plan?.isVerbose == false { return }
    let tokens = answer.usage.map { " · \($0.completion) tokens" } ?? ""
    notice("— \(answer.fingerprint ?? answer.model)\(tokens)")
  }
}
