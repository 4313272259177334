import CBSCatalog
import CBSSandbox
import CBSValues
import Testing

/// Items 1 to 11 of api.md, section 7: versions and uploads.
@Suite struct VersionItemTests {
  @Test("item 1: a sync is queued, in progress, done")
  func syncStates() async throws {
    let fixture = Fixture()
    let queued = try await fixture.upload()
    #expect(queued.json["response"]?["sync_status"] == "queued")
    #expect(queued.json["done"] == false)
    try await fixture.sandbox.advanceClock(by: .seconds(1))
    let running = try await fixture.ask(.get, Fixture.version("3"))
    #expect(running.json["response"]?["sync_status"] == "in_progress")
    #expect(running.json["done"] == false)
    try await fixture.sandbox.advanceClock(by: .seconds(2))
    let done = try await fixture.ask(.get, Fixture.version("3"))
    #expect(done.json["response"]?["sync_status"] == "done")
    #expect(done.json["done"] == true)
  }

  @Test("item 2: a failed sync is 200 with an error object")
  func failedSync() async throws {
    let fixture = Fixture()
    try await fixture.sandbox.addFault(Fault(.syncFailure("the bucket went away"), pattern: Fixture.arch))
    _ = try await fixture.readyVersion()
    let failed = try await fixture.ask(.get, Fixture.version("3"))
    #expect(failed.status == 200)
    #expect(failed.json["done"] == true)
    #expect(failed.json["response"]?["sync_status"] == "failed")
    #expect(failed.json["error"] == ["code": 13, "message": "the bucket went away", "details": []])
  }

