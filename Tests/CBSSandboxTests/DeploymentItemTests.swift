import CBSCatalog
import CBSSandbox
import CBSValues
import Testing

/// Items 24 to 37 of api.md, section 7: deploying.
@Suite struct DeploymentItemTests {
  @Test("item 24: a version that is not done is 409 with its status")
  func notDone() async throws {
    let fixture = Fixture()
    _ = try await fixture.upload()
    let queued = try await fixture.deploy("3")
    #expect(queued.status == 409)
    #expect(queued.json["detail"]?.string?.contains("queued") == true)
    try await fixture.sandbox.addFault(InjectedFault(.syncFailure(nil)))
    _ = try await fixture.readyVersion()
    let failed = try await fixture.deploy("4")
    #expect(failed.status == 409)
    #expect(failed.json["detail"]?.string?.contains("failed") == true)
  }

  @Test("item 25: another architecture is 400, a missing version 404, another organization 403, no name 422")
  func wrongModel() async throws {
    let fixture = Fixture()
    _ = try await fixture.readyVersion(arch: "llama3.1-8b")
    #expect(try await fixture.deploy("1", arch: "llama3.1-8b").status == 400)
    #expect(try await fixture.deploy("77").status == 404)
    let path = "\(Fixture.management)/endpoints/\(Fixture.endpoint):deployModel"
    let other = try await fixture.ask(.post, path, ["model": "orgs/other/models/gpt-oss-120b/versions/1"])
    #expect(other.status == 403)
    for text in ["gpt-oss-120b/1", "", "orgs/acme/models/gpt-oss-120b/versions/"] {
      let answer = try await fixture.ask(.post, path, ["model": .string(text)])
      #expect(answer.status == 422)
      #expect(answer.json["detail"]?[0]?["type"] == "string_pattern_mismatch")
    }
    #expect(try await fixture.ask(.post, path, ["model_version": "x"]).json["detail"]?[0]?["type"] == "missing")
  }

  @Test("item 26: deploys queue first in, first out, one rollout at a time")
  func queue() async throws {
    let fixture = Fixture()
    _ = try await fixture.readyVersion()
    let first = try await fixture.deploy("3")
    let second = try await fixture.deploy("1")
    #expect(first.json["name"] != second.json["name"])
    #expect(first.json["response"]?["rollout_status"] == "not_started")
    try await fixture.sandbox.advanceClock(by: .seconds(2))
    #expect(try await fixture.deployments() == ["1 not_started", "3 in_progress", "2 complete"])
    try await fixture.sandbox.advanceClock(by: .seconds(2))
    #expect(try await fixture.deployments() == ["1 in_progress", "3 complete"])
    try await fixture.sandbox.advanceClock(by: .seconds(2))
    #expect(try await fixture.deployments() == ["1 complete"])
  }

  @Test("item 26: endpoints roll out beside each other")
  func beside() async throws {
    let fixture = Fixture()
    let other = try await fixture.readyVersion(arch: "llama3.1-8b")
    _ = try await fixture.deploy("1")
    _ = try await fixture.deploy("\(other)", to: "acme-llama3.1-8b", arch: "llama3.1-8b")
    try await fixture.sandbox.advanceClock(by: .seconds(1))
    #expect(try await fixture.deployments() == ["1 in_progress", "2 complete"])
    #expect(try await fixture.deployments(of: "acme-llama3.1-8b") == ["1 in_progress"])
  }

  @Test("item 26: with the switch, a deploy to a busy endpoint is 409")
  func busy() async throws {
    let fixture = Fixture { $0.refusesConcurrentDeploys = true }
    #expect(try await fixture.deploy("1").status == 200)
    #expect(try await fixture.deploy("2").status == 409)
    try await fixture.sandbox.advanceClock(by: .seconds(3))
    #expect(try await fixture.deploy("2").status == 200)
  }

