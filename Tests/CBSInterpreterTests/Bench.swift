import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSValues
import Synchronization
import Testing

/// A host, commands and an interpreter over them.
struct Bench {
  let host: TestHost
  let world = World()
  let interpreter: Interpreter
  let scope = Scope()

  init(host: TestHost = TestHost(), budget: Budget = Budget()) {
    self.host = host
    interpreter = Interpreter(commands: world.commands, host: host, budget: budget, jitter: { 0 })
  }

  func run(_ text: String, arguments: [String: String] = [:]) async -> RunResult {
    await interpreter.run(Parser.parse(Source(name: "test.cbs", text: text)), scope: scope, arguments: arguments)
  }

  func check(_ text: String) -> [Diagnostic] {
    interpreter.check(Parser.parse(Source(name: "test.cbs", text: text)), scope: scope).diagnostics
  }

  var output: String { host.state.withLock { $0.output } }
}

/// A script and the standard output it must give, ending well.
struct Example: Sendable, CustomTestStringConvertible {
  let script: String
  let output: String

  init(_ script: String, gives output: String) {
    self.script = script
    self.output = output
  }

  var testDescription: String { script }

  func verify(_ location: SourceLocation = #_sourceLocation) async {
    let bench = Bench()
    let result = await bench.run(script)
    for diagnostic in result.diagnostics {
      Issue.record("\(diagnostic.render(in: Source(name: "test.cbs", text: script)))", sourceLocation: location)
    }
    if let fault = result.fault {
      Issue.record("\(fault.render(in: Source(name: "test.cbs", text: script)))", sourceLocation: location)
    }
    #expect(bench.output == output, sourceLocation: location)
  }
}

/// A script, the code it must fail with while running, and the text its first place covers. It finds variables of
/// earlier lines, whose values the checker does not know.
struct Failing: Sendable, CustomTestStringConvertible {
  let script: String
  let code: String
  let place: String
  let status: CBSInterpreter.ExitStatus

  init(_ script: String, code: String, at place: String, status: CBSInterpreter.ExitStatus = .refused) {
    self.script = script
    self.code = code
    self.place = place
    self.status = status
  }

  var testDescription: String { script }

  private static let variables: [String: Value] = [
    "one": .integer(1), "zero": .integer(0), "most": .integer(.max), "least": .integer(.min), "half": .float(1.5),
    "word": .string("a"), "hour": .duration(3_600_000_000_000), "instant": .duration(0), "byte": .size(1),
    "none": .null,
    "list": .list([.integer(1)]), "record": Value(json: ["status": 1]),
  ]

  func verify() async {
    let bench = Bench()
    for (name, value) in Self.variables { bench.scope.set(name, to: value) }
    let result = await bench.run(script)
    #expect(result.diagnostics.map(\.message) == [])
    #expect(result.fault?.code.name == code)
    #expect(result.status == status)
    let source = Source(name: "test.cbs", text: script)
    #expect(result.fault?.spans.first.map { source.text($0) } == place)
  }
}
