import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSValues
import OrderedCollections
import Synchronization

/// `print WORD…`: the words with one blank between, and a line break.
struct Print: Command {
  let signature = Signature(
    "print", "Print words on standard output.", effect: .none,
    positionals: [
      Signature.Positional("word", .any, isRequired: false, isRepeated: true, "What is printed.")
    ], examples: [#"print "two and two is $(2 + 2)""#], showsArguments: true, answer: .null)

  func run(_ invocation: Invocation) async throws -> Output {
    await invocation.host.write(invocation.all("word").map(\.description).joined(separator: " ") + "\n")
    return .none
  }
}

/// `quote TEXT`: the text as one word of the language.
struct Quote: Command {
  let signature = Signature(
    "quote", "Show a text as one word of the language.", effect: .none,
    positionals: [Signature.Positional("text", .any, "The text.")], examples: [#"quote "it's here""#],
    showsArguments: true)

  func run(_ invocation: Invocation) async throws -> Output {
    Output(.text(Quoting.quote(invocation["text"]?.description ?? "")))
  }
}

/// `clear`: an empty window.
struct Clear: Command {
  let session: Session
  let signature = Signature("clear", "Clear the window.", effect: .none, examples: ["clear"])

  func run(_ invocation: Invocation) async throws -> Output {
    if session.surroundings.outputIsTerminal { await invocation.host.write("\u{1B}[H\u{1B}[2J") }
    return .none
  }
}

/// `use ARCH`: what bare version ids refer to, and the default endpoint.
struct Use: Command {
  let session: Session
  let signature = Signature(
    "use", "Choose the architecture that bare version ids refer to.", effect: .none,
    positionals: [
      Signature.Positional(
        "arch", .architecture, isRequired: false, "The architecture; without it, show what is in use.")
    ],
    flags: [Signature.Flag("endpoint", .endpoint, "The endpoint of the prompt and of commands that leave it out.")],
    examples: ["use gpt-oss-120b --endpoint acme-gpt-oss-120b"])

  func run(_ invocation: Invocation) async throws -> Output {
    let arch = invocation["arch"]?.json.string
    let endpoint = invocation["endpoint"]?.description
    if arch == nil, endpoint == nil {
      let (arch, endpoint) = session.state.withLock { ($0.architecture, $0.endpoint) }
      return Output(
        Value(json: ["arch": arch.map(JSON.string) ?? .null, "endpoint": endpoint.map(JSON.string) ?? .null]))
    }
    session.state.withLock { state in
      if let arch { state.architecture = arch }
      state.endpoint =
        endpoint ?? state.snapshot.endpoints.first { $0.arch == state.architecture }?.id ?? state.endpoint
    }
    session.refreshSnapshot()
    return .none
  }
}

/// `history`: the lines typed so far, as data.
struct History: Command {
  let session: Session
  let signature = Signature(
    "history", "Show the lines typed at the prompt.", effect: .none,
    positionals: [Signature.Positional("text", .text, isRequired: false, "Only lines that hold this text.")],
    flags: [
      Signature.Flag("last", letter: "n", .integer, "How many lines at most; 50 unless said otherwise."),
      Signature.Flag("clear", "Forget all lines."),
    ], examples: ["history --last 5"],
    answer: .list(.record([.init("time", "When.", .time), .init("line", "What was typed.", .text)])))

  func run(_ invocation: Invocation) async throws -> Output {
    guard let history = session.history else { return Output(.list([]), columns: ["time", "line"]) }
    if invocation.has("clear") {
      try history.clear()
      return .none
    }
    var limit = 50
    if case .integer(let last)? = invocation["last"] { limit = Int(clamping: max(0, last)) }
    let entries = history.search(invocation["text"]?.description ?? "", limit: limit).reversed()
    let rows = entries.map { entry in
      Value.record(["time": .time(entry.time), "line": .text(entry.line)])
    }
    return Output(.list(rows), columns: ["time", "line"])
  }
}

/// `help [TOPIC…]`
struct Help: Command {
  let session: Session
  let signature = Signature(
    "help", "Show what a command takes, or a topic of the language.", effect: .none,
    positionals: [
      Signature.Positional(
        "topic", ParameterType("TOPIC", completing: "commands"), isRequired: false, isRepeated: true,
        "A command, its first word, or a topic.")
    ], examples: ["help alias move"])

  func run(_ invocation: Invocation) async throws -> Output {
    let topic = invocation.all("topic").map(\.description).joined(separator: " ")
    let book = session.helpBook
    guard let text = book.topic(topic.isEmpty ? nil : topic, width: session.surroundings.width() ?? 80) else {
      let nearest = topic.nearest(among: book.topics)
      throw Fault(
        "unknown-topic", "there is no help on '\(topic)'", status: .usage,
        hint: nearest.map { "did you mean '\($0)'?" } ?? "'help' lists what there is", at: invocation.span(of: "topic"))
    }
    await invocation.host.write(text.hasSuffix("\n") ? text : text + "\n")
    return .none
  }
}

/// `run FILE [--NAME VALUE]…`: a script, in this session's place but with its own variables.
struct Run: Command {
  let session: Session
  let signature: Signature

  init(session: Session) {
    self.session = session
    var signature = Signature(
      "run", "Run a script.", effect: .none,
      positionals: [
        Signature.Positional("file", .file, "The script."),
        Signature.Positional(
          "argument", .any, isRequired: false, isRepeated: true,
          "Its arguments: --name value, --name=value or name=value."),
      ], examples: ["run hello.cbs --name Ada", "run hello.cbs --help"],
      details: "What a script takes, its own 'param' lines say: 'run FILE --help' shows it.")
    signature.forwardsFlags = true
    self.signature = signature
  }

  func run(_ invocation: Invocation) async throws -> Output {
    let path = invocation["file"]?.description ?? ""
    let words = ScriptWord.words(of: invocation, repeated: "argument")
    let status = try await session.callScript(path: path, at: invocation.span(of: "file"), words: words).status
    guard status == .done else {
      throw Fault("script-failed", "'\(path)' ended with exit code \(status.code)", status: status, at: invocation.span)
    }
    return .none
  }
}
