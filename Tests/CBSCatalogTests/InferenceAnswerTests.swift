import CBSCatalog
import CBSValues
import Testing

@Suite struct InferenceAnswerTests {
  @Test func aWholeAnswer() throws {
    let answer = try CompletionAnswer(
      wire: JSON(
        parsing: #"""
          {"id":"chatcmpl-7d0e","choices":[{"finish_reason":"stop","index":0,"message":{"content":"Four.",
          "reasoning":"2+2","role":"assistant"}}],"created":1774000700,"model":"acme-gpt-oss-120b",
          "system_fingerprint":"fp_0123456789abcdef0123-support-bot","object":"chat.completion","usage":{"total_tokens":91,
          "completion_tokens":21,"completion_tokens_details":{"reasoning_tokens":12},"prompt_tokens":70,
          "prompt_tokens_details":{"cached_tokens":0}},"time_info":{"queue_time":0.0031,"prompt_time":0.002,
          "completion_time":0.0175,"total_time":0.0264,"created":1774000700.12}}
          """#))
    #expect(answer.text == "Four." && answer.suffix == "support-bot")
    #expect(answer.view["reasoning"] == "2+2")
    #expect(answer.view["usage"]?["total_tokens"] == 91)
    #expect(answer.view["time"]?["total"]?.double == 0.0264)
    #expect(try CompletionAnswer(wire: answer.wire) == answer)
  }

  @Test func aTextCompletion() throws {
    let answer = try CompletionAnswer(
      wire: JSON(
        parsing: #"""
          {"id":"cmpl-1","object":"text_completion","created":1,"model":"m","system_fingerprint":"fp_0",
          "choices":[{"index":0,"text":" a time","finish_reason":"length","logprobs":null}]}
          """#))
    #expect(answer.kind == .text && answer.text == " a time" && answer.suffix == nil)
    #expect(try CompletionAnswer(wire: answer.wire) == answer)
  }

  @Test func aTextCompletionWithItsTokens() throws {
    let wire = try JSON(
      parsing: #"""
        {"id":"cmpl-1","choices":[{"index":0,"text":"one two","finish_reason":"stop","logprobs":{"tokens":["one"," two"],
        "token_logprobs":[-0.5,-0.25],"top_logprobs":[{"one":-0.5,"uno":-1.5},{" two":-0.25,"dos":-1.25}],
        "text_offset":[4,7]},"tokens":[11,22]}],"created":1,"model":"m","object":"text_completion"}
        """#)
    let answer = try CompletionAnswer(wire: wire)
    #expect(answer.choices.first?.logProbabilities?.tokens.map(\.value) == [-0.5, -0.25])
    #expect(answer.wire == wire)
  }

  @Test func toolCallsHaveNoContent() throws {
    let answer = try CompletionAnswer(
      wire: JSON(
        parsing: #"""
          {"id":"c","model":"m","choices":[{"finish_reason":"tool_calls","index":0,"message":{"role":"assistant",
          "tool_calls":[{"id":"0a1b2c3d4","type":"function","function":{"name":"f","arguments":"{}"}}]}}]}
          """#))
    #expect(answer.text.isEmpty)
    #expect(answer.view["tool_calls"]?[0]?["function"] == "f")
    #expect(try CompletionAnswer(wire: answer.wire) == answer)
  }

  @Test func chunksMakeTheWholeAnswer() throws {
    let data = [
      #"{"id":"c","choices":[{"delta":{"role":"assistant"},"index":0}],"created":1,"model":"m","system_fingerprint":"fp_0","object":"chat.completion.chunk"}"#,
      #"{"id":"c","choices":[{"delta":{"reasoning":"hm"},"index":0}],"model":"m","object":"chat.completion.chunk"}"#,
      #"{"id":"c","choices":[{"delta":{"content":"Hi"},"index":0}],"model":"m","object":"chat.completion.chunk"}"#,
      #"{"id":"c","choices":null,"model":"m","object":"chat.completion.chunk"}"#,
      #"{"id":"c","choices":[{"delta":{"content":"."},"index":0}],"model":"m","object":"chat.completion.chunk"}"#,
      #"{"id":"c","choices":[{"delta":{"tool_calls":[{"index":0,"id":"t","type":"function","function":{"name":"f","arguments":""}}]},"index":0}],"model":"m"}"#,
      #"{"id":"c","choices":[{"delta":{"tool_calls":[{"index":0,"type":"function","function":{"arguments":"{}"}}]},"index":0}],"model":"m"}"#,
      #"{"id":"c","choices":[{"delta":{},"finish_reason":"stop","index":0}],"model":"m","usage":{"total_tokens":12,"completion_tokens":3,"prompt_tokens":9}}"#,
    ]
    var assembly = CompletionAssembly()
    for text in data {
      let chunk = try CompletionChunk(wire: JSON(parsing: text))
      #expect(try CompletionChunk(wire: chunk.wire) == chunk)
      assembly.add(chunk)
    }
    let answer = try #require(assembly.completion)
    #expect(assembly.isFinished && answer.text == "Hi." && answer.fingerprint == "fp_0" && answer.usage?.total == 12)
    #expect(answer.choices.first?.reasoning == "hm" && answer.choices.first?.role == "assistant")
    #expect(answer.choices.first?.toolCalls == [ToolCall(index: 0, id: "t", function: "f", arguments: "{}")])
  }

  @Test func wordsSideBySideAreOneMessage() throws {
    let conversation = try Conversation(
      elements: [
        .string("Say"), .string("\"ok\"."), Value(json: ["role": "assistant", "content": "ok"]), .string("again"),
      ])
    #expect(conversation.messages.map(\.role) == [.user, .assistant, .user])
    #expect(conversation.messages.map(\.text) == ["Say \"ok\".", "ok", "again"])
    #expect(try Conversation(wire: conversation.wire) == conversation)
    #expect(throws: ArgumentMismatch.self) { try Conversation(elements: [Value(json: ["content": "x"])]) }
    let other = Value(json: ["role": "user", "content": "x", "colour": 1])
    #expect(throws: ArgumentMismatch(other, rule: "'user.colour' is not known")) { try Conversation(elements: [other]) }
    #expect(throws: WireMismatch.self) { try Conversation(wire: []) }
  }

  @Test(arguments: [
    ("[{\"type\":\"function\"}]", "'[0].function' is missing"),
    ("[{\"type\":\"function\",\"function\":{\"name\":7}}]", "'[0].function.name' is a number, not a string"),
    ("[{\"type\":\"function\",\"function\":{\"name\":\"f\"},\"x\":1}]", "'[0].x' is not known"),
    ("none", "the body is a string, not a list"),
  ])
  func toolsOfALineAreCheckedBeforeAnythingIsSent(word: String, rule: String) throws {
    #expect(throws: ArgumentMismatch(.string(word), rule: rule)) { try ToolList(argument: .string(word)) }
    let tool: JSON = ["type": "function", "function": ["name": "f", "parameters": ["type": "object"]]]
    #expect(try ToolList(argument: .string(JSON.array([tool]).text)).wire == [tool])
    #expect(try ToolChoice(argument: .string("required")) == .mode(.required))
  }

  @Test func stopIsATextOrUpToFour() throws {
    #expect(try StopTexts(wire: "x").texts == ["x"])
    #expect(try StopTexts(wire: ["x", "y"]).texts == ["x", "y"])
    #expect(throws: WireMismatch.self) { try StopTexts(wire: ["1", "2", "3", "4", "5"]) }
  }
}

@Suite struct MetricTests {
  private static let text = #"""
    # HELP requests_count_total Requests in the last complete minute
    # TYPE requests_count_total gauge
    requests_count_total{endpoint="acme-a",organization_id="org_x1"} 42.0
    requests_failure_total{endpoint="acme-a",organization_id="org_x1",code="429"} 2.0 1774000000000
    ttft_seconds{endpoint="acme-b",organization_id="org_x1",statistic="p95",} 0.21

    up 1
    odd{label="a\"b\\c\nd"} NaN
    """#

  @Test func samplesAreRead() throws {
    let list = try MetricList(body: Array(Self.text.utf8))
    #expect(list.rows.count == 5)
    #expect(list.rows[0].value == 42)
    #expect(list.rows[1].view["code"] == "429")
    #expect(list.rows[2].view["percentile"] == "p95")
    #expect(list.rows[3].view["labels"] == [:])
    #expect(list.rows[4].view["labels"]?["label"]?.string == "a\"b\\c\nd")
    #expect(try MetricList(body: list.body) == list)
  }

  @Test func oneEndpointCanBePicked() throws {
    let call = try Call<GetMetrics> {
      $0[GetMetrics.organization] = OrganizationID("org_x1")
      $0[GetMetrics.endpoint] = EndpointID("acme-b")
    }
    let list = GetMetrics.narrow(try MetricList(wire: .string(Self.text)), for: call)
    #expect(list.rows.map(\.name) == ["ttft_seconds"])
    #expect(call.request(origin: "x").target == "/api/v1/metrics/organizations/org_x1")
  }

  @Test(arguments: ["<html>", "name{", "name{a=1} 2", #"name{a="x"#, "name", "name x", "1 2 3 4"])
  func whatIsNoSampleIsRefused(line: String) {
    #expect(throws: UnreadableBody.self) { try MetricList(body: Array(line.utf8)) }
  }
}
