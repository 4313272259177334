import CBSCatalog
import CBSSandbox
import CBSValues
import Testing

/// Chat bodies that break a rule of api.md, section 3.2, and the words of the refusal.
@Suite struct InferenceValidationTests {
  private static let user = #"{"role":"user","content":"hi"}"#

  @Test(
    "bad chat bodies are 400",
    arguments: [
      (#"{"messages":[U]}"#, "model: property 'model' is required"),
      (#"{"model":"M"}"#, "messages: property 'messages' is required"),
      (#"{"model":"M","messages":[]}"#, "messages: array must hold at least 1 item(s)"),
      (#"{"model":"M","messages":"hi"}"#, "messages: value must be an array"),
      (
        #"{"model":"M","messages":[U,{"role":"assistant","content":"x","reasoning_content":"y"}]}"#,
        "messages.1.assistant.reasoning_content: property 'messages.1.assistant.reasoning_content' is unsupported"
      ),
      (
        #"{"model":"M","messages":[{"role":"robot","content":"x"}]}"#,
        "messages.0.role: value must be one of 'assistant', 'developer', 'system', 'tool', 'user'"
      ),
      (
        #"{"model":"M","messages":[{"role":"user"}]}"#,
        "messages.0.user.content: property 'messages.0.user.content' is required"
      ),
      (#"{"model":"M","messages":[U],"temperature":2.5}"#, "temperature: value must be at most 2"),
      (#"{"model":"M","messages":[U],"top_p":-1}"#, "top_p: value must be at least 0"),
      (#"{"model":"M","messages":[U],"max_completion_tokens":-2}"#, "max_completion_tokens: value must be at least -1"),
      (#"{"model":"M","messages":[U],"n":0}"#, "n: value must be at least 1"),
      (#"{"model":"M","messages":[U],"stream":"yes"}"#, "stream: value must be a boolean"),
      (#"{"model":"M","messages":[U],"seed":1.5}"#, "seed: value must be an integer"),
      (#"{"model":"M","messages":[U],"stop":["a","b","c","d","e"]}"#, "stop: array must hold at most 4 item(s)"),
      (
        #"{"model":"M","messages":[U],"reasoning_effort":"extreme"}"#,
        "reasoning_effort: value must be one of 'none', 'low', 'medium', 'high'"
      ),
      (
        #"{"model":"M","messages":[U],"stream_options":{"x":1}}"#,
        "stream_options.x: property 'stream_options.x' is unsupported"
      ),
      (#"{"model":"M","messages":[U],"logit_bias":{"5":101}}"#, "logit_bias.5: value must be at most 100"),
      (
        #"{"model":"M","messages":[U],"top_logprobs":2}"#,
        "top_logprobs: 'logprobs' must be true when 'top_logprobs' is set"
      ),
      (
        #"{"model":"M","messages":[U,{"role":"tool","content":"x","tool_call_id":"c1"}]}"#,
        "messages.1.tool.tool_call_id: 'c1' matches no tool call of the message before"
      ),
      (#"{"model":"M","#, "Invalid JSON: the document ends in the middle at byte 13"),
      (#"["x"]"#, "value must be an object"), ("", "a body is required"),
      (
        #"{"model":"M","messages":[{"role":"assistant","content":[{"type":"image","image":"x"}]}]}"#,
        "messages.0.assistant.content.0.type: value must be one of 'text'"
      ),
      (
        #"{"model":"M","messages":[{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f"}}]}]}"#,
        "messages.0.assistant.tool_calls.0.function.arguments: "
          + "property 'messages.0.assistant.tool_calls.0.function.arguments' is required"
      ),
      (
        #"{"model":"M","messages":[U],"tools":[{"type":"function","function":{}}]}"#,
        "tools.0.function.name: property 'tools.0.function.name' is required"
      ),
      (
        #"{"model":"M","messages":[U],"tool_choice":"perhaps"}"#,
        "tool_choice: value must be one of 'none', 'auto', 'required'"
      ),
      (
        #"{"model":"M","messages":[U],"response_format":{"type":"xml"}}"#,
        "response_format.type: value must be one of 'json_object', 'json_schema', 'text'"
      ),
      (
        #"{"model":"M","messages":[U],"prediction":{"type":"content"}}"#,
        "prediction.content: property 'prediction.content' is required"
      ),
      (#"{"model":"M","messages":[U],"n":129}"#, "n: at most 128 choices can be asked for at once"),
    ])
  func refused(body: String, message: String) async throws {
    let text = body.replacing("U", with: Self.user).replacing("\"M\"", with: "\"acme-gpt-oss-120b\"")
    let answer = try await Fixture().ask(.post, "/v1/chat/completions", bytes: Array(text.utf8), key: .inference)
    #expect(answer.status == 400)
    #expect(answer.json["type"] == "invalid_request_error")
    #expect(answer.json["code"] == "wrong_api_format")
    #expect(answer.json["message"]?.string == message.replacing("byte 13", with: "byte \(text.utf8.count)"))
  }

  @Test(
    "bad bodies of text completions are 400",
    arguments: [
      (#"{"model":"M"}"#, "prompt: property 'prompt' is required"),
      (#"{"model":"M","prompt":7}"#, "prompt: value must be a string"),
      (#"{"model":"M","prompt":[1,-2]}"#, "prompt.1: value must be at least 0"),
      (#"{"model":"M","prompt":["a",{}]}"#, "prompt.1: value must be a string"),
      (#"{"model":"M","prompt":"a","best_of":21}"#, "best_of: value must be at most 20"),
      (#"{"model":"M","prompt":"a","messages":[]}"#, "messages: property 'messages' is unsupported"),
      (#"{"model":"M","prompt":["a","b"],"n":65}"#, "n: at most 128 choices can be asked for at once"),
    ])
  func refusedText(body: String, message: String) async throws {
    let text = body.replacing("\"M\"", with: "\"acme-gpt-oss-120b\"")
    let answer = try await Fixture().ask(.post, "/v1/completions", bytes: Array(text.utf8), key: .inference)
    #expect(answer.status == 400)
    #expect(answer.json["message"]?.string == message)
  }

  @Test("several problems come in one answer, one on each line")
  func several() async throws {
    let body = Fixture.chatBody().with("colour", 1).with("n", 0).with("top_p", 7)
    let lines = try await Fixture().chat(body).json["message"]?.string?.split(separator: "\n") ?? []
    #expect(lines.count == 3)
  }

  @Test("null stands for an optional key left out, everywhere")
  func null() async throws {
    var body = Fixture.chatBody()
    for name in [
      "temperature", "top_p", "max_completion_tokens", "stop", "seed", "n", "tools", "tool_choice", "response_format",
      "reasoning_effort", "stream", "stream_options", "service_tier", "prediction", "user", "logit_bias",
    ] {
      body = body.with(name, .null)
    }
    #expect(try await Fixture().chat(body).status == 200)
  }

  @Test("schemas that structured outputs cannot take are named")
  func schemas() async throws {
    for (schema, part): (JSON, String) in [
      (["type": ["string", "null"]], "Unsupported JSON schema fields"), (["type": "array", "items": true], "items"),
      (["type": "object", "properties": [:]], "additionalProperties"),
    ] {
      let format: JSON = ["type": "json_schema", "json_schema": ["name": "x", "strict": true, "schema": schema]]
      let answer = try await Fixture().chat(Fixture.chatBody().with("response_format", format))
      #expect(answer.status == 400)
      #expect(answer.json["param"] == "response_format")
      #expect(answer.json["message"]?.string?.contains(part) == true)
    }
  }

  @Test("a prompt beyond the context is refused with both numbers")
  func tooLong() async throws {
    let answer = try await Fixture().chat(Fixture.chatBody(String(repeating: "word. ", count: 70_000)))
    #expect(answer.status == 400)
    #expect(answer.json["code"] == "context_length_exceeded")
    #expect(answer.json["message"]?.string?.contains("while limit is 131072") == true)
  }

  @Test("images are refused, addresses and data alike")
  func images() async throws {
    for url in ["https://example.com/a.png", "data:image/png;base64,AAAA"] {
      let part: JSON = ["type": "image_url", "image_url": ["url": .string(url)]]
      let body: JSON = ["model": "acme-gpt-oss-120b", "messages": [["role": "user", "content": [part]]]]
      #expect(try await Fixture().chat(body).status == 400)
    }
  }
}
