package import CBSValues

/// Inference: chat and text completions.
package enum Completions {
  package static var endpoints: [any Endpoint.Type] { [ChatCompletion.self, TextCompletion.self] }

  // MARK: What both take

  package static let model = Parameter<ModelID>(
    "model", "Endpoint or model to ask.", type: ModelID.type.completing(.endpoints))
  package static let temperature = Parameter<Double?>(
    flag: "temperature", "How freely words are drawn, 0 to 2.", within: 0...2)
  package static let topP = Parameter<Double?>(
    flag: "top-p", "Share of likely words that are drawn from.", within: 0...1)
  package static let seed = Parameter<Int64?>(flag: "seed", "Makes draws repeatable, as far as possible.")
  package static let stop = Parameter<StopTexts>(flag: "stop", "Text before which the answer ends; up to four.")
  package static let stream = hidden("stream", Bool.self)
  package static let count = hidden("n", Int64.self, within: 1...Double(Int32.max))
  package static let minimum = hidden("min_tokens", Int64.self, within: tokens)

  /// Numbers of tokens; -1 is as many as there may be.
  fileprivate static let tokens = -1...Double(Int32.max)

  /// Flags of both, in the order of help.
  fileprivate static let flags: [any ParameterDeclaration] = [temperature, topP, seed, stop]

  /// Where these flags travel, and what programs may send to either and nobody types.
  fileprivate static let body: [(String, any WireParameter)] =
    [("temperature", temperature), ("top_p", topP), ("seed", seed), ("stop", stop)]
  fileprivate static let rest =
    sent(stream, count, minimum)
    + sent(hidden("logit_bias", LogitBias.self), hidden("stream_options.include_usage", Bool.self))
    + sent(hidden("prompt_cache_key", PromptCacheKey.self))

  /// Members of a body that nobody types, under their own names.
  fileprivate static func sent(_ parameters: any WireParameter...) -> [(String, any WireParameter)] {
    parameters.map { ($0.erased.name, $0) }
  }

  fileprivate static func hidden<Content: FieldValue>(
    _ name: String, _: Content.Type, within range: ClosedRange<Double>? = nil
  ) -> Parameter<Content?> {
    Parameter<Content?>(hidden: name, "As the API describes it.", within: range)
  }
}

