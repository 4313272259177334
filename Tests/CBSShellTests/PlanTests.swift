import CBSCatalog
import CBSSandbox
import CBSValues
import FoundationEssentials
import TestSupport
import Testing

@Suite("plans") struct PlanTests {
  // MARK: A sandbox

  /// Statements whose outcome does not depend on how much time a request takes.
  private static func script(_ random: inout SeededGenerator) -> String {
    var text = "use gpt-oss-120b\n"
    for _ in 0...random.below(5) {
      let (version, alias) = (
        random.pick(["1", "2", "production", "r1", "3"]), random.pick(["a1", "a2", "production"])
      )
      text +=
        random.pick([
          "let v\(random.below(1 << 30)) = upload gpt-oss-120b s3://acme-weights/support-bot/2026-05 --alias \(alias) --wait",
          "upload gpt-oss-120b s3://acme-weights/broken/missing-shard --no-check",
          "alias set \(version) \(alias)", "alias add \(version) \(alias)", "alias move \(alias) \(version)",
          "alias remove \(alias)", "version delete \(version) --yes", "deploy acme-gpt-oss-120b \(version) --wait",
          "rollback acme-gpt-oss-120b --wait", "infer acme-gpt-oss-120b 'Hello.'", "config set format json",
          "sandbox clock advance 5s", "sandbox fault 409 --on '*/versions/*'", "sandbox reset --yes",
          "for v in (version list gpt-oss-120b) { print $v.id }", "endpoint get acme-gpt-oss-120b",
          "api PATCH /management/v1/orgs/acme/models/gpt-oss-120b/versions/1 --body {version_aliases: ['\(alias)']}",
          "api DELETE /management/v1/orgs/acme/models/gpt-oss-120b/versions/\(version) --yes",
          "try { deploy acme-gpt-oss-120b \(version) --wait } catch e { print $e.message }", "exit 12",
        ]) + "\n"
      // Nothing may stand behind it.
      if text.hasSuffix("exit 12\n") { return text }
    }
    return text
  }

  @Test("a plan changes no file, and lists what the run then sends", arguments: 0..<40)
  func aPlanIsTheRunWithoutItsChanges(_ seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let world = SandboxWorld()
    // What was there before the plan: a deployment that 'rollback' knows of, and settings.
    let prelude = "deploy acme-gpt-oss-120b gpt-oss-120b/1 --wait\nconfig set editing_mode vi\n"
    world.folder.write(prelude, to: "prelude.cbs")
    #expect(await world.run(["--sandbox", "prelude.cbs"]).status == 0)
    let script = Self.script(&random)
    world.folder.write(script, to: "it.cbs")
    let (before, sent) = (world.files, world.sentToOwn.all.count)
    let plan = await world.run(["--sandbox", "--format", "json", "plan", "it.cbs"])
    #expect(world.files == before, "\(script)")
    #expect(world.sentToOwn.all.count == sent)
    let answer = try #require(try? JSON(parsing: plan.output), "\(script)\(plan)")
    let document = answer["error"] ?? answer
    let steps = try #require(document["steps"]?.array, "\(script)\(plan)")
    let planned = steps.filter { $0["local"] == false }.map {
      "\($0["method"]?.string ?? "") \($0["path"]?.string ?? "") \($0["body"].map { $0.isNull ? "" : $0.text } ?? "")"
    }
    let run = await world.run(["--sandbox", "it.cbs"])
    #expect(planned == Array(world.sentToOwn.writes.dropFirst()), "\(script)\(plan)\(run)")
    #expect((plan.status == 0) == (run.status == 0 || run.status == 12), "\(script)\(plan)\(run)")
    #expect(plan.status == 0 || plan.status == 2)
  }

  @Test func aSandboxThatIsNotThereYetIsNotMade() async throws {
    let world = SandboxWorld()
    world.folder.write("alias add gpt-oss-120b/1 stable\n", to: "it.cbs")
    let plan = await world.run(["--sandbox", "plan", "it.cbs"])
    #expect(plan.status == 0, "\(plan)")
    #expect(plan.output.contains("~ version gpt-oss-120b/1: aliases [r1] -> [r1, stable]"))
    #expect(world.files.keys.allSatisfy { $0 == "it.cbs" }, "\(world.files.keys)")
  }

  @Test func aSecretIsNotShown() async throws {
    let world = SandboxWorld()
    world.folder.write(
      """
      secret key from env MY_SECRET
      api PATCH /management/v1/orgs/acme/models/gpt-oss-120b/versions/1 --body {version_aliases: ['r1'], note: "k $key"}

      """, to: "it.cbs")
    for words in [["plan"], ["plan", "--verbose"], ["--format", "json", "plan"]] {
      let plan = await world.run(
        ["--sandbox", "--trace"] + words + ["it.cbs"], variables: ["MY_SECRET": "very-secret-word"])
      #expect(plan.output.contains("PATCH"), "\(plan)")
      #expect(!plan.output.contains("very-secret-word") && !plan.errors.contains("very-secret-word"), "\(plan)")
    }
  }

