import CBSDiagnostics
import CBSCatalog
import CBSClient
import CBSInterpreter
import CBSLanguage
import CBSShell
import CBSValues

/// The commands that send prompts.
enum InferenceCommands {
  static func all(_ session: Session) -> [any Command] {
    [Infer(session: session), Chat(session: session)]
  }
}

/// `infer E PROMPT…`: one answer, shown as it streams.
struct Infer: Command {
  private static let noStream = Switch("no-stream", "Ask for the whole answer at once.")

  let base: EndpointCommand<ChatCompletion>
  let signature: Signature

  init(session: Session) {
    base = EndpointCommand(ChatCompletion.self, session: session)
    var signature = ChatCompletion.signature
    signature.add([Self.noStream.erased, CommonFlags.dryRun.erased])
    signature.details = """
      On its own line the text appears as it arrives. In an expression nothing is shown, and the answer is a record:
      (infer ENDPOINT 'Say "ok".').text
      """
    self.signature = signature
  }

  func run(_ invocation: Invocation) async throws -> Output {
    let session = base.session
    let call = try base.call(from: invocation)
    if invocation[CommonFlags.dryRun] { return try session.dryRun(call, of: invocation) }
    let showsText = invocation.isStatement && session.showsText
    var output: Output
    if showsText, !invocation[Self.noStream] {
      let answer = try await session.stream(call, invocation: invocation)
      await session.showEnd(of: answer, text: "", host: invocation.host)
      output = Output(answer, of: ChatCompletion.self)
    } else {
      let answer = try await session.send(call, invocation: invocation)
      if showsText { await session.showEnd(of: answer, text: answer.text, host: invocation.host) }
      output = Output(answer, of: ChatCompletion.self)
    }
    output.isShown = showsText
    return output
  }
}

/// `chat E`: a conversation at the prompt.
struct Chat: Command {
  private static let model = ChatCompletion.model
  private static let system = Parameter<String?>(flag: "system", "Instructions for the model, before the prompt.")

  let session: Session
  let signature = Signature(
    "chat", "Talk with an endpoint, line by line; Ctrl-D ends it.", takes: [model, system], effect: .reads,
    key: .inference, repeats: .never,
    details: "Each line is sent with all that was said before. It needs a terminal; scripts use 'infer'.")

  func run(_ invocation: Invocation) async throws -> Output {
    guard session.surroundings.inputIsTerminal, let lines = session.lines else {
      throw Fault(
        .noTerminal, "'chat' needs a terminal", status: .usage, hint: "use 'infer' in a script", at: invocation.span)
    }
    var conversation = Conversation([])
    if let system = invocation[Self.system] {
      conversation.messages.append(ChatMessage(role: .system, text: system))
    }
    let prompt = PromptLine(first: "you> ", continuation: "...> ")
    while case .line(let line) = await lines.next(prompt) {
      guard !line.allSatisfy(\.isWhitespace) else { continue }
      conversation.messages.append(ChatMessage(role: .user, text: line))
      let call = try session.call(ChatCompletion.self, at: invocation) { draft in
        draft[ChatCompletion.model] = invocation[Self.model]
        draft[ChatCompletion.messages] = conversation
      }
      let answer = try await session.stream(call, invocation: invocation)
      await session.showEnd(of: answer, text: "", host: invocation.host)
      conversation.messages.append(ChatMessage(role: .assistant, text: answer.text))
    }
    return .none
  }
}

extension Session {
  /// Ends the streamed text with a line break, and tells on standard error what answered.
  func showEnd(of answer: ChatCompletion.Output, text: String, host: any Host) async {
    await host.write(text + "\n")
    if plan?.isVerbose == false { return }
    let tokens = answer.usage.map { " · \($0.completion) tokens" } ?? ""
    notice("— \(answer.fingerprint ?? answer.model)\(tokens)")
  }
}
