import CBSCatalog
import CBSSandbox
import CBSValues
import Testing

/// Items 38 to 50 of api.md, section 7: access, errors, transport.
@Suite struct AccessItemTests {
  private static let list = "\(Fixture.management)/orgs/acme/models"

  @Test("item 38: no Bearer key is 403, a wrong one and the other service's are 401")
  func keys() async throws {
    let fixture = Fixture()
    for key in [Fixture.Key.none, .text("Basic abc"), .text("abc"), .text("Bearer")] {
      let answer = try await fixture.ask(.get, Self.list, key: key)
      #expect(answer.status == 403)
      #expect(answer.json == ["detail": "Not authenticated"])
    }
    let wrong: JSON = [
      "message": "Wrong API Key", "type": "invalid_request_error", "param": "api_key", "code": "wrong_api_key",
    ]
    for key in [Fixture.Key.inference, .text("Bearer nonsense")] {
      let answer = try await fixture.ask(.get, Self.list, key: key)
      #expect(answer.status == 401)
      #expect(answer.json == wrong)
    }
    let other = try await fixture.chat(Fixture.chatBody(), key: .management)
    #expect(other.status == 401)
    #expect(other.json == wrong)
  }

  @Test("item 39: another organization and its endpoints are 403, whether they exist or not")
  func otherOrganization() async throws {
    let fixture = Fixture()
    for path in [
      "\(Fixture.management)/orgs/other/models", "\(Fixture.management)/orgs/other/endpoints",
      "\(Fixture.management)/orgs/other/models/gpt-oss-120b/versions/1",
      "\(Fixture.management)/endpoints/other-endpoint",
    ] {
      #expect(try await fixture.ask(.get, path).status == 403)
    }
    #expect(try await fixture.deploy("1", to: "other-endpoint").status == 403)
    #expect(try await fixture.ask(.get, Fixture.versions("qwen-3-32b")).status == 404)
    #expect(try await fixture.ask(.get, Fixture.version("9")).status == 404)
  }

  @Test("item 40: without the preview every management call is 403, and inference works")
  func preview() async throws {
    let fixture = Fixture { $0.isPreviewEnabled = false }
    #expect(try await fixture.ask(.get, Self.list).status == 403)
    #expect(try await fixture.chat(Fixture.chatBody()).status == 200)
  }

  @Test("item 41: an unknown path is an empty 404, a wrong method 405")
  func unknownPath() async throws {
    let fixture = Fixture()
    for path in ["/", "/management/v1", "/management/v2/orgs/acme/models", "/v1/nothing", "\(Self.list)/"] {
      let answer = try await fixture.ask(.get, path)
      #expect(answer.status == 404)
      #expect(answer.text.isEmpty)
      #expect(answer.headers["content-type"]?.hasPrefix("text/plain") == true)
    }
    for method in [CBSCatalog.Method.post, .head, .delete] {
      let answer = try await fixture.ask(method, Self.list)
      #expect(answer.status == 405)
      #expect(answer.json == ["detail": "Method Not Allowed"])
    }
  }

  @Test("item 42: malformed JSON is 422 with its offset", arguments: [("{\"a\":", 5), ("[1,]", 3), ("nope", 0)])
  func malformed(text: String, offset: Int64) async throws {
    let answer = try await Fixture().ask(.patch, Fixture.version("1"), bytes: Array(text.utf8))
    #expect(answer.status == 422)
    #expect(answer.json["detail"]?[0]?["loc"] == ["body", .integer(offset)])
    #expect(answer.json["detail"]?[0]?["type"] == "json_invalid")
  }

  @Test("item 42: no body and a body that is no object are 422")
  func noObject() async throws {
    let fixture = Fixture()
    #expect(try await fixture.ask(.patch, Fixture.version("1")).status == 422)
    #expect(try await fixture.ask(.patch, Fixture.version("1"), ["production"]).status == 422)
  }

