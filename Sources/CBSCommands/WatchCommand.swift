import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSShell
import CBSText
import CBSValues

/// `watch COMMAND WORD…`: runs a command that may be repeated again and again, in place, until Ctrl-C.
struct Watch: Command {
  private static let words = Parameter<[Value]>(
    "word", "The command and its words.", type: ParameterType("COMMAND", .any, completing: .commands))
  private static let every = Parameter<Duration?>(flag: "every", "How long to pause; 2s unless said otherwise.")
  private static let count = Parameter<Int64?>(flag: "count", "How often to run it; without end unless said otherwise.")

  let session: Session
  let signature = Signature(
    "watch", "Run a command again and again, until Ctrl-C.", takes: [words, every, count], effect: .none,
    planning: .refused { $0.has(count) ? nil : "it runs until it is interrupted; --count ends it" },
    examples: ["watch --count 1 endpoint get acme-gpt-oss-120b"])

  func run(_ invocation: Invocation) async throws -> Output {
    // Every word is quoted, so that no value becomes code or a flag.
    let text = invocation[Self.words].map { Quoting.quote($0.description) }.joined(separator: " ")
    let source = Source(name: "watch", text: text)
    try requireRepeatable(source, invocation)
    var left = invocation[Self.count] ?? .max
    while left > 0 {
      left -= 1
      if session.surroundings.outputIsTerminal { await invocation.host.write("\u{1B}[H\u{1B}[2J") }
      let status = await session.runText(source, isNested: true)
      guard status == .done else {
        throw Fault(.watchEnded, "'\(text)' failed", status: status, at: invocation.span)
      }
      if left > 0 {
        try await invocation.host.sleep(nanoseconds: (invocation[Self.every] ?? .seconds(2)).nanoseconds)
      }
    }
    return .none
  }

  /// Refuses what nobody should repeat unattended, and what is no command: a statement such as `exit` or `wait`.
  /// What is wrong with it otherwise, its run says.
  private func requireRepeatable(_ source: Source, _ invocation: Invocation) throws(Fault) {
    let checked = session.checked(source, path: nil)
    guard checked.mayRun else { return }
    guard checked.orderedBindings.first?.span.lower == 0 else {
      throw Fault(
        .notWatchable, "'\(invocation[Self.words].first?.description ?? "")' is not a command", status: .usage,
        hint: "watch repeats one command that changes nothing", at: invocation.span(of: Self.words))
    }
    for binding in checked.orderedBindings where !binding.signature.repeats.holds(for: binding.constants) {
      throw Fault(
        .notWatchable, "'\(binding.signature.name)' is not repeated: only what changes nothing is", status: .usage,
        at: invocation.span(of: Self.words))
    }
  }
}
