import CBSDiagnostics
import CBSLanguage
import CBSRendering
package import CBSValues

/// What the words behind `cbs` ask for.
package struct ProgramOptions: Sendable {
  package enum Mode: Sendable, Equatable {
    /// The prompt, or standard input as a script where it is no terminal.
    case prompt
    case script(path: String, arguments: [String])
    /// `-c TEXT`
    case text(String)
    /// `-`
    case standardInput
    /// A builtin and its words, each of which is one word of the language.
    case command([String])
  }

  package var mode = Mode.prompt
  package var profile: String?
  package var isSandbox = false
  package var format: String?
  package var color: String?
  package var isQuiet = false
  package var assumesYes = false
  package var isDryRun = false
  package var errorsAsJSON = false
  package var traces = false
  package var readsRC = true
  /// What a run may use up, where the command line says so.
  package var limits = RunLimits()

  /// The prompt, with nothing asked for.
  package init() {}

  /// First words that are commands of the program only: as a statement of the language `check` is a claim.
  package static let programWords: [String: [String]] = [
    "check": ["script", "check"], "fmt": ["script", "fmt"], "plan": ["script", "plan"],
  ]

  /// The command line of the program, declared as a builtin is: help and completion come from here.
  package static let signature = Signature(
    "cbs", "Open the shell, run a script, or run one command.",
    takes: [
      Parameter<[String]>(
        "what", "A script and its arguments, a command and its words, or - for a script on standard input.",
        type: ParameterType("FILE.cbs|COMMAND|-", completing: .topics), isRequired: false),
      Parameter<String?>(flag: "command", letter: "c", "Run the text as a script."),
      Parameter<String?>(
        flag: "profile", "Use this profile.", type: ParameterType("NAME", completing: .profiles)),
      Switch("sandbox", "Use the sandbox in this process, whatever keys there are."),
      Parameter<OutputFormat?>(
        flag: "format", "How results are printed.", type: OutputFormat.type.labeled("FORMAT")),
      Parameter<ColorChoice?>(flag: "color", "When to colour.", type: ColorChoice.type.labeled("WHEN")),
      Parameter<ErrorFormat?>(flag: "errors", "How errors are printed.", type: ErrorFormat.type.labeled("FORMAT")),
      Switch("quiet", letter: "q", "No notices and no progress on standard error."),
      Switch("yes", letter: "y", "Do not ask before what destroys or touches production."),
      Switch("dry-run", "Show what would be sent by whatever writes, and send nothing."),
      Switch("trace", "Show each request and answer on standard error, without secrets."),
      Switch("no-rc", "Do not read rc.cbs at start."),
      Parameter<String?>(
        flag: "explain", "Explain the code of an error.", type: ParameterType("CODE", completing: .codes)),
      Parameter<PositiveCount?>(flag: "max-steps", "End a run after so many iterations and calls of defs."),
      Parameter<PositiveCount?>(flag: "max-depth", "End a run in which calls of defs go so deep."),
      Parameter<Period?>(flag: "max-time", "End a run after this time."),
      Switch("help", letter: "h", "Show this help."),
      Switch("version", "Show the version of cbs."),
    ], effect: .none, examples: ["cbs --sandbox version list gpt-oss-120b --format json"])

  private enum ColorChoice: String, Choice {
    case auto, always, never
  }

  private enum ErrorFormat: String, Choice {
    case text, json
  }
}

/// Why the command line cannot be read.
package struct CommandLineError: Error, Sendable, Equatable {
  /// Lower case, no full stop.
  package let message: String
  package let hint: String?
}

