import CBSCatalog
@testable import CBSCommands
import CBSInterpreter
import CBSValues
import Testing

@testable import CBSShell

/// What must be true of every command that the shell declares.
@Suite struct SignatureTests {
  private let world = SandboxWorld()
  private let signatures: [Signature]

  init() throws {
    var options = ProgramOptions()
    options.isSandbox = true
    let session = try Session(
      world: world,
      surroundings: Surroundings(
        environment: ["HOME": world.folder.path], workingDirectory: world.folder.path, inputIsTerminal: false,
        outputIsTerminal: false, errorIsTerminal: false, usesColor: false, width: { nil }, write: { _, _ in }),
      options: options, commands: Builtins.all)
    signatures = Builtins.all(session).map(\.signature)
  }

  @Test func namesAreUnique() {
    let names = signatures.map(\.name)
    #expect(names.count > 40 && Set(names).count == names.count)
    // A command of the language that has the name of another would be hidden by it.
    #expect(Set(names).isDisjoint(with: StageCommands.all.map(\.signature.name)))
    for name in names {
      let words = name.split(separator: " ", omittingEmptySubsequences: false)
      #expect((1...2).contains(words.count) && words.allSatisfy { $0.wholeMatch(of: /[a-z]+/) != nil }, "\(name)")
    }
  }

  @Test func whatMustBeGivenComesFirst() {
    for signature in signatures {
      var positionals = signature.positionals[...]
      // The session may know the first, as the architecture in use; it is left out where words are short.
      if let first = positionals.first, !first.isRequired, positionals.contains(where: \.isRequired) {
        #expect(first.type.label == "ARCH", "\(signature.usage)")
        positionals.removeFirst()
      }
      #expect(positionals.drop(while: \.isRequired).allSatisfy { !$0.isRequired }, "\(signature.usage)")
      #expect(signature.positionals.dropLast().allSatisfy { !$0.isRepeated }, "\(signature.usage)")
      #expect(signature.flags.allSatisfy { !$0.isRequired }, "\(signature.usage)")
    }
  }

  @Test func parametersHaveNamesOfTheirOwn() {
    for signature in signatures {
      // What was given is kept by name, so a flag must not have that of a positional either.
      let names = signature.parameters.map(\.name)
      #expect(Set(names).count == names.count, "\(signature.usage)")
      let letters = signature.flags.compactMap(\.letter)
      #expect(Set(letters).count == letters.count, "\(signature.usage)")
      for name in names { #expect(name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(signature.name): \(name)") }
    }
  }

  /// What is asked before a command runs may know none of its arguments.
  @Test func conditionsNeedNoArguments() {
    for signature in signatures {
      _ = signature.repeats.holds(for: Arguments())
      _ = signature.planning.refusal(Arguments())
      _ = signature.planning.localChange(Arguments())
    }
    #expect(signatures.first { $0.name == "api" }?.repeats.holds(for: Arguments()) == false)
  }

  @Test func summariesFitAndEndWithAFullStop() {
    for signature in signatures {
      #expect(signature.summary.hasSuffix(".") && signature.summary.count <= 72, "\(signature.summary)")
      for parameter in signature.parameters {
        #expect(parameter.summary.hasSuffix(".") && !parameter.summary.contains("\n"), "\(parameter.summary)")
      }
    }
  }

  @Test func whatChangesSomethingIsAskedOrShownBefore() {
    let changing = signatures.filter(\.effect.isChange)
    #expect(changing.count > 8)
    for signature in changing {
      #expect(signature.flags.contains { ["dry-run", "yes"].contains($0.name) }, "\(signature.usage)")
      if case .never = signature.repeats { continue }
      Issue.record("'\(signature.name)' may be repeated")
    }
  }

  @Test func whatSendsDeclaresItsKey() {
    // The management API and inference have paths and keys of their own.
    for endpoint in Catalog.all {
      let path = endpoint.wire.template.fill([:])
      let key: KeyKind =
        path.hasPrefix("/management/") ? .management : path.hasPrefix("/public/") ? .none : .inference
      #expect(endpoint.signature.key == key, "\(endpoint.signature.name)")
    }
    // What sends the requests of endpoints under a name of its own.
    for (name, key) in [
      ("version exists", KeyKind.management), ("alias list", .management), ("alias add", .management),
      ("alias remove", .management), ("alias move", .management), ("rollback", .management), ("chat", .inference),
    ] {
      #expect(signatures.first { $0.name == name }?.key == key, "\(name)")
    }
    // A command that takes the place of an endpoint's own.
    for signature in signatures {
      guard let endpoint = Catalog.endpoint(command: signature.name) else { continue }
      #expect(signature.key == endpoint.signature.key, "\(signature.name)")
    }
  }

  // MARK: Repeating

  private func watch(_ line: String) async -> (status: Int32, isRefused: Bool) {
    let run = await world.run(["--sandbox", "-c", "let method = 'DELETE'\nwatch --count 1 \(line)"])
    return (run.status, run.errors.contains("error[not-watchable]"))
  }

  @Test(arguments: [
    "api DELETE /x", "api POST /x", "api $method /x", "run x.cbs", "config set format json", "config set format",
    "login", "serve", "test", "chat acme-gpt-oss-120b", "deploy acme-gpt-oss-120b gpt-oss-120b/1",
    "alias set gpt-oss-120b/1 blue", "watch version list", "sandbox reset", "sandbox clock virtual", "sandbox use",
    "profile use sandbox", "script plan x.cbs", "script fmt x.cbs", "use gpt-oss-120b",
  ])
  func watchRefuses(_ line: String) async {
    world.folder.write("print 1\n", to: "x.cbs")
    let outcome = await watch(line)
    #expect(outcome.isRefused && outcome.status == 2)
    #expect(world.sentToOwn.writes.isEmpty)
  }

  @Test(arguments: [
    "version list gpt-oss-120b", "endpoint list", "api GET /management/v1/orgs/acme/models", "config list",
    "config get format", "history", "sandbox status", "profile show", "print 1", "script check x.cbs",
  ])
  func watchRuns(_ line: String) async {
    world.folder.write("print 1\n", to: "x.cbs")
    let outcome = await watch(line)
    #expect(!outcome.isRefused && outcome.status == 0)
  }

  /// What is wrong with the command otherwise is said by its run.
  @Test(arguments: ["api GET /x", "version list", "api", "api SOON /x", "nothing-like-it"])
  func watchLeavesOtherFaultsToTheRun(_ line: String) async {
    let outcome = await watch(line)
    #expect(!outcome.isRefused && outcome.status != 0)
  }
}