  @Test("item 43: nothing is limited by default, and 429 comes with Retry-After on demand")
  func rateLimit() async throws {
    let fixture = Fixture()
    for _ in 0..<50 { #expect(try await fixture.ask(.get, Self.list).status == 200) }
    try await fixture.sandbox.addFault(InjectedFault(.status(429, retryAfterSeconds: 7), pattern: "/management/*"))
    let limited = try await fixture.ask(.get, Self.list)
    #expect(limited.status == 429)
    #expect(limited.headers["Retry-After"] == "7")
    #expect(limited.json["code"] == "request_quota_exceeded")
    #expect(try await fixture.ask(.get, Self.list).status == 200)
  }

  @Test("item 44: the colon of a method may be encoded", arguments: ["%3A", "%3a", ":"])
  func encodedColon(colon: String) async throws {
    let fixture = Fixture()
    let path = "\(Fixture.management)/endpoints/\(Fixture.endpoint)\(colon)deployModel"
    #expect(try await fixture.ask(.post, path, ["model": "orgs/acme/models/gpt-oss-120b/versions/1"]).status == 200)
    let upload = "\(Fixture.management)/orgs/acme/models\(colon)upload"
    let body: JSON = ["model_arch_id": "zai-glm-4.7", "model": ["weight_uri": "s3://abc/x"]]
    #expect(try await fixture.ask(.post, upload, body).status == 200)
  }

  @Test("item 45: ids hold dots, and what can be no id is not found")
  func ids() async throws {
    let fixture = Fixture()
    #expect(try await fixture.ask(.get, Fixture.versions("llama3.1-8b")).status == 200)
    #expect(try await fixture.ask(.get, Fixture.versions("-bad")).status == 404)
    #expect(try await fixture.ask(.get, "\(Fixture.management)/endpoints/..x%20y").status == 403)
  }

  @Test("item 46: inference lists the endpoints, echoes the one asked, and knows no others")
  func models() async throws {
    let fixture = Fixture()
    let list = try await fixture.ask(.get, "/v1/models", key: .inference)
    #expect(list.json["object"] == "list")
    #expect(list.json["data"]?.array?.map { $0["id"] } == ["acme-gpt-oss-120b", "acme-llama3.1-8b"])
    #expect(list.json["data"]?[0]?["owned_by"] == "acme")
    #expect(
      try await fixture.ask(.get, "/v1/models/acme-llama3.1-8b", key: .inference).json["id"] == "acme-llama3.1-8b")
    #expect(try await fixture.chat(Fixture.chatBody()).json["model"] == "acme-gpt-oss-120b")
    for answer in [
      try await fixture.chat(Fixture.chatBody(model: "gpt-5")),
      try await fixture.ask(.get, "/v1/models/nobody", key: .inference),
    ] {
      #expect(answer.status == 404)
      #expect(answer.json["code"] == "model_not_found")
    }
  }

  @Test("item 47: a bad inference body is 400, or 422 by the switch")
  func validationStatus() async throws {
    let body = Fixture.chatBody().with("colour", "red")
    let answer = try await Fixture().chat(body)
    #expect(answer.status == 400)
    #expect(
      answer.json == [
        "message": "colour: property 'colour' is unsupported", "type": "invalid_request_error",
        "param": "validation_error", "code": "wrong_api_format",
      ])
    #expect(try await Fixture { $0.validationStatus = 422 }.chat(body).status == 422)
  }

  @Test("item 48: metrics are 401, 403, 404, and 429 above six a minute")
  func metricsErrors() async throws {
    let fixture = Fixture()
    let path = "/api/v1/metrics/organizations/"
    #expect(try await fixture.ask(.get, path + "org_acme01", key: .text("Bearer no")).status == 401)
    #expect(try await fixture.ask(.get, path + "org_other", key: .inference).status == 403)
    #expect(try await fixture.ask(.get, path + "acme", key: .inference).status == 404)
    for _ in 0..<6 { #expect(try await fixture.ask(.get, path + "org_acme01", key: .inference).status == 200) }
    #expect(try await fixture.ask(.get, path + "org_acme01", key: .inference).status == 429)
    try await fixture.sandbox.advanceClock(by: .seconds(61))
    #expect(try await fixture.ask(.get, path + "org_acme01", key: .inference).status == 200)
  }

  @Test("item 50: times are whole seconds in management, and a float only in time_info")
  func times() async throws {
    let fixture = Fixture()
    try await fixture.sandbox.advanceClock(by: .milliseconds(1250))
    let deployed = try await fixture.deploy("1")
    #expect(deployed.json["response"]?["created"]?.integer != nil)
    #expect(try await fixture.status()["created"]?.integer != nil)
    let chat = try await fixture.chat(Fixture.chatBody())
    #expect(chat.json["created"]?.integer == 1_775_034_001)
    #expect(chat.json["time_info"]?["created"] == .float(1_775_034_001.25))
  }
}