/// Asks a model for the next message of a conversation.
package enum ChatCompletion: Endpoint {
  package static let model = Completions.model
  package static let messages = Parameter<Conversation>(
    "prompt", "What is said to it; words are joined by spaces.", type: ParameterType("PROMPT", .any, phrase: "messages")
  )
  package static let system = Parameter<String?>(flag: "system", "Instruction that comes first.")
  package static let maxTokens = Parameter<Int64?>(
    flag: "max-tokens", "Most tokens of the answer, reasoning included.", within: Completions.tokens)
  package static let reasoningEffort = Parameter<ReasoningEffort?>(
    flag: "reasoning-effort", "How long the model thinks.")
  package static let reasoningFormat = Parameter<ReasoningFormat?>(
    flag: "reasoning-format", "How the answer carries the reasoning.")
  package static let frequencyPenalty = Parameter<Double?>(
    flag: "frequency-penalty", "Penalty for words by how often they came.", within: -2...2)
  package static let presencePenalty = Parameter<Double?>(
    flag: "presence-penalty", "Penalty for words that came already.", within: -2...2)
  package static let responseFormat = Parameter<ResponseFormat?>(
    flag: "response-format", "JSON object that says what form the answer takes.")
  package static let tools = Parameter<ToolList?>(flag: "tools", "JSON list of tools that may be called.")
  package static let toolChoice = Parameter<ToolChoice?>(
    flag: "tool-choice", "Whether and which tool is called.",
    type: ToolChoice.type.completing(.values(ToolChoice.Mode.words)))
  package static let serviceTier = Parameter<ServiceTier?>(flag: "service-tier", "How urgent the call is.")
  package static let user = Parameter<String?>(flag: "user", "Your user's id, for abuse reports.")
  package static let stream = Completions.stream

  /// The older name of `maxTokens`, and of `minimum`.
  package static let oldMaxTokens = Completions.hidden("max_tokens", Int64.self, within: Completions.tokens)
  package static let minimum = Completions.hidden("min_completion_tokens", Int64.self, within: Completions.tokens)
  package static let wantsLogProbabilities = Completions.hidden("logprobs", Bool.self)
  package static let alternatives = Completions.hidden("top_logprobs", Int64.self, within: 0...20)
  package static let isReasoningDisabled = Completions.hidden("disable_reasoning", Bool.self)

  package typealias Output = CompletionAnswer
  package static let signature = Signature.endpoint(
    "infer", "Ask an endpoint or model, and print its answer.",
    takes: [model, messages, system, maxTokens] + Completions.flags + [
      reasoningEffort, reasoningFormat, frequencyPenalty, presencePenalty, responseFormat, tools, toolChoice,
      serviceTier, user,
    ], answers: Output.type, columns: ["text", "finish", "fingerprint"], key: .inference,
    example: "infer acme-gpt-oss-120b 'Say \"ok\".' --max-tokens 20")
  package static let wire = Wire(
    .post, "/v1/chat/completions",
    body: [("model", model), ("messages", messages), ("max_completion_tokens", maxTokens)] + Completions.body + [
      ("reasoning_effort", reasoningEffort), ("reasoning_format", reasoningFormat),
      ("frequency_penalty", frequencyPenalty), ("presence_penalty", presencePenalty),
      ("response_format", responseFormat), ("tools", tools), ("tool_choice", toolChoice),
      ("service_tier", serviceTier), ("user", user),
    ] + rest + Completions.rest, line: [system])

  /// What programs may send and nobody types.
  private static let rest = Completions.sent(
    oldMaxTokens, minimum, wantsLogProbabilities, alternatives, isReasoningDisabled,
    Completions.hidden("parallel_tool_calls", Bool.self), Completions.hidden("clear_thinking", Bool.self),
    Completions.hidden("prediction", Prediction.self), Completions.hidden("model_parameters", JSONObject.self))

  /// Puts the instruction of the line in front of the conversation.
  package static func complete(_ draft: inout Draft<Self>) {
    guard let instruction = draft[system], var conversation = draft[messages] else { return }
    conversation.messages.insert(ChatMessage(role: .system, text: instruction), at: 0)
    draft[messages] = conversation
    draft[system] = nil
  }
}

/// Asks a model to go on with a text.
package enum TextCompletion: Endpoint {
  package static let model = Completions.model
  package static let prompt = Parameter<PromptText>("text", "Text to continue; words are joined by spaces.")
  package static let maxTokens = Parameter<Int64?>(
    flag: "max-tokens", "Most tokens of the answer.", within: Completions.tokens)
  package static let echo = Switch("echo", "Begin the answer with the prompt.")
  package static let stream = Completions.stream

  package static let alternatives = Completions.hidden("logprobs", Int64.self, within: 0...20)
  package static let wantsRawTokens = Completions.hidden("return_raw_tokens", Bool.self)

  package typealias Output = CompletionAnswer
  package static let signature = Signature.endpoint(
    "complete", "Ask an endpoint or model to continue text.",
    takes: [model, prompt, maxTokens] + Completions.flags + [echo], answers: Output.type,
    columns: ["text", "finish", "fingerprint"], key: .inference,
    example: "complete acme-gpt-oss-120b 'Once upon a time' --max-tokens 12")
  package static let wire = Wire(
    .post, "/v1/completions",
    body: [("model", model), ("prompt", prompt), ("max_tokens", maxTokens)] + Completions.body + [("echo", echo)]
      + rest + Completions.rest)

  /// What programs may send and nobody types.
  private static let rest = Completions.sent(
    alternatives, wantsRawTokens, Completions.hidden("best_of", Int64.self, within: 0...20),
    Completions.hidden("suffix", String.self), Completions.hidden("grammar_root", String.self),
    Completions.hidden("frequency_penalty", Double.self, within: -2...2),
    Completions.hidden("presence_penalty", Double.self, within: -2...2), Completions.hidden("user", String.self),
    Completions.hidden("reasoning_format", ReasoningFormat.self))
}

/// How long a model thinks before it answers.
package enum ReasoningEffort: String, ChoiceValue {
  case none, low, medium, high
}

/// How an answer carries its reasoning.
package enum ReasoningFormat: String, ChoiceValue {
  case none, parsed, textParsed = "text_parsed", raw, hidden
}

/// How urgent a call is.
package enum ServiceTier: String, ChoiceValue {
  case auto, `default`, flex, priority
}
