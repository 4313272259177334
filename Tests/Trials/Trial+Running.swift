import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSValues

extension Trial {
  /// What the checker finds lies within the text, in its order, and is the same when asked again.
  static func check(_ bytes: [UInt8]) throws(Violation) {
    let parsed = linked(bytes)
    let source = parsed.source
    let interpreter = Interpreter(commands: TrialCommand.all, host: DeafHost(), budget: budget)
    let found = interpreter.check(parsed, scope: scope()).diagnostics
    try show(found, in: source)
    if parsed.diagnostics.isEmpty {
      let starts = found.map(\.span.lower)
      try require(starts == starts.sorted(), "the diagnostics are not in the order of the text")
    } else {
      try require(found.map(\.message) == parsed.diagnostics.map(\.message), "syntax errors are not reported alone")
    }
    let again = interpreter.check(parsed, scope: scope()).diagnostics
    try require(again.map(\.message) == found.map(\.message), "a second check finds something else")
  }

  /// The errors that the checker finds in a script that calls the commands of the trials, as they are shown.
  package static func errors(in bytes: [UInt8]) -> [String] {
    let parsed = linked(bytes)
    let interpreter = Interpreter(commands: TrialCommand.all, host: DeafHost(), budget: budget)
    return interpreter.check(parsed, scope: scope()).diagnostics
      .filter { $0.severity == .error }.map { $0.render(in: parsed.source) }
  }

  /// A run ends within its budget, with an answer; what is wrong with the text is found before anything is called.
  static func execute(_ bytes: [UInt8]) async throws(Violation) {
    let parsed = linked(bytes)
    let source = parsed.source
    let host = DeafHost()
    let interpreter = Interpreter(commands: TrialCommand.all, host: host, budget: budget, jitter: { 0 })
    let result = await interpreter.run(parsed, scope: scope())
    let hasErrors = result.diagnostics.contains { $0.severity == .error }
    if hasErrors {
      try require(result.status == .usage, "a text with errors ends with \(result.status)")
      try require(host.callCount == 0, "a text with errors called something")
    }
    try show(result.diagnostics, in: source)
    for fault in result.checkFailures + (result.fault.map { [$0] } ?? []) {
      try require(fault.code.name != "defect", "a defect: \(fault.message)")
      for span in fault.spans {
        try require(
          0 <= span.lower && span.lower <= span.upper && span.upper <= source.bytes.count,
          "'\(fault.code.name)' lies at \(span), outside the text")
      }
      try requirePrintable(fault.render(in: source))
    }
  }

  /// The script with what it includes: there is one file beside it.
  private static func linked(_ bytes: [UInt8]) -> ParsedSource {
    Linker.link(Source(name: "input", bytes: bytes), path: "input") { path in
      path == "other.cbs" ? .contents(Array("let shared = 1\ndef greet(name) { return $name }\n".utf8)) : .missing
    }
  }

  private static let budget = Budget(steps: 20_000, depth: 200)

  private static func scope() -> Scope {
    let scope = Scope()
    scope.set("live", to: .integer(7))
    scope.set("endpoint", to: .string("acme"))
    scope.set("versions", to: TrialCommand.versions)
    return scope
  }
}
