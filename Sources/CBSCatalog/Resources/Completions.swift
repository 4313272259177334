/// Inference: chat and text completions.
package enum Completions {
  package static var endpoints: [any Endpoint.Type] { [ChatCompletion.self, TextCompletion.self] }

  // MARK: What both take

  package static let model = Field<ModelID>(
    "model", in: .body, "Endpoint or model that answers.", completing: .endpoints)
  package static let temperature = OptionalField<Double>(
    "temperature", in: .body, "How freely words are drawn, 0 to 2.", within: 0...2)
  package static let topP = OptionalField<Double>(
    "top_p", in: .body, "Share of likely words that are drawn from.", within: 0...1)
  package static let seed = OptionalField<Int64>("seed", in: .body, "Makes draws repeatable, as far as possible.")
  package static let stop = OptionalField<StopTexts>(
    "stop", in: .body, "Text before which the answer ends; up to four.")
  package static let stream = OptionalField<Bool>("stream", in: .body, "Answer chunk by chunk.", syntax: .hidden)

  package static let count = hidden("n", Int64.self, within: 1...Double(Int32.max))
  package static let minimum = hidden("min_tokens", Int64.self, within: tokens)

  /// Numbers of tokens; -1 is as many as there may be.
  fileprivate static let tokens = -1...Double(Int32.max)

  /// What programs may send to either and nobody types.
  fileprivate static let rest: [any AnyField] = [
    stream, count, minimum, hidden("logit_bias", LogitBias.self), hidden("stream_options.include_usage", Bool.self),
    hidden("prompt_cache_key", PromptCacheKey.self),
  ]

  fileprivate static func hidden<Value: FieldValue>(
    _ name: String, _: Value.Type, within range: ClosedRange<Double>? = nil
  ) -> OptionalField<Value> {
    OptionalField<Value>(name, in: .body, "As the API describes it.", syntax: .hidden, within: range)
  }
}

/// Asks a model for the next message of a conversation.
package enum ChatCompletion: Endpoint {
  package static let model = Completions.model
  package static let messages = Field<Conversation>(
    "messages", in: .body, "What is said to it; words are joined by blanks.", syntax: .words)
  package static let system = OptionalField<String>("system", in: .line, "Instruction that comes first.")
  package static let maxTokens = OptionalField<Int64>(
    "max_completion_tokens", in: .body, "Most tokens of the answer, reasoning included.", flag: "max-tokens",
    within: Completions.tokens)
  package static let reasoningEffort = OptionalField<ReasoningEffort>(
    "reasoning_effort", in: .body, "How long the model thinks.",
    completing: .values(ReasoningEffort.allCases.map(\.rawValue)))
  package static let reasoningFormat = OptionalField<ReasoningFormat>(
    "reasoning_format", in: .body, "How the answer carries the reasoning.",
    completing: .values(ReasoningFormat.allCases.map(\.rawValue)))
  package static let frequencyPenalty = OptionalField<Double>(
    "frequency_penalty", in: .body, "Penalty for words by how often they came.", within: -2...2)
  package static let presencePenalty = OptionalField<Double>(
    "presence_penalty", in: .body, "Penalty for words that came already.", within: -2...2)
  package static let responseFormat = OptionalField<ResponseFormat>(
    "response_format", in: .body, "JSON object that says what form the answer takes.")
  package static let tools = OptionalField<ToolList>("tools", in: .body, "JSON list of tools that may be called.")
  package static let toolChoice = OptionalField<ToolChoice>(
    "tool_choice", in: .body, "Whether and which tool is called.",
    completing: .values(ToolChoice.Mode.allCases.map(\.rawValue)))
  package static let serviceTier = OptionalField<ServiceTier>(
    "service_tier", in: .body, "How urgent the call is.", completing: .values(ServiceTier.allCases.map(\.rawValue)))
  package static let user = OptionalField<String>("user", in: .body, "Your user's id, for abuse reports.")
  package static let stream = Completions.stream

  /// The older name of `maxTokens`, and of `minimum`.
  package static let oldMaxTokens = Completions.hidden("max_tokens", Int64.self, within: Completions.tokens)
  package static let minimum = Completions.hidden("min_completion_tokens", Int64.self, within: Completions.tokens)
  package static let wantsLogProbabilities = Completions.hidden("logprobs", Bool.self)
  package static let alternatives = Completions.hidden("top_logprobs", Int64.self, within: 0...20)
  package static let isReasoningDisabled = Completions.hidden("disable_reasoning", Bool.self)

  /// What programs may send and nobody types.
  private static let rest: [any AnyField] = [
    oldMaxTokens, minimum, wantsLogProbabilities, alternatives, isReasoningDisabled,
    Completions.hidden("parallel_tool_calls", Bool.self), Completions.hidden("clear_thinking", Bool.self),
    Completions.hidden("prediction", Prediction.self), Completions.hidden("model_parameters", JSONObject.self),
  ]

  package typealias Output = CompletionAnswer
  package static let command = "infer"
  package static let method = Method.post
  package static let path = "/v1/chat/completions"
  package static let key = KeyKind.inference
  package static let effect = Effect.reads
  package static let summary = "Ask an endpoint or model, and print its answer."
  package static let fields: [any AnyField] =
    [
      model, messages, system, maxTokens, Completions.temperature, Completions.topP, Completions.seed,
      Completions.stop, reasoningEffort, reasoningFormat, frequencyPenalty, presencePenalty, responseFormat, tools,
      toolChoice, serviceTier, user,
    ] + rest + Completions.rest
  package static let columns = ["text", "finish", "fingerprint"]
  package static let example = "infer acme-gpt-oss-120b 'Say \"ok\".' --max-tokens 20"

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
  package static let prompt = Field<PromptText>(
    "prompt", in: .body, "Text to go on with; words are joined by blanks.", syntax: .words)
  package static let maxTokens = OptionalField<Int64>(
    "max_tokens", in: .body, "Most tokens of the answer.", within: Completions.tokens)
  package static let echo = OptionalField<Bool>(
    "echo", in: .body, "Begin the answer with the prompt.", syntax: .toggle("echo"))
  package static let stream = Completions.stream

  package static let alternatives = Completions.hidden("logprobs", Int64.self, within: 0...20)
  package static let wantsRawTokens = Completions.hidden("return_raw_tokens", Bool.self)

  /// What programs may send and nobody types.
  private static let rest: [any AnyField] = [
    alternatives, wantsRawTokens, Completions.hidden("best_of", Int64.self, within: 0...20),
    Completions.hidden("suffix", String.self), Completions.hidden("grammar_root", String.self),
    Completions.hidden("frequency_penalty", Double.self, within: -2...2),
    Completions.hidden("presence_penalty", Double.self, within: -2...2), Completions.hidden("user", String.self),
    Completions.hidden("reasoning_format", ReasoningFormat.self),
  ]

  package typealias Output = CompletionAnswer
  package static let command = "complete"
  package static let method = Method.post
  package static let path = "/v1/completions"
  package static let key = KeyKind.inference
  package static let effect = Effect.reads
  package static let summary = "Ask an endpoint or model to go on with a text."
  package static let fields: [any AnyField] =
    [
      model, prompt, maxTokens, Completions.temperature, Completions.topP, Completions.seed, Completions.stop, echo,
    ] + rest + Completions.rest
  package static let columns = ["text", "finish", "fingerprint"]
  package static let example = "complete acme-gpt-oss-120b 'Once upon a time' --max-tokens 12"
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
