import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSManual
import CBSShell
import CBSValues
import OrderedCollections

/// `script plan FILE [NAME=VALUE]…`: what a script would do, without doing it.
struct PlanScript: Command {
  private static let verbose = Switch("verbose", "Show each read and the script's own output too.")

  let session: Session
  let signature = Signature(
    "script plan", "Show what a script would change, and change nothing.", takes: [Run.file, Run.arguments, verbose],
    fields: [
      .init(
        "steps", "What would change something, in order.",
        .list(
          .record([
            .init("number"), .init("effect", "writes or destroys."), .init("local", "Whether it is no request."),
            .init("on", "Where it would go."), .init("file"), .init("line"), .init("command"),
            .init("asks", "Whether it asks first."), .init("method"), .init("path"), .init("body"),
            .init("change", "What it changes: kind, resource, fields before and after."),
            .init("outcome", "What is to be said where nothing changes."),
          ]))),
      .init(
        "counts", "Requests by effect, and changes of this machine.",
        .record([.init("reads"), .init("writes"), .init("destroys"), .init("local")])),
      .init("sent", "Reads that were really sent to an API."),
      .init("played_inference", "Model responses made up for the plan."),
    ], effect: .reads, repeats: .never, forwardsFlags: true, reportsOwnErrors: true,
    planning: .refused("a plan within a plan says nothing new"),
    examples: ["script plan hello.cbs --name Ada"],
    details: """
      The script runs to its end on a copy of what is there, whose clock takes no time: of the sandbox, or of the API,
      whose state is read first. What writes changes the copy alone and is listed: the request without secrets, and the
      version or endpoint before and after. Numbers of new versions are those that come next as far as can be seen.
      Models of a real API are not asked: the copy responds for them. Exit code 2 where the script would fail.
      From another shell: cbs plan FILE; options of cbs come before FILE.
      """)

  func run(_ invocation: Invocation) async throws -> Output {
    let path = invocation[Run.file]
    let words = ScriptWord.words(of: invocation)
    if try showsHelp(on: path, words, invocation) { return .none }
    let shows = invocation.isStatement && session.showsText
    let isVerbose = invocation[Self.verbose]
    var show: (@Sendable (String) -> Void)?
    if shows { show = { [session] in session.write(.output, $0) } }
    let surroundings = session.surroundings
    let listing = PlanListing(
      showsReads: isVerbose, isColored: surroundings.colorsOutput, show: show)
    let plan = Plan(in: session, listing: listing, isVerbose: isVerbose && shows)
    let planned = Session(planning: plan, in: session)
    defer {
      planned.end()
      plan.end()
    }
    let result = try await planned.callScript(path: path, at: invocation.span(of: Run.file), words: words)
    try Task.checkCancellation()
    plan.flush()
    guard plan.failure == nil, result.isRehearsed else { throw failure(of: path, result, plan, at: invocation) }
    if result.status != .done { listing.say("the script ends with exit code \(result.status.code)") }
    listing.say(listing.summary(sent: plan.sent))
    var members = listing.json(sent: plan.sent).object ?? [:]
    members["exit"] = .integer(Int64(result.status.code))
    return Output(Value(json: .object(members)), isShown: shows)
  }

  /// Whether the words ask what the script takes; then that is shown.
  private func showsHelp(on path: String, _ words: [ScriptWord], _ invocation: Invocation) throws(Fault) -> Bool {
    // Only a word can ask for help.
    guard !words.isEmpty else { return false }
    let parsed = Parser.parse(try session.script(at: path, named: invocation.span(of: Run.file)))
    let interface = ScriptInterface(parsed)
    guard parsed.diagnostics.isEmpty, interface.asksHelp(words) else { return false }
    let page = HelpBook.page(of: interface.signature(runner: "plan"), width: session.surroundings.pageWidth)
    session.write(.output, page)
    return true
  }

  /// Why there is no plan, or none to the end; with what there is of it.
  private func failure(of path: String, _ result: RunResult, _ plan: Plan, at invocation: Invocation) -> Fault {
    guard result.statementCount > 0 || plan.failure != nil else {
      return Fault(.noPlan, "'\(path)' cannot be planned", status: .usage)
    }
    plan.listing.say(plan.listing.summary(sent: plan.sent))
    var members = plan.listing.json(sent: plan.sent).object ?? [:]
    if let fault = plan.failure ?? result.fault ?? result.checkFailures.first {
      members["failure"] = [
        "code": .string(fault.code.name), "message": .string(session.redactor.redact(fault.message)),
      ]
    }
    let thrown = Value(json: .object(members))
    // A script that has caught it is not believed: it went on with what nobody knows.
    if let fault = plan.failure, result.fault?.message != fault.message {
      return Fault(
        .notPlanned, "'\(path)' cannot be planned: \(fault.message)", status: .usage, hint: fault.hint,
        at: invocation.span, thrown: thrown)
    }
    let (code, message): (ErrorCode, String) =
      plan.failure == nil
      ? (.planEnded, "the plan ends here: '\(path)' would end with exit code \(result.status.code)")
      : (.noPlan, "'\(path)' cannot be planned")
    return Fault(code, message, status: .usage, thrown: thrown)
  }
}

extension RunResult {
  /// Whether the script came to its end, or to an `exit` of its own.
  fileprivate var isRehearsed: Bool {
    switch status {
    case .done, .chosen: true
    case .refused, .usage, .unreachable, .assertion, .timedOut, .failedState, .tape, .interrupted, .terminated: false
    }
  }
}
