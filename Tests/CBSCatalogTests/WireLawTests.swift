import CBSCatalog
import CBSValues
import Testing

/// Arguments survive the wire.
@Suite struct WireLawTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func everyCallReadsBackAsItself(seed: UInt64) throws {
    var sampler = ValueSampler(seed: seed)
    for endpoint in Catalog.all { try check(endpoint, &sampler) }

    func check<E: Endpoint>(_: E.Type, _ sampler: inout ValueSampler) throws {
      for _ in 0..<50 {
        let call = try Call(try sampler.draft(of: E.self))
        let request = call.request(origin: "https://api.example")
        let read = try Call<E>(request: request)
        #expect(read == call, "\(request.method) \(request.target)")
        #expect(read.request(origin: "https://api.example") == request)
        // A client that encodes the colon of a custom method means the same.
        var encoded = request
        encoded.path = request.path.replacing("/models:upload", with: "/models%3Aupload")
          .replacing(":deployModel", with: "%3AdeployModel")
        #expect(try Call<E>(request: encoded) == call)
      }
    }
  }

  @Test func unknownMembersAreIgnoredOrRefused() throws {
    let version = VersionName("orgs/acme/models/gpt-oss-120b/versions/7")
    var request = try Call<UpdateAliases> {
      $0[UpdateAliases.version] = version
      $0[UpdateAliases.aliases] = ["production", "r7"].compactMap { Alias($0) }
    }.request(origin: "")
    #expect(request.path == "/management/v1/orgs/acme/models/gpt-oss-120b/versions/7")
    #expect(request.body.map { String(decoding: $0, as: UTF8.self) } == #"{"version_aliases":["production","r7"]}"#)
    request.body = Array(#"{"version_aliases":["production"],"note":1}"#.utf8)
    #expect(try Call<UpdateAliases>(request: request)[UpdateAliases.aliases].map(\.text) == ["production"])
    let rejection = #expect(throws: RequestRejection.self) {
      try Call<UpdateAliases>(request: request, unknownMembers: .refused)
    }
    #expect(
      rejection
        == .invalid([
          RequestProblem(WireMismatch(.unknownMember, at: [.member("note")]), in: "body")
        ]))
    guard case .invalid(let problems)? = rejection else { return }
    #expect(problems.map(\.location) == [["body", "note"]])
    #expect(problems.map(\.message) == ["Extra inputs are not permitted"])
    #expect(problems.map(\.type) == ["extra_forbidden"])
  }

  @Test func bodiesNestAlongTheDots() throws {
    let request = try Call<UploadVersion> {
      $0[UploadVersion.organization] = OrganizationName("acme")
      $0[UploadVersion.architecture] = ArchitectureID("gpt-oss-120b")
      $0[UploadVersion.weights] = S3Location(bucket: "acme-weights", prefix: "support-bot/2026-03")
      $0[UploadVersion.aliases] = [Alias("candidate")].compactMap { $0 }
    }.request(origin: "https://api.example")
    #expect(request.url == "https://api.example/management/v1/orgs/acme/models:upload")
    #expect(request.headers["content-type"] == "application/json")
    #expect(
      request.body.map { String(decoding: $0, as: UTF8.self) }
        == #"{"model_arch_id":"gpt-oss-120b","model":{"weight_uri":"s3://acme-weights/support-bot/2026-03","version_aliases":["candidate"]}}"#
    )
  }

  @Test func theMetricsLiveElsewhereOnlyInPublic() throws {
    let call = try Call<GetMetrics> { $0[GetMetrics.organization] = OrganizationID("org_x1") }
    #expect(
      call.request(origin: Catalog.publicOrigin).url
        == "https://cloud.cerebras.ai/api/v1/metrics/organizations/org_x1")
    #expect(call.request(origin: "http://127.0.0.1:8080").origin == "http://127.0.0.1:8080")
  }

  @Test func theInstructionComesFirst() throws {
    let call = try Call<ChatCompletion> {
      $0[ChatCompletion.model] = ModelID("acme-gpt-oss-120b")
      $0[ChatCompletion.messages] = Conversation([ChatMessage(role: .user, text: "hi")])
      $0[ChatCompletion.system] = "be short"
    }
    #expect(call[ChatCompletion.messages].messages.map(\.role) == [.system, .user])
    #expect(call[ChatCompletion.system] == nil)
    let stream = call.with(ChatCompletion.stream, true)
    #expect(stream[ChatCompletion.stream] == true)
    #expect(stream != call)
  }
}
