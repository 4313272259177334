import CBSCatalog
import CBSValues
import Testing

/// What a server says to requests that are not calls.
@Suite struct RequestReadingTests {
  private static let upload = "/management/v1/orgs/acme/models:upload"

  private static func problems(_ body: String?) -> [String] {
    let request = Request(.post, upload, body: body.map { Array($0.utf8) })
    return problems(of: UploadVersion.self, in: request).map { "\(JSON.array($0.location).text) \($0.type)" }
  }

  /// What is wrong with `request` as a call of the endpoint; empty where nothing is.
  private static func problems<E: Endpoint>(of _: E.Type, in request: Request) -> [RequestProblem] {
    do throws(RequestRejection) {
      _ = try Call<E>(request: request)
      return []
    } catch {
      guard case .invalid(let problems) = error else {
        Issue.record("\(error)")
        return []
      }
      return problems
    }
  }

  @Test(
    arguments: [
      (nil, [#"["body"] missing"#]),
      ("", [#"["body"] missing"#]),
      ("[]", [#"["body"] model_attributes_type"#]),
      ("{}", [#"["body","model_arch_id"] missing"#, #"["body","model"] missing"#]),
      (#"{"model_arch_id":"a","model":{}}"#, [#"["body","model","weight_uri"] missing"#]),
      (#"{"model_arch_id":"a","model":7}"#, [#"["body","model"] model_attributes_type"#]),
      (
        #"{"model_arch_id":7,"model":{"weight_uri":null}}"#,
        [#"["body","model_arch_id"] string_type"#, #"["body","model","weight_uri"] string_type"#]
      ),
      (
        #"{"model_arch_id":"a","model":{"weight_uri":"http://x"}}"#,
        [#"["body","model","weight_uri"] string_pattern_mismatch"#]
      ),
      (
        #"{"model_arch_id":"a","model":{"weight_uri":"s3://abc","version_aliases":["ok","Prod"]}}"#,
        [#"["body","model","version_aliases",1] string_pattern_mismatch"#]
      ),
      (
        #"{"model_arch_id":"a","model":{"weight_uri":"s3://abc","version_aliases":"ok"}}"#,
        [#"["body","model","version_aliases"] list_type"#]
      ),
      (#"{"model_arch_id":"a","model":{"weight_uri":"s3://abc","version_aliases":null}}"#, []),
      (
        #"{"model_arch_id":"a","model":{"weight_uri":"s3://abc/","system_fingerprint_suffix":"no blanks"}}"#,
        [#"["body","model","system_fingerprint_suffix"] string_pattern_mismatch"#]
      ),
      (#"{"model_arch_id":"a""#, [#"["body",20] json_invalid"#]),
    ] as [(String?, [String])])
  func aBadBodyIsListedProblemByProblem(body: String?, expected: [String]) {
    #expect(Self.problems(body) == expected)
  }

  @Test func theListHasTheFormOfTheService() throws {
    let request = Request(
      .patch, "/management/v1/orgs/acme/models/gpt-oss-120b/versions/7",
      body: Array(#"{"version_aliases":["Prod"]}"#.utf8))
    let expected = try JSON(
      parsing: #"""
        {"detail":[{"loc":["body","version_aliases",0],
        "msg":"String should match pattern '^[a-z][a-zA-Z0-9-]{0,126}[a-z0-9]$'","type":"string_pattern_mismatch"}]}
        """#)
    #expect(RequestRejection.detail(Self.problems(of: UpdateAliases.self, in: request)) == expected)
  }

  @Test(arguments: ["v1.2", "0", "07", "p", "prod-", "99999999999999999999"])
  func aVersionThatCannotExistIsAnUnknownName(segment: String) {
    let request = Request(.get, "/management/v1/orgs/acme/models/llama3.1-8b/versions/\(segment)")
    #expect(throws: RequestRejection.unknownName(field: "version_id", value: segment)) {
      try Call<GetVersion>(request: request)
    }
  }

  @Test func otherMethodsAndPathsAreOtherEndpoints() {
    for request in [
      Request(.put, Self.upload), Request(.post, Self.upload + "/"),
      Request(.post, "/management/v1/orgs//models:upload"),
      Request(.post, "/management/v1/orgs/acme/models"), Request(.post, "/management/v1/orgs/%zz/models:upload"),
    ] {
      #expect(throws: RequestRejection.otherEndpoint) { try Call<UploadVersion>(request: request) }
    }
  }

  @Test func idsKeepTheirDots() throws {
    let call = try Call<GetEndpoint>(request: Request(.get, "/management/v1/endpoints/acme-llama3.1-8b"))
    #expect(call[GetEndpoint.endpoint].text == "acme-llama3.1-8b")
  }

  @Test func rangesHold() throws {
    let body = #"{"model":"m","messages":[{"role":"user","content":"x"}],"temperature":2.5,"top_p":-1}"#
    let request = Request(.post, "/v1/chat/completions", body: Array(body.utf8))
    #expect(
      Self.problems(of: ChatCompletion.self, in: request).map(\.type) == ["less_than_equal", "greater_than_equal"])
  }
}
