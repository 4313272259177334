import CBSDiagnostics
package import CBSInterpreter
import CBSLanguage
import CBSSettings
import CBSValues
import Glibc

/// The program: reads its words, opens a session, runs what is asked, and tells how it ended.
package struct Program: Sendable {
  let world: any World
  let surroundings: Surroundings
  let commands: CommandSet
  /// Makes the source of lines for the prompt, given what it needs to know of the session.
  let makeLines: @Sendable (Session) async -> any LineSource
  /// Says who is to be told of a signal: the session's work, while there is some, else nil.
  let takeSignals: @Sendable (Session?) -> Void

  package init(
    world: any World, surroundings: Surroundings, commands: CommandSet,
    makeLines: @escaping @Sendable (Session) async -> any LineSource,
    takeSignals: @escaping @Sendable (Session?) -> Void = { _ in }
  ) {
    self.world = world
    self.surroundings = surroundings
    self.commands = commands
    self.makeLines = makeLines
    self.takeSignals = takeSignals
  }

  /// Runs the program with the words behind its name.
  package func run(_ arguments: [String]) async -> ExitStatus {
    let options: ProgramOptions
    do throws(CommandLineError) {
      options = try ProgramOptions(arguments: arguments, takesFlag: commands.takesFlag)
    } catch {
      let fault = Fault(.usage, error.message, status: .usage, hint: error.hint)
      if arguments.askForJSON("format") { surroundings.write(.output, "{\"error\":\(fault.json(in: nil))}\n") }
      return failed(fault, asJSON: arguments.askForJSON("errors"))
    }
    let session: Session
    do {
      session = try Session(
        world: world, surroundings: surroundings, options: options, takeSignals: takeSignals, commands: commands.make)
    } catch let fault as Fault {
      return failed(fault, asJSON: options.errorsAsJSON)
    } catch let failure as SettingsFailure {
      let fault = Fault(.badSettings, failure.message, status: .usage, hint: failure.hint)
      return failed(fault, asJSON: options.errorsAsJSON)
    } catch {
      return failed(Fault(.badSettings, "\(error)", status: .usage), asJSON: options.errorsAsJSON)
    }
    defer { session.end() }
    let status = await run(options.mode, session)
    if session.signal == SIGTERM { return .terminated }
    if status == .done, let failure = surroundings.outputFailure() {
      let fault = Fault(.outputFailed, "standard output cannot be written: \(failure)", status: .refused)
      return failed(fault, asJSON: options.errorsAsJSON)
    }
    return status
  }

  private func run(_ mode: ProgramOptions.Mode, _ session: Session) async -> ExitStatus {
    switch mode {
    case .prompt where surroundings.inputIsTerminal:
      let lines = await makeLines(session)
      let status = await PromptLoop(session: session, lines: lines).run()
      await lines.close()
      return status
    case .prompt, .standardInput:
      return await session.runInForeground(Source(name: "-", bytes: surroundings.readInput()))
    case .text(let text):
      return await session.runInForeground(Source(name: "-c", text: text))
    case .script(let path, let words):
      return await session.inForeground { await session.runScript(path: path, words: words.map { ScriptWord($0) }) }
    case .command(let words):
      return await session.runInForeground(Source(name: "cbs", text: Self.line(words)))
    }
  }

  private func failed(_ fault: Fault, asJSON: Bool) -> ExitStatus {
    let text = fault.report.render(in: nil, colored: surroundings.colorsErrors)
    surroundings.write(.error, (asJSON ? fault.json(in: nil) : text) + "\n")
    return fault.status
  }

  /// One line of the language from the words of another shell: each stays one word.
  static func line(_ words: [String]) -> String {
    var endsFlags = false
    var line: [String] = []
    for (index, word) in words.enumerated() {
      if word == "--", !endsFlags {
        endsFlags = true
        line.append(word)
      } else if !endsFlags, index > 0, word.hasPrefix("-"), word.count > 1, word.isFlag {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        line.append(parts.count == 2 ? parts[0] + "=" + Quoting.quote(parts[1]) : word)
      } else {
        line.append(Quoting.quote(word))
      }
    }
    return line.joined(separator: " ")
  }
}

extension Session {
  fileprivate func runInForeground(_ source: Source) async -> ExitStatus {
    await inForeground { [self] in await runText(source) }
  }
}

extension [String] {
  /// Whether the words ask for JSON with that option, though they cannot be read as a whole.
  fileprivate func askForJSON(_ option: String) -> Bool {
    contains("--\(option)=json") || zip(self, dropFirst()).contains { $0 == "--" + option && $1 == "json" }
  }
}

extension String {
  /// Whether the word can stand as a flag: dashes, a letter, then letters, digits and dashes, and perhaps a value.
  fileprivate var isFlag: Bool {
    let name = drop { $0 == "-" }.prefix { $0 != "=" }
    guard let first = name.first, first.isLetter, first.isASCII else { return false }
    return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
  }
}
