import CBSCatalog
import CBSClient
import CBSValues
import Testing

/// A client over a script, with keys that no test may meet anywhere else.
struct Fixture {
  static let managementKey = "mgmt-key-4f9a1c77"
  static let inferenceKey = "inf-key-88d0b2e6"

  let transport: ScriptedTransport
  let clock: TestClock
  let client: Client

  init(
    _ steps: [ScriptedTransport.Step], patience: Duration = .seconds(90), retries: RetryLimits = RetryLimits(),
    limits: TimeLimits = TimeLimits(head: .seconds(60), whole: .seconds(120), idle: .seconds(100)),
    hasKeys: Bool = true,
    trace: (@Sendable (TraceEvent) -> Void)? = nil
  ) {
    transport = ScriptedTransport(steps)
    clock = TestClock(patience: patience)
    client = Client(
      configuration: ClientConfiguration(
        origin: "https://api.example/",
        managementKey: hasKeys ? Secret(Self.managementKey, name: "CEREBRAS_MANAGEMENT_API_KEY") : nil,
        inferenceKey: hasKeys ? Secret(Self.inferenceKey, name: "CEREBRAS_API_KEY") : Secret("", name: "EMPTY"),
        retries: retries, limits: limits, trace: trace),
      transport: transport, clock: clock, now: { 784_111_777 }, chance: { 0 })
  }

  static func getVersion() throws -> Call<GetVersion> {
    try Call { $0[GetVersion.version] = VersionName("orgs/acme/models/gpt-oss-120b/versions/7") }
  }

  static func deploy() throws -> Call<DeployModel> {
    try Call {
      $0[DeployModel.endpoint] = EndpointID("acme-gpt-oss-120b")
      $0[DeployModel.version] = VersionName("orgs/acme/models/gpt-oss-120b/versions/7")
    }
  }

  static func chat() throws -> Call<ChatCompletion> {
    try Call {
      $0[ChatCompletion.model] = ModelID("acme-gpt-oss-120b")
      $0[ChatCompletion.messages] = Conversation([ChatMessage(role: "user", text: "hi")])
    }
  }

  static let version =
    #"{"name":"orgs/acme/models/gpt-oss-120b/versions/7","done":true,"response":{"sync_status":"done"}}"#
  static let deployment =
    #"{"name":"3f0c8a52","done":false,"response":{"version_id":7,"rollout_status":"not_started"}}"#

  /// The error that sending `call` ends with.
  func error<E: Endpoint>(_ call: Call<E>) async -> APIError? {
    do throws(APIError) {
      let output = try await client.send(call)
      Issue.record("there was an answer: \(output)")
      return nil
    } catch {
      return error
    }
  }
}
