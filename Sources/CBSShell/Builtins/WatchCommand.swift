import CBSDiagnostics
import CBSInterpreter
import CBSLanguage

/// `watch COMMAND WORD…`: runs a reading command again and again, in place, until Ctrl-C.
struct Watch: Command {
  let session: Session
  let signature = Signature(
    "watch", "Run a command again and again, until Ctrl-C.", effect: .none,
    positionals: [
      AnyParameter(
        "word", ParameterType("COMMAND", .any, completing: "commands"), isRepeated: true, "The command and its words.")
    ],
    flags: [
      AnyParameter("every", .duration, "How long to pause; 2s unless said otherwise."),
      AnyParameter("count", .integer, "How often to run it; without end unless said otherwise."),
    ], examples: ["watch --count 1 endpoint get acme-gpt-oss-120b"])

  func run(_ invocation: Invocation) async throws -> Output {
    let words = invocation.all("word").map(\.description)
    let pause = invocation["every"]?.nanoseconds ?? 2_000_000_000
    var left: Int64 = .max
    if case .integer(let count)? = invocation["count"] { left = count }
    // Every word is quoted, so that no value becomes code or a flag.
    let text = words.map(Quoting.quote).joined(separator: " ")
    let source = Source(name: "watch", text: text)
    guard let (command, _) = session.interpreter.table.match(words) else {
      throw Fault(
        "unknown-command", "there is no command '\(words[0])'", status: .usage, at: invocation.span(of: "word"))
    }
    guard command.effect == .reads || command.effect == .none else {
      throw Fault(
        "not-watchable", "'\(command.name)' writes; only what reads is repeated", status: .usage,
        at: invocation.span(of: "word"))
    }
    while left > 0 {
      left -= 1
      if session.surroundings.outputIsTerminal { await invocation.host.write("\u{1B}[H\u{1B}[2J") }
      let status = await session.runText(source, isNested: true)
      guard status == .done else {
        throw Fault("watch-ended", "'\(text)' failed", status: status, at: invocation.span)
      }
      if left > 0 { try await invocation.host.sleep(nanoseconds: pause) }
    }
    return .none
  }
}
