import CBSCatalog
import CBSSandbox
import CBSValues
import CBSWeights
import FoundationEssentials
import Testing

/// Uploads read the weights (item 49), and the seeded bucket holds what it says.
@Suite struct WeightsTests {
  private static let bucket = "s3://acme-weights/"

  @Test(
    "item 49: every seeded checkpoint syncs, or fails with its reason",
    arguments: [
      ("support-bot/2026-03", "gpt-oss-120b", "done", 0, ""), ("support-bot/2026-04", "gpt-oss-120b", "done", 0, ""),
      ("support-bot/2026-05/", "gpt-oss-120b", "done", 0, ""), ("llama-chat/v1", "llama3.1-8b", "done", 0, ""),
      ("glm-coder/v1", "zai-glm-4.7", "done", 0, ""),
      ("broken/missing-shard", "gpt-oss-120b", "failed", 3, "model-00002-of-00002.safetensors"),
      ("broken/cut-shard", "gpt-oss-120b", "failed", 3, "model-00002-of-00002.safetensors"),
      ("broken/git-lfs-pointer", "gpt-oss-120b", "failed", 3, "Git LFS"),
      ("broken/wrong-architecture", "gpt-oss-120b", "failed", 3, "llama"),
      ("support-bot/2026-05", "llama3.1-8b", "failed", 3, "gpt_oss"),
      ("nothing/here", "gpt-oss-120b", "failed", 5, "nothing"),
    ])
  func seeded(prefix: String, arch: String, status: String, code: Int64, reason: String) async throws {
    let fixture = Fixture { $0.checksWeights = true }
    let uploaded = try await fixture.upload(Self.bucket + prefix, arch: arch)
    let id = try #require(uploaded.json["name"]?.string?.split(separator: "/").last)
    try await fixture.sandbox.advanceClock(by: .seconds(2))
    #expect(
      try await fixture.ask(.get, Fixture.version(String(id), arch)).json["response"]?["sync_status"] == "in_progress")
    try await fixture.sandbox.advanceClock(by: .seconds(2))
    let answer = try await fixture.ask(.get, Fixture.version(String(id), arch)).json
    #expect(answer["response"]?["sync_status"] == .string(status))
    #expect(answer["error"]?["code"]?.integer ?? 0 == code)
    let message = answer["error"]?["message"]?.string ?? ""
    #expect(message.isEmpty == reason.isEmpty)
    #expect(reason.isEmpty || message.contains(reason), "\(message)")
  }

  @Test("a bucket that is not there fails the sync with 'not found'")
  func noBucket() async throws {
    let fixture = Fixture { $0.checksWeights = true }
    _ = try await fixture.upload("s3://no-such-bucket/x")
    try await fixture.sandbox.advanceClock(by: .seconds(5))
    #expect(try await fixture.ask(.get, Fixture.version("3")).json["error"]?["code"] == 5)
  }

  @Test("what was read once stays, whatever happens to the bucket")
  func once() async throws {
    let fixture = Fixture { $0.checksWeights = true }
    _ = try await fixture.upload(Self.bucket + "support-bot/2026-05")
    try await fixture.sandbox.advanceClock(by: .seconds(2))
    _ = try await fixture.ask(.get, Fixture.version("3"))
    try FileManager.default.removeItem(atPath: fixture.sandbox.bucketsDirectory + "/acme-weights")
    try await fixture.sandbox.advanceClock(by: .seconds(5))
    #expect(try await fixture.ask(.get, Fixture.version("3")).json["response"]?["sync_status"] == "done")
  }

  @Test("other weights give another fingerprint, the same weights the same words")
  func digest() async throws {
    let fixture = Fixture { $0.checksWeights = true }
    let before = try await fixture.chat(Fixture.chatBody()).json
    _ = try await fixture.upload(Self.bucket + "support-bot/2026-05", suffix: "support-bot")
    try await fixture.sandbox.advanceClock(by: .seconds(5))
    _ = try await fixture.deploy("3")
    try await fixture.sandbox.advanceClock(by: .seconds(5))
    let after = try await fixture.chat(Fixture.chatBody()).json
    #expect(before["system_fingerprint"] != after["system_fingerprint"])
    #expect(before["choices"]?[0]?["message"]?["content"] != after["choices"]?[0]?["message"]?["content"])
  }

  @Test("weights in a store of the options are read there, without holding up the answer")
  func otherStore() async throws {
    let store = SlowStore()
    let fixture = Fixture {
      $0.checksWeights = true
      $0.weights = store
    }
    _ = try await fixture.upload("s3://elsewhere/good")
    try await fixture.sandbox.advanceClock(by: .seconds(5))
    let waiting = try await fixture.ask(.get, Fixture.version("3")).json
    #expect(waiting["response"]?["sync_status"] == "in_progress")
    await store.open()
    var status = ""
    while status != "failed" {
      status = try await fixture.ask(.get, Fixture.version("3")).json["response"]?["sync_status"]?.string ?? ""
      await Task.yield()
    }
    #expect(try await fixture.ask(.get, Fixture.version("3")).json["error"]?["code"] == 7)
  }

  @Test("buckets and objects can be listed and buckets made")
  func buckets() async throws {
    let fixture = Fixture()
    #expect(try await fixture.sandbox.buckets() == ["acme-weights"])
    let objects = try await fixture.sandbox.objects(in: "acme-weights", prefix: "llama-chat/")
    #expect(objects.map(\.key).contains("llama-chat/v1/config.json"))
    #expect(objects.first?.modified == "2026-03-06T09:00:00Z")
    try await fixture.sandbox.makeBucket("more-weights")
    #expect(try await fixture.sandbox.buckets() == ["acme-weights", "more-weights"])
    await #expect(throws: S3LocationError.self) { try await fixture.sandbox.makeBucket("../up") }
  }
}

/// A store that answers nothing until it is opened, and refuses then.
private actor SlowStore: ObjectStore {
  private var isOpen = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func open() {
    isOpen = true
    for continuation in waiting { continuation.resume() }
    waiting = []
  }

  func list(bucket: String, prefix: String) async throws(StoreError) -> [StoredObject] {
    if !isOpen { await withCheckedContinuation { waiting.append($0) } }
    throw StoreError(.accessDenied, bucket: bucket)
  }

  func read(bucket: String, key: String, range: Range<Int64>?) async throws(StoreError) -> ObjectBytes {
    throw StoreError(.accessDenied, bucket: bucket, key: key)
  }
}
