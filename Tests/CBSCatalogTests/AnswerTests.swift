import CBSCatalog
import CBSValues
import Testing

/// Answers of the API's pages and of recordings, composed anew, and what users see of them.
@Suite struct AnswerTests {
  private func read<Value: Answer>(_ type: Value.Type, _ text: String) throws -> Value {
    let value = try Value(wire: try JSON(parsing: text))
    #expect(try Value(wire: value.wire) == value, "decoding what was encoded")
    #expect(try Value(body: value.body) == value)
    return value
  }

  @Test func aVersionOnItsWay() throws {
    let version = try read(
      ModelVersion.self,
      #"""
      {"name":"orgs/acme/models/gpt-oss-120b/versions/7","done":false,"new":1,
       "response":{"customer_s3_uri":"s3://acme-weights/bot","version_aliases":["candidate"],"sync_status":"queued"}}
      """#)
    #expect(!version.isReady && !version.isFailed)
    #expect(
      version.view.text
        == #"{"name":"orgs/acme/models/gpt-oss-120b/versions/7","arch":"gpt-oss-120b","id":7,"status":"queued","done":false,"#
        + #""aliases":["candidate"],"uri":"s3://acme-weights/bot","suffix":null,"error":null}"#)
  }

  @Test(arguments: [
    ("true", "done", true, false), ("false", "done", false, false), ("true", "failed", false, true),
    ("false", "failed", false, true), ("true", "paused", false, true), ("false", "paused", false, false),
  ])
  func readinessFollowsBothMembers(done: String, status: String, isReady: Bool, isFailed: Bool) throws {
    let version = try read(
      ModelVersion.self,
      #"{"name":"orgs/o/models/a/versions/1","done":\#(done),"response":{"sync_status":"\#(status)"}}"#)
    #expect(version.isReady == isReady && version.isFailed == isFailed)
    #expect(version.view["status"]?.string == status)
  }

  @Test func aVersionThatFailed() throws {
    let version = try read(
      ModelVersion.self,
      #"""
      {"name":"orgs/acme/models/a/versions/9","done":true,"error":{"code":3,"message":"no config.json","details":[]},
       "response":{"sync_status":"failed","version_aliases":null,"system_fingerprint_suffix":"bot"}}
      """#)
    #expect(version.view["error"]?.text == #"{"code":3,"message":"no config.json"}"#)
    #expect(version.suffix == "bot" && version.aliases.isEmpty)
  }

  @Test func aVersionWithoutResponseIsUnknown() throws {
    let version = try read(ModelVersion.self, #"{"name":"orgs/o/models/a/versions/1","done":false}"#)
    #expect(version.view["status"] == "unknown")
  }

  @Test func bothFormsOfAnEndpoint() throws {
    let list = try read(
      EndpointList.self,
      #"""
      {"endpoints":[{"endpoint_id":"acme-gpt-oss-120b","model_arch_id":"gpt-oss-120b","created":1770000000,
      "updated":1774000600,"org_name":"acme"}]}
      """#)
    #expect(list.rows.first?.organization?.text == "acme")
    #expect(list.view[0]?["deployments"] == nil)
    let endpoint = try read(
      ModelEndpoint.self,
      #"""
      {"name":"acme-gpt-oss-120b","model_arch_id":"gpt-oss-120b","deployed_models":[
       {"id":"c","model":"orgs/acme/models/gpt-oss-120b/versions/9","created":30,"state":"failed"},
       {"id":"b","model":"orgs/acme/models/gpt-oss-120b/versions/8","created":20,"state":"in_progress"},
       {"id":"a","model":"orgs/acme/models/gpt-oss-120b/versions/7","version_alias":"production","created":10,"state":"complete"},
       {"id":"z","model":"orgs/acme/models/gpt-oss-120b/versions/6","created":5,"state":"complete"}],
       "managing_org_name":"acme","created":1770000000,"updated":1774000600}
      """#)
    #expect(endpoint.view["live"]?["version"] == 7)
    #expect(endpoint.view["live"]?["alias"] == "production")
    #expect(endpoint.pending.map(\.id) == ["b"])
    #expect(endpoint.failed?.number == 9)
    #expect(endpoint.id.text == list.rows.first?.id.text)
  }

  @Test func anEndpointNobodyDeployedTo() throws {
    let endpoint = try read(
      ModelEndpoint.self, #"{"name":"e","model_arch_id":"a","deployed_models":[],"created":1,"updated":2}"#)
    #expect(endpoint.view["live"] == nil as JSON)
    #expect(endpoint.deployments == [])
  }

  @Test func aDeployment() throws {
    let deployment = try read(
      Deployment.self,
      #"""
      {"name":"3f0c8a52-6b1e-4d7a-9a44-0d5b7c1e2f90","done":false,"response":{"deployment_id":"3f0c8a52","endpoint_id":
      "acme-gpt-oss-120b","org_name":"acme","model_arch_id":"gpt-oss-120b","version_id":7,"created":1774000000,
      "updated":1774000000,"rollout_status":"not_started"}}
      """#)
    #expect(deployment.number == 7 && deployment.status == .notStarted)
    #expect(try read(Deployment.self, #"{"name":"u"}"#).view["version"] == nil as JSON)
  }

  @Test func aliasesAndArchitectures() throws {
    let aliases = try read(
      AliasList.self, #"{"name":"orgs/acme/models/gpt-oss-120b/versions/7","version_aliases":["production","r7"]}"#)
    #expect(aliases.view["version"] == "gpt-oss-120b/7")
    #expect(try read(ArchitectureList.self, #"{"model_architectures":["gpt-oss-120b","zai-glm-4.7"]}"#).rows.count == 2)
    #expect(try read(VersionList.self, #"{"model_versions":[]}"#).rows.isEmpty)
  }

  @Test(arguments: [
    (#"{"name":"orgs/o/models/a/versions/1","deleted":true}"#, true), (#"{"message":"gone"}"#, true), ("", true),
    ("null", true), ("{}", true), (" \n", true), (#"{"deleted":false}"#, false),
  ])
  func everyDocumentedDeletion(body: String, isDeleted: Bool) throws {
    let deletion = try Deletion(body: Array(body.utf8))
    #expect(deletion.isDeleted == isDeleted)
    #expect(try Deletion(wire: deletion.wire) == deletion)
  }

  @Test func modelsOfBothLists() throws {
    let models = try read(
      ModelList.self, #"{"object":"list","data":[{"id":"m","object":"model","created":0,"owned_by":"Cerebras"}]}"#)
    #expect(models.rows.first?.owner == "Cerebras")
    let list = try read(
      PublicModelList.self,
      #"""
      {"object":"list","data":[{"id":"m","name":"M","pricing":{"prompt":"0.00000035","completion":"0.00000075"},
      "capabilities":{"streaming":true,"vision":false,"tools":true},"limits":{"max_context_length":131072,
      "max_completion_tokens":40960,"requests_per_minute":null},"deprecated":false,"preview":true}]}
      """#)
    #expect(list.rows.first?.capabilities == ["streaming", "tools"])
    #expect(list.view[0]?["context"] == 131_072)
  }

  @Test(arguments: [
    ("{}", "'model_versions' is missing"), (#"{"model_versions":7}"#, "'model_versions' is a number, not a list"),
    (
      #"{"model_versions":[{"name":"x","done":true}]}"#,
      "'model_versions[0].name' does not match orgs/ORG/models/ARCH/versions/NUMBER"
    ),
    (
      #"{"model_versions":[{"name":"orgs/o/models/a/versions/1","done":"yes"}]}"#,
      "'model_versions[0].done' is a string, not a boolean"
    ),
    (
      #"{"model_versions":[{"name":"orgs/o/models/a/versions/1","done":true,"response":{"version_aliases":[1]}}]}"#,
      "'model_versions[0].response.version_aliases[0]' is a number, not a string"
    ),
    ("[]", "the body is a list, not an object"), ("{", "not JSON: "),
  ])
  func whatIsNotAnAnswerSaysWhere(body: String, message: String) {
    let error = #expect(throws: UnreadableBody.self) { try VersionList(body: Array(body.utf8)) }
    #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
  }
}