  @Test("item 27: deploying what is live makes a new deployment that completes quickly")
  func again() async throws {
    let fixture = Fixture()
    let before = try await fixture.status()["deployed_models"]?[0]?["id"]
    let answer = try await fixture.deploy("2")
    try await fixture.sandbox.advanceClock(by: .milliseconds(400))
    let after = try await fixture.status()["deployed_models"]?.array
    #expect(after?.count == 1)
    #expect(after?[0]["id"] == answer.json["name"])
    #expect(after?[0]["id"] != before)
  }

  @Test("item 28: a rollout is not started, in progress, complete")
  func rolloutStates() async throws {
    let fixture = Fixture()
    let answer = try await fixture.deploy("r1")
    #expect(answer.json["done"] == false)
    #expect(answer.json["response"]?["version_id"] == 1)
    #expect(answer.json["response"]?["deployment_id"] == answer.json["name"])
    var seen: [String] = []
    for _ in 0..<8 {
      seen.append(try await fixture.deployments().first ?? "")
      try await fixture.sandbox.advanceClock(by: .milliseconds(500))
    }
    #expect(seen == ["1 not_started"] + Array(repeating: "1 in_progress", count: 5) + ["1 complete", "1 complete"])
  }

  @Test("item 29: a failure is shown until the next deploy, and the newest comes first")
  func failureShown() async throws {
    let fixture = Fixture()
    try await fixture.sandbox.addFault(InjectedFault(.rolloutFailure, pattern: Fixture.endpoint))
    _ = try await fixture.deploy("1")
    try await fixture.sandbox.advanceClock(by: .seconds(5))
    #expect(try await fixture.deployments() == ["1 failed", "2 complete"])
    _ = try await fixture.deploy("1")
    #expect(try await fixture.deployments() == ["1 not_started", "2 complete"])
    try await fixture.sandbox.advanceClock(by: .seconds(5))
    #expect(try await fixture.deployments() == ["1 complete"])
  }

  @Test("items 30 and 31: the old version answers until the new one is complete; a failure leaves it")
  func zeroDowntime() async throws {
    let fixture = Fixture()
    let ask = { try await fixture.chat(Fixture.chatBody()).json["choices"]?[0]?["message"]?["content"]?.string ?? "" }
    _ = try await fixture.deploy("1")
    for _ in 0..<6 {
      #expect(try await ask().hasPrefix("Version 2 of gpt-oss-120b (support-bot) says: "))
      try await fixture.sandbox.advanceClock(by: .milliseconds(499))
    }
    try await fixture.sandbox.advanceClock(by: .milliseconds(10))
    #expect(try await ask().hasPrefix("Version 1 of gpt-oss-120b (support-bot) says: "))
    try await fixture.sandbox.addFault(InjectedFault(.rolloutFailure))
    _ = try await fixture.deploy("2")
    try await fixture.sandbox.advanceClock(by: .seconds(9))
    #expect(try await ask().hasPrefix("Version 1 "))
  }

  @Test("item 30: a running stream ends on the version it began on")
  func runningStream() async throws {
    let fixture = Fixture()
    let body = Fixture.chatBody().with("stream", true)
    var request = Request(.post, "/v1/chat/completions", body: Array(body.text.utf8))
    request.headers["Authorization"] = "Bearer \(SandboxKeys.standard.inference.reveal(for: .sandboxKeys))"
    let response = try await fixture.sandbox.send(request, within: .seconds(600))
    var text = ""
    var events = 0
    for try await chunk in response.body.chunks {
      text += String(decoding: chunk, as: UTF8.self)
      events += 1
      guard events == 2 else { continue }
      _ = try await fixture.deploy("1")
      try await fixture.sandbox.advanceClock(by: .seconds(10))
      #expect(try await fixture.deployments() == ["1 complete"])
    }
    let fingerprints = Set(
      try Fixture.events(text).dropLast().map { try JSON(parsing: $0)["system_fingerprint"]?.string ?? "" })
    #expect(fingerprints.count == 1)
    let now = try await fixture.chat(Fixture.chatBody()).json["system_fingerprint"]?.string
    #expect(now.map(fingerprints.contains) == false)
  }

