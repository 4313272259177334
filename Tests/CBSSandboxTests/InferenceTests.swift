import CBSCatalog
import CBSSandbox
import CBSValues
import Testing

/// What inference answers (api.md, sections 3.2 to 3.7).
@Suite struct InferenceTests {
  @Test("the answer names who answered, has every member, and is the same again")
  func whole() async throws {
    let fixture = Fixture()
    let first = try await fixture.chat(Fixture.chatBody())
    #expect(first.status == 200)
    let message = first.json["choices"]?[0]?["message"]
    #expect(message?["content"]?.string?.hasPrefix("Version 2 of gpt-oss-120b (support-bot) says: ") == true)
    #expect(message?["content"]?.string?.contains("You asked: \"How do I reset my password?\"") == true)
    #expect(message?["reasoning"]?.string?.isEmpty == false)
    #expect(message?["role"] == "assistant")
    #expect(first.json["id"]?.string?.wholeMatch(of: /chatcmpl-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil)
    #expect(first.headers["inference-id"] == first.json["id"]?.string)
    #expect(first.json["object"] == "chat.completion")
    let again = try await fixture.chat(Fixture.chatBody())
    #expect(again.json["choices"] == first.json["choices"])
    #expect(again.json["id"] != first.json["id"])
  }

  @Test("two sandboxes with one seed answer the same bytes")
  func deterministic() async throws {
    let (left, right) = (Fixture(), Fixture())
    for body in [Fixture.chatBody(), Fixture.chatBody("Hello").with("stream", true)] {
      #expect(try await left.chat(body).text == right.chat(body).text)
    }
    #expect(try await left.deploy("1").text == right.deploy("1").text)
  }

  @Test("usage adds up, and the limits go down")
  func usage() async throws {
    let fixture = Fixture()
    let answer = try await fixture.chat(Fixture.chatBody())
    let usage = answer.json["usage"]
    let prompt = try #require(usage?["prompt_tokens"]?.integer)
    let completion = try #require(usage?["completion_tokens"]?.integer)
    let reasoning = try #require(usage?["completion_tokens_details"]?["reasoning_tokens"]?.integer)
    #expect(usage?["total_tokens"] == .integer(prompt + completion))
    #expect(0 < reasoning && reasoning < completion)
    #expect(answer.headers["x-ratelimit-remaining-tokens-minute"] == "\(10_000_000 - prompt - completion)")
    #expect(answer.headers["x-ratelimit-remaining-requests-day"] == "999999")
    let time = try #require(answer.json["time_info"])
    let parts = ["queue_time", "prompt_time", "completion_time"].compactMap { time[$0]?.double }.reduce(0, +)
    #expect(try #require(time["total_time"]?.double) > parts)
  }

  @Test("max_completion_tokens cuts, reasoning counted", arguments: [0, 1, 3, 20, 30])
  func maximum(limit: Int64) async throws {
    let answer = try await Fixture().chat(Fixture.chatBody().with("max_completion_tokens", .integer(limit)))
    #expect(answer.json["usage"]?["completion_tokens"] == .integer(limit))
    #expect(answer.json["choices"]?[0]?["finish_reason"] == "length")
  }

  @Test("min_completion_tokens draws out, -1 limits nothing")
  func minimum() async throws {
    let fixture = Fixture()
    let long = try await fixture.chat(Fixture.chatBody().with("min_completion_tokens", 200))
    #expect(try #require(long.json["usage"]?["completion_tokens"]?.integer) >= 200)
    let free = try await fixture.chat(Fixture.chatBody().with("max_completion_tokens", -1))
    #expect(free.json["choices"]?[0]?["finish_reason"] == "stop")
  }

  @Test("stop ends before the text, n gives several, seed changes the words")
  func sampling() async throws {
    let fixture = Fixture()
    let stopped = try await fixture.chat(Fixture.chatBody().with("stop", ["says"]))
    #expect(stopped.json["choices"]?[0]?["message"]?["content"] == "Version 2 of gpt-oss-120b (support-bot) ")
    #expect(stopped.json["choices"]?[0]?["finish_reason"] == "stop")
    let three = try await fixture.chat(Fixture.chatBody().with("n", 3)).json["choices"]?.array ?? []
    #expect(three.map { $0["index"] } == [0, 1, 2])
    #expect(Set(three.map { $0["message"]?["content"]?.string ?? "" }).count > 1)
    let contents = try await [1, 2, 3, 4].asyncMap { seed in
      try await fixture.chat(Fixture.chatBody().with("seed", .integer(seed))).json["choices"]?[0]?["message"]?.text
        ?? ""
    }
    #expect(Set(contents).count > 1)
  }

