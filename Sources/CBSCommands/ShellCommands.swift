import CBSCatalog
import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSManual
import CBSSettings
import CBSShell
import CBSValues
import OrderedCollections

/// The commands of the shell itself.
enum ShellCommands {
  static func all(_ session: Session) -> [any Command] {
    [
      Print(), Quote(), Clear(session: session), Use(session: session), History(session: session),
      Help(session: session), Run(session: session),
    ]
  }
}

/// `print WORD…`: the words with one blank between, and a line break.
struct Print: Command {
  private static let words = Parameter<[Value]>("word", "What is printed.", isRequired: false)

  let signature = Signature(
    "print", "Print words on standard output.", takes: [words], answers: .null, effect: .none, repeats: .always,
    showsArguments: true, examples: [#"print "two and two is $(2 + 2)""#])

  func run(_ invocation: Invocation) async throws -> Output {
    await invocation.host.write(invocation[Self.words].map(\.description).joined(separator: " ") + "\n")
    return .none
  }
}

/// `quote TEXT`: the text as one word of the language.
struct Quote: Command {
  private static let text = Parameter<Value>("text", "The text.")

  let signature = Signature(
    "quote", "Show a string as one word of the language.", takes: [text], effect: .none, repeats: .always,
    showsArguments: true, examples: [#"quote "it's here""#])

  func run(_ invocation: Invocation) async throws -> Output {
    Output(.string(Quoting.quote(invocation[Self.text].description)))
  }
}

/// `clear`: an empty window.
struct Clear: Command {
  let session: Session
  let signature = Signature("clear", "Clear the window.", effect: .none, repeats: .always, examples: ["clear"])

  func run(_ invocation: Invocation) async throws -> Output {
    if session.surroundings.outputIsTerminal { await invocation.host.write("\u{1B}[H\u{1B}[2J") }
    return .none
  }
}

/// `use ARCH`: what bare version ids refer to, and the default endpoint.
struct Use: Command {
  private static let architecture = Parameter<ArchitectureID?>(
    "arch", "The architecture; without it, show what is in use.")
  private static let endpoint = Parameter<EndpointID?>(
    flag: "endpoint", "The endpoint of the prompt and of commands that leave it out.")

  let session: Session
  let signature = Signature(
    "use", "Choose the architecture that bare version ids refer to.", takes: [architecture, endpoint], effect: .none,
    repeats: .when { !$0.has(architecture) && !$0.has(endpoint) }, makesStale: true,
    examples: ["use gpt-oss-120b --endpoint acme-gpt-oss-120b"])

  func run(_ invocation: Invocation) async throws -> Output {
    let arch = invocation[Self.architecture]?.text
    let endpoint = invocation[Self.endpoint]?.text
    if arch == nil, endpoint == nil {
      let (arch, endpoint) = session.inUse
      return Output(
        Value(json: ["arch": arch.map(JSON.string) ?? .null, "endpoint": endpoint.map(JSON.string) ?? .null]))
    }
    session.use(architecture: arch, endpoint: endpoint)
    return .none
  }
}

/// `history`: the lines typed so far, as data.
struct History: Command {
  private static let text = Parameter<String?>("text", "Only lines that contain this string.")
  private static let last = Parameter<Int64?>(
    flag: "last", letter: "n", "How many lines at most; 50 unless said otherwise.")
  private static let clear = Switch("clear", "Forget all lines.")

  let session: Session
  let signature = Signature(
    "history", "Show the lines typed at the prompt.", takes: [text, last, clear],
    answers: .list(.record([.init("time", "When.", .time), .init("line", "What was typed.", .string)])),
    columns: ["time", "line"], effect: .none, repeats: .when { !$0[clear] },
    planning: .changes { $0[clear] ? .init(.destroys, "all lines typed at the prompt") : nil },
    examples: ["history --last 5"])

  func run(_ invocation: Invocation) async throws -> Output {
    guard let history = session.history else { return Output(.list([]), columns: ["time", "line"]) }
    if invocation[Self.clear] {
      try history.clear()
      return .none
    }
    let limit = Int(clamping: max(0, invocation[Self.last] ?? 50))
    let entries = history.search(invocation[Self.text] ?? "", limit: limit).reversed()
    let rows = entries.map { entry in
      Value.record(["time": .time(entry.time), "line": .string(entry.line)])
    }
    return Output(.list(rows), columns: ["time", "line"])
  }
}

/// `help [TOPIC…]`
struct Help: Command {
  private static let topic = Parameter<[String]>(
    "topic", "A command, its first word, or a topic.", type: ParameterType("TOPIC", completing: .topics),
    isRequired: false)

  let session: Session
  let signature = Signature(
    "help", "Show what a command takes, or a topic of the language.", takes: [topic], effect: .none, repeats: .always,
    examples: ["help alias move"])

  func run(_ invocation: Invocation) async throws -> Output {
    let topic = invocation[Self.topic].joined(separator: " ")
    let book = session.helpBook
    guard let text = book.topic(topic.isEmpty ? nil : topic, width: session.surroundings.pageWidth) else {
      let nearest = topic.nearest(among: book.topics)
      throw Fault(
        .unknownTopic, "there is no help on '\(topic)'", status: .usage,
        hint: nearest.map { "did you mean '\($0)'?" } ?? "'help' lists what there is",
        at: invocation.span(of: Self.topic))
    }
    await invocation.host.write(text.hasSuffix("\n") ? text : text + "\n")
    return .none
  }
}

/// `run FILE [--NAME VALUE]…`: a script, in this session's place but with its own variables.
struct Run: Command {
  static let file = Parameter<String>("file", "The script.", type: .file)
  static let arguments = Parameter<[Value]>(
    "argument", "Its arguments: --name value, --name=value or name=value.", isRequired: false)

  let session: Session
  let signature = Signature(
    "run", "Run a script.", takes: [file, arguments], effect: .none, forwardsFlags: true,
    examples: ["run hello.cbs --name Ada", "run hello.cbs --help"],
    details: "What a script takes, its own 'param' lines say: 'run FILE --help' shows it.")

  func run(_ invocation: Invocation) async throws -> Output {
    let path = invocation[Self.file]
    let status = try await session.callScript(
      path: path, at: invocation.span(of: Self.file), words: ScriptWord.words(of: invocation)
    ).status
    guard status == .done else {
      throw Fault(.scriptFailed, "'\(path)' ended with exit code \(status.code)", status: status, at: invocation.span)
    }
    return .none
  }
}