  @Test("item 32: an endpoint never deployed to shows nothing and serves the stock model")
  func stock() async throws {
    let fixture = Fixture()
    #expect(try await fixture.status(of: "acme-llama3.1-8b")["deployed_models"] == [])
    let answer = try await fixture.chat(Fixture.chatBody(model: "acme-llama3.1-8b"))
    let content = answer.json["choices"]?[0]?["message"]?["content"]?.string ?? ""
    #expect(content.hasPrefix("The stock model of llama3.1-8b says: "))
  }

  @Test("item 33: the alias of a deployment is the one asked by, else the first, else none, and stays")
  func aliasSnapshot() async throws {
    let fixture = Fixture()
    let bare = try await fixture.readyVersion()
    _ = try await fixture.setAliases("1", ["r1", "old"])
    for (version, alias) in [("old", JSON.string("old")), ("1", "r1"), ("\(bare)", .null)] {
      _ = try await fixture.deploy(version)
      try await fixture.sandbox.advanceClock(by: .seconds(3))
      #expect(try await fixture.status()["deployed_models"]?[0]?["version_alias"] ?? .null == alias)
    }
    _ = try await fixture.setAliases("\(bare)", ["later"])
    #expect(try await fixture.status()["deployed_models"]?[0]?["version_alias"] == nil)
  }

  @Test("item 34: the endpoint's time of change follows each state")
  func updated() async throws {
    let fixture = Fixture()
    try await fixture.sandbox.advanceClock(by: .seconds(100))
    let submitted = try await fixture.sandbox.now().seconds
    let answer = try await fixture.deploy("1")
    #expect(answer.json["response"]?["created"] == .integer(submitted))
    #expect(try await fixture.status()["updated"] == .integer(submitted))
    try await fixture.sandbox.advanceClock(by: .seconds(10))
    #expect(try await fixture.status()["updated"] == .integer(submitted + 3))
    #expect(try await fixture.status()["deployed_models"]?[0]?["created"] == .integer(submitted))
  }

  @Test("items 35 and 36: there is no route to look up, cancel or undeploy")
  func noRoute() async throws {
    let fixture = Fixture()
    let id = try await fixture.deploy("1").json["name"]?.string ?? ""
    let base = "\(Fixture.management)/endpoints/\(Fixture.endpoint)"
    #expect(try await fixture.ask(.get, "\(base)/deployments/\(id)").status == 404)
    #expect(try await fixture.ask(.get, "\(Fixture.management)/operations/\(id)").status == 404)
    #expect(try await fixture.ask(.post, "\(base):undeployModel").status == 405)
    #expect(try await fixture.ask(.delete, base).status == 405)
  }

  @Test("item 36: an older version deployed again is a rollback")
  func rollback() async throws {
    let fixture = Fixture()
    _ = try await fixture.deploy("1")
    try await fixture.sandbox.advanceClock(by: .seconds(3))
    _ = try await fixture.deploy("2")
    try await fixture.sandbox.advanceClock(by: .seconds(3))
    #expect(try await fixture.deployments() == ["2 complete"])
  }

  @Test("item 37: durations are as configured, and none is none")
  func durations() async throws {
    let fixture = Fixture {
      $0.syncTime = .zero
      $0.rolloutTime = .zero
    }
    _ = try await fixture.upload()
    #expect(try await fixture.ask(.get, Fixture.version("3")).json["done"] == true)
    #expect(try await fixture.deploy("3").json["done"] == false)
    #expect(try await fixture.deployments() == ["3 complete"])
  }

  @Test("item 37: a silent rollback takes the entry away and shows a newer one of the old version")
  func silentRollback() async throws {
    let fixture = Fixture()
    try await fixture.sandbox.addFault(InjectedFault(.silentRollback))
    let id = try await fixture.deploy("1").json["name"]
    try await fixture.sandbox.advanceClock(by: .seconds(5))
    let shown = try await fixture.status()["deployed_models"]?.array ?? []
    #expect(try await fixture.deployments() == ["2 complete"])
    #expect(!shown.contains { $0["id"] == id })
    let content = try await fixture.chat(Fixture.chatBody()).json["choices"]?[0]?["message"]?["content"]?.string
    #expect(content?.hasPrefix("Version 2 ") == true)
  }
}
