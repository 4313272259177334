import CBSCatalog
import CBSValues
import TestSupport
import Testing

/// What is decoded from an encoded answer is the answer, whatever parts of it are there.
@Suite struct AnswerLawTests {
  @Test(arguments: 1...50 as ClosedRange<UInt64>)
  func answersSurviveTheWire(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    try check(VersionList((0..<3).map { _ in version(&random) }))
    try check(version(&random))
    try check(EndpointList((0..<3).map { _ in endpoint(&random) }))
    try check(endpoint(&random))
    try check(deployment(&random))
    try check(Deletion(name: maybe(&random), isDeleted: random.chance(2), message: maybe(&random)))
    try check(completion(&random))
  }

  /// Also that unknown members change nothing, and that the view has exactly the declared members.
  private func check<Value: Answer>(_ value: Value) throws {
    #expect(try Value(body: value.body) == value)
    let text = value.wire.text
    #expect(text.hasPrefix("{\""))
    #expect(try Value(body: Array((#"{"x_unknown":{"a":[1]},"# + text.dropFirst()).utf8)) == value)
    for row in value.rows {
      let members = Value.Row.members.map { JSON.quoted($0.name) + ":" + $0.read(row).text }
      #expect(row.view.text == "{" + members.joined(separator: ",") + "}")
    }
  }

  private func maybe(_ random: inout SeededGenerator) -> String? { random.chance(2) ? random.anyText() : nil }
  private func number(_ random: inout SeededGenerator) -> Int64 { Int64.random(in: 1...Int64.max, using: &random) }
  private func maybeNumber(_ random: inout SeededGenerator) -> Int64? { random.chance(2) ? number(&random) : nil }

  private func version(_ random: inout SeededGenerator) -> ModelVersion {
    let statuses: [SyncStatus?] = [nil, .queued, .inProgress, .done, .failed, .other("paused")]
    return ModelVersion(
      organization: OrganizationName(unchecked: "acme"), architecture: ArchitectureID(unchecked: "llama3.1-8b"),
      number: number(&random), isDone: random.chance(2), status: statuses.randomElement(using: &random) ?? nil,
      aliases: (0..<Int.random(in: 0...3, using: &random)).map { _ in random.anyText() }, uri: maybe(&random),
      suffix: maybe(&random),
      error: random.chance(3) ? OperationError(code: number(&random), message: random.anyText()) : nil)
  }

  private func state(_ random: inout SeededGenerator) -> RolloutStatus {
    [.notStarted, .inProgress, .complete, .failed, .other("paused")].randomElement(using: &random) ?? .failed
  }

  private func endpoint(_ random: inout SeededGenerator) -> ModelEndpoint {
    let count = Int.random(in: -1...3, using: &random)
    return ModelEndpoint(
      id: EndpointID(unchecked: random.anyText()), architecture: ArchitectureID(unchecked: random.anyText()),
      organization: maybe(&random).map(OrganizationName.init(unchecked:)),
      deployments: count < 0
        ? nil
        : (0..<count).map { _ in
          DeployedModel(
            id: random.anyText(), model: "orgs/o/models/a/versions/\(number(&random))", alias: maybe(&random),
            state: state(&random), created: number(&random))
        }, created: number(&random), updated: number(&random))
  }

  private func deployment(_ random: inout SeededGenerator) -> Deployment {
    Deployment(
      id: random.anyText(), isDone: random.chance(2), endpoint: maybe(&random).map(EndpointID.init(unchecked:)),
      organization: maybe(&random).map(OrganizationName.init(unchecked:)),
      architecture: maybe(&random).map(ArchitectureID.init(unchecked:)), number: maybeNumber(&random),
      status: state(&random), created: maybeNumber(&random), updated: maybeNumber(&random))
  }

  private func completion(_ random: inout SeededGenerator) -> CompletionAnswer {
    let choices = (0..<Int.random(in: 1...3, using: &random)).map { index in
      CompletionChoice(
        index: Int64(index), role: maybe(&random), text: maybe(&random), reasoning: maybe(&random),
        toolCalls: random.chance(3) ? [ToolCall(id: maybe(&random), function: maybe(&random), arguments: "{}")] : [],
        finish: maybe(&random))
    }
    return CompletionAnswer(
      kind: .chat, id: random.anyText(), model: random.anyText(), fingerprint: maybe(&random),
      created: maybeNumber(&random), choices: choices,
      usage: random.chance(2) ? TokenUsage(prompt: 7, completion: 9, cached: maybeNumber(&random)) : nil,
      time: random.chance(2) ? TimeUsage(queue: 0.25, prompt: nil, completion: 1e-7, total: 3, created: nil) : nil)
  }
}
