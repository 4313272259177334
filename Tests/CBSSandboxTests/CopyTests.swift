import CBSCatalog
import CBSSandbox
import CBSValues
import FoundationEssentials
import Testing

/// Sandboxes that are thrown away: copies of others, and what was adopted from elsewhere.
@Suite("copies") struct CopyTests {
  @Test func aCopyIsTheSameAndLeavesTheOriginalAlone() async throws {
    let original = Fixture()
    _ = try await original.readyVersion(aliases: ["candidate"], suffix: "may")
    _ = try await original.deploy("candidate")
    let list = try await original.ask(.get, Fixture.versions()).text
    let before = original.bytes
    let copy = Fixture { $0.beginning = .copy(of: original.directory) }
    #expect(try await copy.ask(.get, Fixture.versions()).text == list)
    #expect(try await copy.deployments() == original.deployments())
    #expect(copy.sandbox.bucketsDirectory == original.sandbox.bucketsDirectory)
    // The numbers go on as the original's would.
    let upload = try await copy.upload()
    _ = try await copy.setAliases("1", ["gone"])
    #expect(original.bytes == before)
    #expect(try await original.ask(.get, Fixture.versions()).text == list)
    #expect(try await original.upload().text == upload.text)
  }

  @Test func theBucketsOfACopyOutliveItsReset() async throws {
    let original = Fixture()
    let uri = original.directory + "/buckets/acme-weights/mine/weights.txt"
    _ = try await original.sandbox.status()
    try FileManager.default.createDirectory(
      atPath: original.directory + "/buckets/acme-weights/mine", withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: URL(filePath: uri))
    let copy = Fixture { $0.beginning = .copy(of: original.directory) }
    try await copy.sandbox.reset()
    #expect(FileManager.default.fileExists(atPath: uri))
    #expect(try await copy.sandbox.status().versions == 2)
  }

  @Test func aCopyOfNothingBeginsWithTheSeed() async throws {
    let nothing = FileManager.default.temporaryDirectory.path + "/cbs-sandbox-\(UUID().uuidString)"
    let copy = Fixture { $0.beginning = .copy(of: nothing) }
    #expect(try await copy.sandbox.status().versions == 2)
    #expect(try await copy.sandbox.buckets() == ["acme-weights"])
    #expect(!FileManager.default.fileExists(atPath: nothing))
  }

  @Test func theClockOfACopyStaysVirtual() async throws {
    let original = Fixture { $0.clock = .real }
    #expect(try await original.sandbox.status().clock == .real)
    let copy = Fixture {
      $0.clock = .real
      $0.beginning = .copy(of: original.directory)
      $0.clockStaysVirtual = true
    }
    #expect(try await copy.sandbox.status().clock == .virtual)
    try await copy.sandbox.setClock(isVirtual: false)
    #expect(try await copy.sandbox.status().clock == .virtual)
    try await copy.sandbox.pause(for: .seconds(1_000_000))
    try await copy.sandbox.reset()
    #expect(try await copy.sandbox.status().clock == .virtual)
    #expect(try await original.sandbox.status().clock == .real)
  }

  @Test func whatIsAdoptedIsAnsweredAsItWas() async throws {
    let organization = OrganizationName(unchecked: "globex")
    let arch = ArchitectureID(unchecked: "some-arch")
    let versions = [
      ModelVersion(
        organization: organization, architecture: arch, number: 3, isDone: true, status: .done,
        aliases: ["production", "r3"], uri: "s3://globex/three", suffix: "three"),
      ModelVersion(
        organization: organization, architecture: arch, number: 5, isDone: true, status: .failed, aliases: [],
        uri: "s3://globex/five", error: OperationError(code: 7, message: "no permission")),
      ModelVersion(
        organization: organization, architecture: arch, number: 9, isDone: false, status: .queued, aliases: ["next"],
        uri: "s3://globex/nine"),
    ]
    let deployed = { (id: String, number: Int, state: RolloutStatus, created: Int64) in
      DeployedModel(
        id: id, model: "orgs/globex/models/some-arch/versions/\(number)", alias: nil, state: state, created: created)
    }
    let endpoint = ModelEndpoint(
      id: EndpointID(unchecked: "globex-main"), architecture: arch, organization: organization,
      deployments: [
        deployed("c", 5, .failed, 1_700_000_300), deployed("b", 3, .inProgress, 1_700_000_200),
        deployed("a", 3, .complete, 1_700_000_100),
      ], created: 1_700_000_000, updated: 1_700_000_300)
    let mirror = Fixture { $0.beginning = .empty(organization: "globex") }
    #expect(try await mirror.sandbox.status().architectures == 0)
    try await mirror.sandbox.adopt(architectures: [arch], versions: versions, endpoints: [endpoint])
    let path = "/management/v1/orgs/globex/models/some-arch/versions"
    let list = try VersionList(body: Array(try await mirror.ask(.get, path).text.utf8))
    #expect(list.rows == versions)
    let answer = try await mirror.ask(.get, "/management/v1/endpoints/globex-main")
    let shown = try ModelEndpoint(body: Array(answer.text.utf8))
    #expect(shown.live == endpoint.live && shown.pending == endpoint.pending && shown.failed == endpoint.failed)
    #expect(shown.created == endpoint.created)
    // Others' names and other organizations are still refused.
    #expect(try await mirror.ask(.get, Fixture.versions()).status == 403)
    // What was under way goes on, and numbers go on behind the highest.
    try await mirror.sandbox.advanceClock(by: .seconds(3))
    #expect(try await mirror.ask(.get, path + "/next").json["response"]?["sync_status"] == "done")
    let body: JSON = ["model_arch_id": "some-arch", "model": ["weight_uri": "s3://globex/ten"]]
    let upload = try await mirror.ask(.post, "/management/v1/orgs/globex/models:upload", body)
    #expect(upload.json["name"] == "orgs/globex/models/some-arch/versions/10")
  }
}

extension Fixture {
  /// The files of the store, but for the one that only says who reads.
  fileprivate var bytes: [String: [UInt8]] {
    var bytes: [String: [UInt8]] = [:]
    for name in ["sandbox.sqlite", "sandbox.sqlite-wal"] {
      bytes[name] = FileManager.default.contents(atPath: directory + "/" + name).map(Array.init)
    }
    return bytes
  }
}