  @Test("reasoning is shown, hidden but counted, raw, or off")
  func reasoning() async throws {
    let fixture = Fixture()
    let shown = try await fixture.chat(Fixture.chatBody())
    let hidden = try await fixture.chat(Fixture.chatBody().with("reasoning_format", "hidden"))
    #expect(hidden.json["choices"]?[0]?["message"]?["reasoning"] == nil)
    #expect((hidden.json["usage"]?["completion_tokens_details"]?["reasoning_tokens"]?.integer ?? 0) > 0)
    #expect((shown.json["usage"]?["completion_tokens_details"]?["reasoning_tokens"]?.integer ?? 0) > 0)
    let raw = try await fixture.chat(Fixture.chatBody().with("reasoning_format", "raw"))
    #expect(raw.json["choices"]?[0]?["message"]?["content"]?.string?.hasPrefix("<think>") == true)
    let none = try await fixture.chat(Fixture.chatBody().with("reasoning_effort", "none"))
    #expect(none.json["choices"]?[0]?["message"]?["reasoning"] == nil)
    #expect(none.json["usage"]?["completion_tokens_details"]?["reasoning_tokens"] == 0)
    let llama = try await fixture.chat(Fixture.chatBody(model: "acme-llama3.1-8b"))
    #expect(llama.json["choices"]?[0]?["message"]?["reasoning"] == nil)
  }

