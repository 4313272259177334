import CBSCatalog
import CBSClient
import CBSSandbox
import CBSServer
import CBSValues
import Testing

/// The client against the sandbox over a real connection.
@Suite struct WorkflowTests {
  @Test("the whole path: architectures, upload, sync, deploy, infer, alias, delete")
  func wholePath() async throws {
    try await Loopback.run { loop, _ in
      let client = loop.client
      let architectures = try await client.send(
        try Call<ListArchitectures> { $0[ListArchitectures.organization] = Loopback.organization })
      #expect(architectures.rows.map(\.id.text) == ["gpt-oss-120b", "zai-glm-4.7", "llama3.1-8b"])
      let uploaded = try await client.send(
        try Call<UploadVersion> {
          $0[UploadVersion.organization] = Loopback.organization
          $0[UploadVersion.architecture] = Loopback.arch
          $0[UploadVersion.weights] = S3URI("s3://acme-weights/support-bot/2026-05")
          $0[UploadVersion.aliases] = [Alias("candidate")].compactMap { $0 }
          $0[UploadVersion.suffix] = FingerprintSuffix("may")
        })
      #expect(uploaded.number == 3 && uploaded.status == .queued)
      try await loop.sandbox.advanceClock(by: .seconds(3))
      let candidate = try Loopback.version("candidate")
      let ready = try await client.send(try Call<GetVersion> { $0[GetVersion.version] = candidate })
      #expect(ready.isReady)
      let deployment = try await client.send(
        try Call<DeployModel> {
          $0[DeployModel.endpoint] = Loopback.endpoint
          $0[DeployModel.version] = candidate
        })
      try await loop.sandbox.advanceClock(by: .seconds(3))
      let endpoint = try await client.send(try Call<GetEndpoint> { $0[GetEndpoint.endpoint] = Loopback.endpoint })
      #expect(endpoint.live?.id == deployment.id && endpoint.live?.number == 3)
      let answer = try await client.send(try Self.chat("Who are you?"))
      #expect(
        answer.wire["choices"]?[0]?["message"]?["content"]?.string?.hasPrefix("Version 3 of gpt-oss-120b (may)") == true
      )
      #expect(answer.wire["system_fingerprint"]?.string?.hasSuffix("-may") == true)
      let first = try Loopback.version("1")
      let aliases = try await client.send(
        try Call<UpdateAliases> {
          $0[UpdateAliases.version] = first
          $0[UpdateAliases.aliases] = []
        })
      #expect(aliases.aliases.isEmpty)
      let deletion = try await client.send(try Call<DeleteVersion> { $0[DeleteVersion.version] = first })
      #expect(deletion.isDeleted)
      let versions = try await client.send(
        try Call<ListVersions> {
          $0[ListVersions.organization] = Loopback.organization
          $0[ListVersions.architecture] = Loopback.arch
        })
      #expect(versions.rows.map(\.number) == [2, 3])
    }
  }

  @Test("a stream over the connection is the whole answer, piece by piece")
  func stream() async throws {
    try await Loopback.run { loop, _ in
      let whole = try await loop.client.send(try Self.chat("Hello"))
      var text = ""
      for try await chunk in try await loop.client.stream(try Self.chat("Hello")) {
        text += chunk.wire["choices"]?[0]?["delta"]?["content"]?.string ?? ""
      }
      #expect(text == whole.wire["choices"]?[0]?["message"]?["content"]?.string)
    }
  }

  @Test(
    "what the client makes of faults",
    arguments: [
      (Fault.Kind.status(500, retryAfterSeconds: nil), APIError.Code.serverError),
      (.status(503, retryAfterSeconds: nil), .serverError), (.status(429, retryAfterSeconds: 1), .rateLimited),
      (.status(402, retryAfterSeconds: nil), .paymentRequired), (.html, .unreadableAnswer),
      (.halfJSON, .unreadableAnswer), (.emptyBody, .unreadableAnswer), (.cut(afterBytes: nil), .closed),
      (.cut(afterBytes: 5), .closed),
    ])
  func faults(kind: Fault.Kind, code: APIError.Code) async throws {
    try await Loopback.run { loop, _ in
      try await loop.sandbox.addFault(Fault(kind))
      do {
        _ = try await loop.client.send(try Call<GetEndpoint> { $0[GetEndpoint.endpoint] = Loopback.endpoint })
        Issue.record("no error")
      } catch let error as APIError {
        #expect(error.code == code, "\(error)")
      }
    }
  }

  @Test("a read is tried again until it succeeds, a write is sent once")
  func retries() async throws {
    try await Loopback.run(attempts: 4) { loop, _ in
      let fault = Fault(.status(503, retryAfterSeconds: nil), count: 3)
      try await loop.sandbox.addFault(fault)
      let endpoint = try await loop.client.send(try Call<GetEndpoint> { $0[GetEndpoint.endpoint] = Loopback.endpoint })
      #expect(endpoint.id == Loopback.endpoint)
      try await loop.sandbox.addFault(fault)
      let deploy = try Call<DeployModel> {
        $0[DeployModel.endpoint] = Loopback.endpoint
        $0[DeployModel.version] = try? Loopback.version("1")
      }
      await #expect(throws: APIError.self) { try await loop.client.send(deploy) }
      #expect(try await loop.sandbox.faults().first?.remaining == 2)
    }
  }

  private static func chat(_ words: String) throws -> Call<ChatCompletion> {
    try Call<ChatCompletion> {
      $0[ChatCompletion.model] = ModelID("acme-gpt-oss-120b")
      $0[ChatCompletion.messages] = try? Conversation(wire: [["role": "user", "content": .string(words)]])
    }
  }
}
