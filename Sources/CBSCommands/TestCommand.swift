import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSManual
import CBSSettings
import CBSShell
import CBSValues

/// `test FILE.md…`: runs pages of transcript and compares.
struct TestPages: Command {
  private static let pages = Parameter<[String]>(
    "page", "A page of Markdown; PAGE:LINE runs the step at that line.", type: .file, isRequired: false)
  private static let update = Switch("update", "Rewrite what the pages show by what is printed.")
  private static let generate = Parameter<String?>(
    flag: "generate", "Write the pages that are made from declarations into this folder.", type: .file)
  private static let examples = Switch("examples", "Run the examples of all commands, each on a fresh sandbox.")

  let session: Session
  let signature = Signature(
    "test", "Run pages of transcript and compare what they print.", takes: [pages, update, generate, examples],
    effect: .none, planning: .refused("pages have sandboxes of their own"),
    details: """
      Blocks of ```cbs hold lines typed at the prompt; each heading starts afresh on a sandbox of its own, with a
      virtual clock and fixed identifiers.
      """)

  func run(_ invocation: Invocation) async throws -> Output {
    if let folder = invocation[Self.generate] {
      for page in GeneratedPage.all {
        try PrivateFile.replace(session.absolutePath("\(folder)/\(page.name)"), with: page.markdown.utf8, mode: 0o644)
        session.notice("wrote \(folder)/\(page.name)")
      }
      return .none
    }
    var passed = 0
    var failed = 0
    for (page, place) in zip(invocation[Self.pages], invocation.spans(of: Self.pages)) {
      let address = PageAddress(page)
      guard let bytes = session.contents(ofFile: address.path) else {
        throw Fault(
          .unreadableFile, "the page '\(address.path)' cannot be read", status: .usage, at: place)
      }
      let page = TranscriptPage(markdown: String(decoding: bytes, as: UTF8.self), path: address.path)
      let result = await run(page, at: address.line)
      if invocation[Self.update], result.updatedMarkdown != String(decoding: bytes, as: UTF8.self) {
        try PrivateFile.replace(session.absolutePath(address.path), with: result.updatedMarkdown.utf8, mode: 0o644)
        session.notice("updated \(address.path)")
      }
      let judged = invocation[Self.update] ? result.afterUpdate : result
      passed += judged.passed
      failed += judged.failed
      if judged.failed > 0 { await invocation.host.write(judged.differences) }
    }
    if invocation[Self.examples] {
      for name in session.interpreter.table.names {
        for example in session.interpreter.table[name]?.examples ?? [] {
          let (output, exit) = try await run(example: example)
          if exit == 0 {
            passed += 1
          } else {
            failed += 1
            await invocation.host.write("the example of '\(name)' failed: \(example)\n\(output)")
          }
        }
      }
    }
    await invocation.host.write("\(passed) passed, \(failed) failed\n")
    guard failed == 0 else {
      throw Fault(
        .pagesDiffer, "\(failed) of \(passed + failed) steps differ", hint: "--update rewrites pages",
        at: invocation.span)
    }
    return .none
  }

  private func run(_ page: TranscriptPage, at line: Int?) async -> PageResult {
    var current: (number: Int, session: PageSession)?
    defer { current?.session.end() }
    return await page.run(at: line) { step, context in
      do {
        if current?.number != context.number {
          current?.session.end()
          current = (context.number, try PageSession(world: session.world))
        }
        guard let current else { return ("", 1) }
        for file in context.files { try current.session.place(file) }
        switch step.kind {
        case .line: return await current.session.run(line: step.input)
        case .program: return await current.session.run(program: step.arguments ?? [])
        }
      } catch {
        return ("the page's session cannot be made: \(error)\n", 1)
      }
    }
  }

  /// Runs one example; those of the program itself begin with its name.
  private func run(example: String) async throws -> (output: String, exit: Int32) {
    let page = try PageSession(world: session.world)
    defer { page.end() }
    // What the example of 'run' runs.
    let script = TranscriptPage(
      markdown: "```cbs-script hello.cbs\nparam name: string\nprint \"hello, $name\"\n```\n", path: "hello.md")
    for case .file(let file) in script.sections.flatMap(\.items) { try page.place(file) }
    if example.hasPrefix("cbs ") {
      return await page.run(program: example.split(separator: " ").dropFirst().map(String.init))
    }
    return await page.run(line: example)
  }
}