  // MARK: An API

  private static let variables = [
    "CEREBRAS_BASE_URL": "http://api.test", "CEREBRAS_ORG": "globex",
    "CEREBRAS_MANAGEMENT_API_KEY": SandboxKeys.standard.management.reveal(for: .sandboxKeys),
    "CEREBRAS_API_KEY": SandboxKeys.standard.inference.reveal(for: .sandboxKeys),
  ]

  private static let release = """
    use some-arch
    let v = upload some-arch s3://globex/weights --no-check --alias candidate --wait
    print "new: ${v.id}; production was $((version get production).id)"
    deploy globex-main $v --wait
    assert (infer globex-main 'Hello.').fingerprint != null
    alias move production $v
    version delete 3
    print "models: $(len((model list)))"

    """

  private static func world() async throws -> SandboxWorld {
    let world = SandboxWorld()
    let organization = OrganizationName(unchecked: "globex")
    let arch = ArchitectureID(unchecked: "some-arch")
    try await world.api.adopt(
      architectures: [arch, ArchitectureID(unchecked: "other-arch")],
      versions: [
        ModelVersion(
          organization: organization, architecture: arch, number: 3, isDone: true, status: .done,
          aliases: ["production"], uri: "s3://globex/three")
      ],
      endpoints: [
        ModelEndpoint(
          id: EndpointID(unchecked: "globex-main"), architecture: arch, organization: organization,
          deployments: [
            DeployedModel(
              id: "a", model: "orgs/globex/models/some-arch/versions/3", alias: nil, state: .complete,
              created: 1_700_000_100)
          ], created: 1_700_000_000, updated: 1_700_000_100)
      ])
    return world
  }

  @Test func nothingThatWritesReachesTheAPI() async throws {
    let world = try await Self.world()
    world.folder.write(Self.release, to: "it.cbs")
    let plan = await world.run(["plan", "--verbose", "it.cbs"], variables: Self.variables)
    #expect(plan.status == 0, "\(plan)")
    #expect(world.sentToAPI.all.allSatisfy { $0.method == .get }, "\(world.sentToAPI.all)")
    // Two lists, versions of two architectures, one endpoint, and the list of models.
    #expect(world.sentToAPI.all.count == 6, "\(world.sentToAPI.all.map(\.path))")
    for line in [
      "on profile 'default' at http://api.test:", "+ version some-arch/4: uri s3://globex/weights, aliases [candidate]",
      "| new: 4; production was 3", "~ endpoint globex-main: live 3 -> 4",
      "~ version some-arch/3: aliases [production] -> []",
      "~ version some-arch/4: aliases [candidate] -> [candidate, production]",
      "- version some-arch/3: uri s3://globex/three", "| models: 1",
      "writes 4, destroys 1; 6 reads were sent to the API, nothing was changed",
    ] { #expect(plan.output.contains(line), "\(line): \(plan)") }
    #expect(try await world.api.status().versions == 1)
  }

  @Test func whatAsksOnProductionIsTold() async throws {
    let world = try await Self.world()
    world.folder.write(
      "[profiles.live]\nproduction = true\norganization = \"globex\"\nbase_url = \"http://api.test\"\n",
      to: "home/.config/cbs/config.toml")
    world.folder.write("profile use live\nalias add some-arch/3 stable\n", to: "it.cbs")
    let plan = await world.run(["plan", "it.cbs"], variables: Self.variables)
    #expect(plan.status == 0, "\(plan)")
    #expect(plan.output.contains("(asks first; away from a terminal it needs --yes)"), "\(plan)")
  }

  @Test(
    "there is no plan of what cannot be read",
    arguments: [
      ["CEREBRAS_MANAGEMENT_API_KEY": "wrong"], ["CEREBRAS_ORG": "acme"], ["CEREBRAS_MANAGEMENT_API_KEY": ""],
    ])
  func noPlanWithoutTheState(_ change: [String: String]) async throws {
    let world = try await Self.world()
    // Not even where the script goes on.
    for script in [Self.release, "let v = try version get some-arch/3\nprint 'on'\n"] {
      world.folder.write(script, to: "it.cbs")
      let plan = await world.run(["plan", "it.cbs"], variables: Self.variables.merging(change) { $1 })
      #expect(plan.status == 2, "\(plan)")
      #expect(plan.errors.contains("'it.cbs' cannot be planned"), "\(plan)")
      #expect(world.sentToAPI.all.allSatisfy { $0.method == .get })
    }
  }
}

extension SandboxWorld {
  /// Everything below the folder, but for what only says who reads a store, and the API's.
  fileprivate var files: [String: [UInt8]] {
    let below = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    var files: [String: [UInt8]] = [:]
    for path in below where !path.hasSuffix("-shm") && !path.hasPrefix("api/") {
      var isFolder: Bool = false
      _ = FileManager.default.fileExists(atPath: folder.path + "/" + path, isDirectory: &isFolder)
      if !isFolder { files[path] = FileManager.default.contents(atPath: folder.path + "/" + path).map(Array.init) }
    }
    return files
  }
}
