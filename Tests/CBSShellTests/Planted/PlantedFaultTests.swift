@testable import CBSCommands
import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSValues
import TestSupport
import Testing

@testable import CBSShell

/// A thousand valid scripts with one fault each: every fault is found, alone and at its place, and nothing is sent.
@Suite("planted faults") struct PlantedFaultTests {
  private static let shardCount = 8
  private static let shardSize = 125

  private let world = SandboxWorld()
  private let session: Session

  init() throws {
    var options = ProgramOptions()
    options.isSandbox = true
    session = try Session(
      world: world,
      surroundings: Surroundings(
        environment: ["HOME": world.folder.path], workingDirectory: world.folder.path, inputIsTerminal: false,
        outputIsTerminal: false, errorIsTerminal: false, usesColor: false, width: { nil }, write: { _, _ in }),
      options: options, commands: Builtins.all)
  }

  /// The fault of that number; the kinds take turns, and scripts without room for the kind are passed over.
  private func fault(_ number: Int) -> PlantedFault? {
    let kinds = PlantedFault.Kind.allCases
    for round in 0..<50 {
      var writer = ScriptWriter(seed: UInt64(number + 1000 * round), table: session.interpreter.table)
      writer.write()
      if let fault = PlantedFault(kinds[number % kinds.count], in: &writer) { return fault }
    }
    return nil
  }

  private func errors(in text: String) -> [Diagnostic] {
    session.checked(Source(name: "it.cbs", text: text), path: nil).diagnostics.filter { $0.severity == .error }
  }

  @Test(arguments: 0..<shardCount) func everyFaultIsFoundAtItsPlaceAndNothingIsSent(_ shard: Int) async throws {
    var misspelt = 0
    var hinted = 0
    for number in shard * Self.shardSize..<(shard + 1) * Self.shardSize {
      let fault = try #require(self.fault(number), "no script has room for fault \(number)")
      #expect(errors(in: fault.script).map(\.message) == [], "\(number)")
      let found = errors(in: fault.broken)
      let told = "\(number): \(found.map(\.message)) in \(fault.line)"
      #expect(found.map(\.code.name) == [fault.id ?? found.first?.code.name], "\(told)")
      guard let first = found.first else { continue }
      let places = [first.span.lower] + (fault.showsLater ? first.notes.compactMap(\.span?.lower) : [])
      #expect(places.contains(fault.place), "\(told)")
      if let right = fault.right {
        misspelt += 1
        hinted += first.hint == "did you mean '\(right)'?" ? 1 : 0
      }
      world.folder.write(fault.broken, to: "it.cbs")
      #expect(await world.run(["--sandbox", "it.cbs"]).status == 2, "\(told)")
    }
    #expect(world.sentToOwn.all.isEmpty && world.sentToAPI.all.isEmpty)
    #expect(misspelt > 40 && hinted * 100 >= misspelt * 95, "\(hinted) hints are right of \(misspelt)")
  }

  /// What shows that the test above could fail: without their faults such scripts send something.
  @Test func validScriptsSend() async throws {
    for number in 0..<10 {
      world.folder.write(try #require(self.fault(number)).script, to: "it.cbs")
      _ = await world.run(["--sandbox", "--max-time", "5s", "it.cbs"])
    }
    #expect(!world.sentToOwn.all.isEmpty)
  }

  /// Without a word that fits, no script could be written with the parameter.
  @Test func everyParameterHasWords() {
    for command in ScriptWriter(seed: 0, table: session.interpreter.table).commands {
      for parameter in command.positionals + command.flags where parameter.takesValue {
        #expect(!ScriptWords.words(for: parameter).isEmpty, "\(command.name): \(parameter.name)")
      }
    }
  }
}