  @Test(
    "item 3: bad uploads are refused at once",
    arguments: [
      (#"{"model":{"weight_uri":"s3://abc/x"}}"#, 422, #"["body","model_arch_id"]"#, "missing"),
      (#"{"model_arch_id":"gpt-oss-120b"}"#, 422, #"["body","model"]"#, "missing"),
      (#"{"model_arch_id":"gpt-oss-120b","model":{}}"#, 422, #"["body","model","weight_uri"]"#, "missing"),
      (#"{"model_arch_id":7,"model":{"weight_uri":"s3://abc/x"}}"#, 422, #"["body","model_arch_id"]"#, "string_type"),
      (
        #"{"model_arch_id":"gpt-oss-120b","model":{"weight_uri":"s3://abc/x","version_aliases":["Prod"]}}"#, 422,
        #"["body","model","version_aliases",0]"#, "string_pattern_mismatch"
      ),
      (
        #"{"model_arch_id":"gpt-oss-120b","model":{"weight_uri":"s3://abc/x","version_aliases":"prod"}}"#, 422,
        #"["body","model","version_aliases"]"#, "list_type"
      ),
    ])
  func badUpload(body: String, status: Int, location: String, type: String) async throws {
    let fixture = Fixture()
    let path = "\(Fixture.management)/orgs/acme/models:upload"
    let answer = try await fixture.ask(.post, path, bytes: Array(body.utf8))
    #expect(answer.status == status)
    #expect(answer.json["detail"]?[0]?["loc"]?.text == location)
    #expect(answer.json["detail"]?[0]?["type"]?.string == type)
    let list = try await fixture.ask(.get, Fixture.versions())
    #expect(list.json["model_versions"]?.array?.count == 2)
  }

  @Test("item 3: an unknown architecture is 404, a taken alias 409, and no number is used up")
  func refusedUpload() async throws {
    let fixture = Fixture()
    #expect(try await fixture.upload(arch: "qwen-3-32b").status == 404)
    let taken = try await fixture.upload(aliases: ["fresh", "production"])
    #expect(taken.status == 409)
    #expect(taken.json["detail"]?.string?.contains("'production'") == true)
    let next = try await fixture.upload(aliases: ["fresh"])
    #expect(next.json["name"] == "orgs/acme/models/gpt-oss-120b/versions/3")
  }

  @Test(
    "item 4: which weight addresses are taken",
    arguments: [
      ("s3://abc", 200), ("s3://abc/", 200), ("s3://a.b-c1/x/y/", 200), ("s3://ab", 422), ("s3://Abc/x", 422),
      ("s3://abc-/x", 422), ("https://abc/x", 422), ("abc/x", 422), ("", 422),
    ])
  func weightAddress(uri: String, status: Int) async throws {
    let answer = try await Fixture().upload(uri)
    #expect(answer.status == status)
    if status == 200 { #expect(answer.json["response"]?["customer_s3_uri"] == .string(uri)) }
  }

  @Test(
    "item 5: which suffixes are taken",
    arguments: [
      ("support-bot", 200), ("A.b_9-", 200), ("", 422), ("a b", 422), (String(repeating: "x", count: 65), 422),
    ])
  func suffix(text: String, status: Int) async throws {
    #expect(try await Fixture().upload(suffix: text).status == status)
  }

  @Test("item 5: the fingerprint changes with the version and carries its suffix")
  func fingerprint() async throws {
    let fixture = Fixture()
    let plain = try await fixture.readyVersion()
    let before = try await fixture.chat(Fixture.chatBody()).json["system_fingerprint"]?.string ?? ""
    #expect(before.wholeMatch(of: /fp_[0-9a-f]{20}-support-bot/) != nil)
    _ = try await fixture.deploy("\(plain)")
    try await fixture.sandbox.advanceClock(by: .seconds(3))
    let after = try await fixture.chat(Fixture.chatBody()).json["system_fingerprint"]?.string ?? ""
    #expect(after.wholeMatch(of: /fp_[0-9a-f]{20}/) != nil)
    #expect(!before.hasPrefix(after))
  }

  @Test("item 6: unknown keys are ignored, or refused when asked to")
  func unknownKeys() async throws {
    let body: JSON = [
      "model_arch_id": "gpt-oss-120b", "model": ["weight_uri": "s3://abc/x", "colour": "red"], "speed": 9,
    ]
    let path = "\(Fixture.management)/orgs/acme/models:upload"
    #expect(try await Fixture().ask(.post, path, body).status == 200)
    let strict = try await Fixture { $0.refusesUnknownKeys = true }.ask(.post, path, body)
    #expect(strict.status == 422)
    #expect(strict.json["detail"]?.array?.map { $0["type"] } == ["extra_forbidden", "extra_forbidden"])
  }

  @Test("item 7: numbers count up per architecture, are never used again, and failures use one")
  func numbers() async throws {
    let fixture = Fixture()
    #expect(try await fixture.readyVersion(arch: "llama3.1-8b") == 1)
    #expect(try await fixture.readyVersion() == 3)
    #expect(try await fixture.ask(.delete, Fixture.version("3")).status == 200)
    try await fixture.sandbox.addFault(Fault(.syncFailure(nil), pattern: "*"))
    #expect(try await fixture.readyVersion() == 4)
    #expect(try await fixture.readyVersion() == 5)
    #expect(try await fixture.readyVersion(arch: "llama3.1-8b") == 2)
  }

  @Test("item 8: the suffix is left out when unset, aliases never")
  func optionalMembers() async throws {
    let fixture = Fixture()
    let bare = try await fixture.upload()
    #expect(!bare.text.contains("system_fingerprint_suffix"))
    #expect(bare.json["response"]?["version_aliases"] == [])
    let full = try await fixture.upload(aliases: [], suffix: "x")
    #expect(full.json["response"]?["system_fingerprint_suffix"] == "x")
  }

  @Test("item 9: lists keep their order")
  func order() async throws {
    let fixture = Fixture()
    for _ in 0..<9 { _ = try await fixture.upload() }
    let names = try await fixture.ask(.get, Fixture.versions()).json["model_versions"]?.array ?? []
    #expect(names.map { $0["name"]?.string?.split(separator: "/").last } == (1...11).map { Substring("\($0)") })
    let architectures = try await fixture.ask(.get, "\(Fixture.management)/orgs/acme/models").json
    #expect(architectures == ["model_architectures": ["gpt-oss-120b", "zai-glm-4.7", "llama3.1-8b"]])
    let endpoints = try await fixture.ask(.get, "\(Fixture.management)/orgs/acme/endpoints").json["endpoints"]
    #expect(endpoints?.array?.map { $0["endpoint_id"] } == ["acme-gpt-oss-120b", "acme-llama3.1-8b"])
  }

  @Test("items 10 and 11: the same address twice makes two versions, and the list shows both")
  func sameAddress() async throws {
    let fixture = Fixture()
    _ = try await fixture.upload("s3://acme-weights/again")
    _ = try await fixture.upload("s3://acme-weights/again")
    let versions = try await fixture.ask(.get, Fixture.versions()).json["model_versions"]?.array ?? []
    #expect(versions.filter { $0["response"]?["customer_s3_uri"] == "s3://acme-weights/again" }.count == 2)
  }
}