extension ProgramOptions {
  /// Reads the words behind the program's name.
  ///
  /// Options stand before the script or command. Behind a command `--format`, `--profile` and the other options
  /// are taken too, unless `takesFlag` says that the command has a flag of that name itself.
  package init(
    arguments: [String], takesFlag: (_ words: [String], _ flag: String) -> Bool
  ) throws(CommandLineError) {
    var words: [String] = []
    var rest = arguments[...]
    var text: String?
    var explained: String?
    var asksHelp = false
    while let word = rest.popFirst() {
      if word == "--" {
        words += rest.isEmpty ? [] : [word] + rest
        break
      }
      if word == "-" && words.isEmpty {
        mode = .standardInput
        words = Array(rest)
        guard words.isEmpty else { throw CommandLineError(message: "words after '-'", hint: "nothing may follow '-'") }
        break
      }
      guard word.hasPrefix("-"), word.count > 1 else {
        words.append(word)
        if word.isScriptPath, words.count == 1 {
          mode = .script(path: word, arguments: Array(rest))
          return
        }
        // Behind the script all words are the script's.
        if words.first == "plan", words.count > 1 {
          mode = .command(["script"] + words + rest)
          return
        }
        if words == ["run"] {
          mode =
            rest.first.map { !$0.hasPrefix("-") } == true
            ? .script(path: rest.removeFirst(), arguments: Array(rest)) : .command(["run"] + rest)
          return
        }
        continue
      }
      let (name, inline) = word.flagParts
      if !words.isEmpty, takesFlag(words, name) {
        words.append(word)
        continue
      }
      guard let flag = Self.signature.flag(named: name) else {
        if words.isEmpty {
          let nearest = name.nearest(among: Self.signature.flags.map(\.name))
          throw CommandLineError(
            message: "cbs has no option '\(word)'",
            hint: nearest.map { "did you mean '--\($0)'?" } ?? "'cbs --help' lists the options")
        }
        words.append(word)
        continue
      }
      var value = inline
      if flag.takesValue, value == nil { value = rest.popFirst() }
      guard !flag.takesValue || value != nil else {
        throw CommandLineError(message: "option '--\(flag.name)' needs a value", hint: nil)
      }
      if let value, flag.takesValue {
        do { _ = try flag.read(.string(value)) } catch {
          throw CommandLineError(message: "'\(value)' cannot be the value of '--\(flag.name)'", hint: error.rule)
        }
      }
      switch flag.name {
      case "command": text = value
      case "help": asksHelp = true
      case "explain": explained = value
      default: try apply(flag.name, value)
      }
    }
    if let first = words.first, let command = Self.programWords[first] { words.replaceSubrange(..<1, with: command) }
    if asksHelp {
      mode = .command(["help"] + (words.isEmpty ? ["cbs"] : words))
    } else if let explained {
      mode = .command(["script", "check", "--explain", explained])
    } else if let text {
      guard words.isEmpty else { throw CommandLineError(message: "words after -c TEXT", hint: "-c takes one string") }
      mode = .text(text)
    } else if !words.isEmpty {
      mode = .command(words)
    }
  }

  private mutating func apply(_ flag: String, _ value: String?) throws(CommandLineError) {
    switch flag {
    case "profile": profile = value
    case "sandbox": isSandbox = true
    case "format": format = value
    case "color": color = value
    case "errors": errorsAsJSON = value == "json"
    case "quiet": isQuiet = true
    case "yes": assumesYes = true
    case "dry-run": isDryRun = true
    case "trace": traces = true
    case "no-rc": readsRC = false
    case "max-steps": limits.steps = value.flatMap { Int($0) }
    case "max-depth": limits.depth = value.flatMap { Int($0) }
    case "max-time": limits.nanoseconds = value.flatMap(RunLimits.nanoseconds)
    case "version": mode = .text("print '\(Product.version)'")
    default: throw CommandLineError(message: "cbs has no option '--\(flag)'", hint: nil)
    }
  }
}

/// What this program is called where it names itself.
package enum Product {
  package static let version = "0.1.0"
}

extension String {
  /// Whether the word names a script rather than a command.
  fileprivate var isScriptPath: Bool { hasSuffix(".cbs") || contains("/") && !hasPrefix("s3://") }

  /// `--name=value` or `-n`: the name without dashes, and the value behind `=`.
  fileprivate var flagParts: (name: String, value: String?) {
    let body = drop { $0 == "-" }
    guard let equals = body.firstIndex(of: "=") else { return (String(body), nil) }
    return (String(body[..<equals]), String(body[body.index(after: equals)...]))
  }
}