  @Test("JSON on demand is JSON, and fits the schema asked for")
  func structured() async throws {
    let fixture = Fixture()
    let object = try await fixture.chat(Fixture.chatBody().with("response_format", ["type": "json_object"]))
    let text = try #require(object.json["choices"]?[0]?["message"]?["content"]?.string)
    #expect(try JSON(parsing: text)["answer"]?.string?.hasPrefix("Version 2 ") == true)
    let schema: JSON = [
      "type": "object", "additionalProperties": false, "required": ["city", "days", "ok", "kind"],
      "properties": [
        "city": ["type": "string"], "days": ["type": "array", "items": ["type": "integer"]],
        "ok": ["type": "boolean"], "kind": ["$ref": "#/$defs/kind"],
      ], "$defs": ["kind": ["enum": ["a", "b"]]],
    ]
    let format: JSON = ["type": "json_schema", "json_schema": ["name": "trip", "strict": true, "schema": schema]]
    let answer = try await fixture.chat(Fixture.chatBody().with("response_format", format))
    let value = try JSON(parsing: try #require(answer.json["choices"]?[0]?["message"]?["content"]?.string))
    #expect(value["city"]?.string != nil)
    #expect(value["days"]?.array != nil)
    #expect(value["ok"]?.boolean != nil)
    #expect(value["kind"] == "a")
  }

  @Test("a tool that must be called is called, with arguments and without content")
  func tools() async throws {
    let fixture = Fixture()
    let tool: JSON = [
      "type": "function",
      "function": [
        "name": "weather",
        "parameters": ["type": "object", "properties": ["city": ["type": "string"]], "required": ["city"]],
      ],
    ]
    let body = Fixture.chatBody().with("tools", [tool]).with("tool_choice", "required")
    let choice = try await fixture.chat(body).json["choices"]?[0]
    #expect(choice?["finish_reason"] == "tool_calls")
    #expect(choice?["message"]?["content"] == nil)
    let call = choice?["message"]?["tool_calls"]?[0]
    #expect(call?["id"]?.string?.wholeMatch(of: /[0-9a-f]{9}/) != nil)
    #expect(call?["function"]?["name"] == "weather")
    #expect(try JSON(parsing: call?["function"]?["arguments"]?.string ?? "")["city"]?.string != nil)
    let streamed = try await fixture.chat(body.with("stream", true))
    #expect(streamed.text.contains("\"tool_calls\""))
    #expect(try await fixture.chat(Fixture.chatBody().with("tool_choice", "required")).status == 400)
  }

  @Test("a stream: role, reasoning, content, an end with usage, [DONE]; together it is the whole answer")
  func stream() async throws {
    let fixture = Fixture()
    let whole = try await fixture.chat(Fixture.chatBody())
    let answer = try await fixture.chat(Fixture.chatBody().with("stream", true))
    #expect(answer.headers["content-type"] == "text/event-stream; charset=utf-8")
    let data = Fixture.events(answer.text)
    #expect(data.last == "[DONE]")
    let events = try data.dropLast().map { try JSON(parsing: $0) }
    let deltas = events.map { $0["choices"]?[0]?["delta"] ?? .null }
    #expect(deltas.first == ["role": "assistant"])
    #expect(deltas.last == [:])
    let kinds = deltas.dropFirst().dropLast().map { $0["reasoning"] != nil }
    #expect(kinds == kinds.sorted { $0 && !$1 })
    let message = whole.json["choices"]?[0]?["message"]
    #expect(deltas.compactMap { $0["content"]?.string }.joined() == message?["content"]?.string)
    #expect(deltas.compactMap { $0["reasoning"]?.string }.joined() == message?["reasoning"]?.string)
    #expect(Set(events.map { $0["id"] }).count == 1)
    #expect(events.allSatisfy { $0["object"] == "chat.completion.chunk" })
    #expect(events.dropLast().allSatisfy { $0["usage"] == nil && $0["choices"]?[0]?["finish_reason"] == nil })
    #expect(events.last?["choices"]?[0]?["finish_reason"] == "stop")
    #expect(events.last?["usage"] == whole.json["usage"])
    #expect(events.last?["time_info"]?["total_time"] == whole.json["time_info"]?["total_time"])
  }

  @Test("members come in the order of the service, probabilities and the tier included")
  func order() async throws {
    let body = Fixture.chatBody().with("service_tier", "auto").with("logprobs", true).with("top_logprobs", 2)
    let whole = try await Fixture().chat(body)
    let usage = whole.json["usage"]?.text ?? ""
    #expect(whole.text.hasSuffix(",\"service_tier\":\"auto\",\"service_tier_used\":\"default\"}"))
    #expect(whole.text.hasPrefix("{\"id\":\"chatcmpl-"))
    #expect(whole.text.contains("\"choices\":[{\"finish_reason\":\"stop\",\"index\":0,\"message\":{\"content\":"))
    #expect(
      whole.text.contains("\"role\":\"assistant\"},\"logprobs\":{\"content\":[{\"token\":\"Versio\",\"logprob\":"))
    #expect(whole.text.contains("\"refusal\":null}}],\"created\":"))
    #expect(whole.text.contains("\"object\":\"chat.completion\",\"usage\":\(usage),\"time_info\":{\"queue_time\":"))
    let tokens = whole.json["choices"]?[0]?["logprobs"]?["content"]?.array ?? []
    #expect(
      tokens.compactMap { $0["token"]?.string }.joined() == whole.json["choices"]?[0]?["message"]?["content"]?.string)
    #expect(tokens.allSatisfy { $0["top_logprobs"]?.array?.count == 2 })
    let chunks = Fixture.events(try await Fixture().chat(body.with("stream", true)).text)
    #expect(chunks.first?.contains("\"choices\":[{\"delta\":{\"role\":\"assistant\"},\"index\":0}],") == true)
    let last = chunks.dropLast().last ?? ""
    #expect(last.contains("\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\",\"index\":0}],"))
    #expect(last.hasSuffix("\"service_tier\":\"auto\",\"service_tier_used\":\"default\"}"))
  }

  @Test("streamed tokens take their time by the sandbox's clock")
  func tokenTime() async throws {
    let fixture = Fixture { $0.tokenTime = .milliseconds(10) }
    let before = try await fixture.sandbox.now()
    let answer = try await fixture.chat(Fixture.chatBody().with("stream", true))
    let passed = try await fixture.sandbox.now().milliseconds - before.milliseconds
    #expect(passed == Int64(Fixture.events(answer.text).count - 1) * 40)
  }

  @Test("text completions: whole, streamed, echoed, several prompts, tokens")
  func completions() async throws {
    let fixture = Fixture()
    let body: JSON = ["model": "acme-gpt-oss-120b", "prompt": "Once upon a time"]
    let whole = try await fixture.ask(.post, "/v1/completions", body, key: .inference)
    let text = try #require(whole.json["choices"]?[0]?["text"]?.string)
    #expect(whole.json["object"] == "text_completion")
    #expect(text.hasPrefix("Version 2 of gpt-oss-120b"))
    let streamed = try await fixture.ask(.post, "/v1/completions", body.with("stream", true), key: .inference)
    let data = Fixture.events(streamed.text)
    #expect(data.last == "[DONE]")
    let events = try data.dropLast().map { try JSON(parsing: $0) }
    #expect(events.compactMap { $0["choices"]?[0]?["text"]?.string }.joined() == text)
    #expect(events.last?["usage"] == whole.json["usage"])
    let echoed = try await fixture.ask(.post, "/v1/completions", body.with("echo", true), key: .inference)
    #expect(echoed.json["choices"]?[0]?["text"]?.string == "Once upon a time" + text)
    let several = body.with("prompt", ["a", [1, 2, 3]]).with("n", 2)
    #expect(
      try await fixture.ask(.post, "/v1/completions", several, key: .inference).json["choices"]?.array?.count == 4)
    let probabilities = try await fixture.ask(.post, "/v1/completions", body.with("logprobs", 2), key: .inference)
    let logprobs = probabilities.json["choices"]?[0]?["logprobs"]
    #expect(logprobs?["tokens"]?.array?.count == logprobs?["text_offset"]?.array?.count)
  }

  @Test("public models need no key, and take the three formats")
  func publicModels() async throws {
    let fixture = Fixture()
    let list = try await fixture.ask(.get, "/public/v1/models", key: .none)
    #expect(list.json["data"]?.array?.map { $0["id"] } == ["gpt-oss-120b", "zai-glm-4.7", "llama3.1-8b"])
    #expect(list.json["data"]?[0]?["limits"]?["max_context_length"] == 131_072)
    #expect(list.json["data"]?[0]?["pricing"]?["prompt"] == "0.00000035")
    let one = try await fixture.ask(.get, "/public/v1/models/llama3.1-8b", key: .none)
    #expect(one.json["id"] == "llama3.1-8b")
    #expect(try await fixture.ask(.get, "/public/v1/models/nobody", key: .none).status == 404)
    for (format, member) in [("openrouter", "context_length"), ("huggingface", "provider_id")] {
      let other = try await fixture.ask(.get, "/public/v1/models", key: .none, query: [QueryItem("format", format)])
      #expect(other.json["data"]?[0]?[member] != nil)
    }
    let bad = try await fixture.ask(.get, "/public/v1/models", key: .none, query: [QueryItem("format", "xml")])
    #expect(bad.status == 422)
    #expect(try await fixture.ask(.get, "/v1/tcp_warming", key: .none).status == 200)
  }

  @Test("metrics count what happened in the last complete minute")
  func metrics() async throws {
    let fixture = Fixture()
    let path = "/api/v1/metrics/organizations/org_acme01"
    let quiet = try await fixture.ask(.get, path, key: .inference)
    #expect(
      quiet.text.contains("requests_count_total{endpoint=\"acme-gpt-oss-120b\",organization_id=\"org_acme01\"} 0.0"))
    var tokens: Int64 = 0
    for _ in 0..<3 {
      tokens += try await fixture.chat(Fixture.chatBody()).json["usage"]?["prompt_tokens"]?.integer ?? 0
    }
    _ = try await fixture.chat(Fixture.chatBody().with("n", 0))
    #expect(try await fixture.ask(.get, path, key: .inference).text == quiet.text)
    try await fixture.sandbox.advanceClock(by: .seconds(60))
    let busy = try await fixture.ask(.get, path, key: .inference).text
    let labels = "{endpoint=\"acme-gpt-oss-120b\",organization_id=\"org_acme01\""
    #expect(busy.contains("# TYPE requests_count_total gauge\n"))
    #expect(busy.contains("requests_count_total\(labels)} 4.0\n"))
    #expect(busy.contains("requests_success_total\(labels)} 3.0\n"))
    #expect(busy.contains("requests_failure_total\(labels),code=\"400\"} 1.0\n"))
    #expect(busy.contains("input_tokens_total\(labels)} \(Double(tokens))\n"))
    #expect(busy.contains("ttft_seconds\(labels),percentile=\"p95\"} 0.0"))
    #expect(try MetricList(body: Array(busy.utf8)).rows.count > 40)
  }

  @Test("encodings that the sandbox does not read are 415")
  func encodings() async throws {
    let fixture = Fixture()
    for headers: Headers in [["Content-Encoding": "gzip"], ["Content-Type": "application/vnd.msgpack"]] {
      let answer = try await fixture.ask(
        .post, "/v1/chat/completions", Fixture.chatBody(), key: .inference, headers: headers)
      #expect(answer.status == 415)
    }
  }
}

extension Sequence {
  fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await transform(element)) }
    return values
  }
}
