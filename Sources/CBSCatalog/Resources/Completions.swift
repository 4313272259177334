package import CBSValues


/// Inference: chat and text completions.
package enum Completions {
  package static var endpoints: [any Endpoint.Type] { [ChatCompletion.self, TextCompletion.self] }
}

/// Asks a model for the next message of a conversation.
package enum ChatCompletion: Endpoint {
  package static let model = Field<ModelID>(
    "model", in: .body, "Endpoint or model that answers.", completing: .endpoints)
  package static let messages = Field<Conversation>(
    "messages", in: .body, "What is said to it; words are joined by blanks.", syntax: .words)
  package static let system = OptionalField<String>("system", in: .line, "Instruction that comes first.")
  package static let maxTokens = OptionalField<Int64>(
    "max_completion_tokens", in: .body, "Most tokens of the answer, reasoning included.", flag: "max-tokens",
    within: -1...Double(Int32.max))
  package static let temperature = OptionalField<Double>(
    "temperature", in: .body, "How freely words are drawn, 0 to 2.", within: 0...2)
  package static let topP = OptionalField<Double>(
    "top_p", in: .body, "Share of likely words that are drawn from.", within: 0...1)
  package static let seed = OptionalField<Int64>("seed", in: .body, "Makes draws repeatable, as far as possible.")
  package static let stop = OptionalField<StopTexts>(
    "stop", in: .body, "Text before which the answer ends; up to four.")
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
  package static let responseFormat = OptionalField<JSON>(
    "response_format", in: .body, "JSON object that says what form the answer takes.")
  package static let tools = OptionalField<JSON>("tools", in: .body, "JSON list of tools that may be called.")
  package static let toolChoice = OptionalField<JSON>(
    "tool_choice", in: .body, "Whether and which tool is called.", completing: .values(["none", "auto", "required"]))
  package static let serviceTier = OptionalField<ServiceTier>(
    "service_tier", in: .body, "How urgent the call is.", completing: .values(ServiceTier.allCases.map(\.rawValue)))
  package static let user = OptionalField<String>("user", in: .body, "Your user's id, for abuse reports.")
  package static let stream = OptionalField<Bool>("stream", in: .body, "Answer chunk by chunk.", syntax: .hidden)

  /// What programs may send and nobody types.
  private static let rest: [any AnyField] = [
    hidden("max_tokens", Int64.self), hidden("min_completion_tokens", Int64.self), hidden("min_tokens", Int64.self),
    hidden("n", Int64.self), hidden("logprobs", Bool.self), hidden("top_logprobs", Int64.self),
    hidden("logit_bias", JSON.self), hidden("stream_options", JSON.self), hidden("parallel_tool_calls", Bool.self),
    hidden("clear_thinking", Bool.self), hidden("disable_reasoning", Bool.self), hidden("prediction", JSON.self),
    hidden("prompt_cache_key", String.self), hidden("model_parameters", JSON.self),
  ]

  private static func hidden<Value: FieldValue>(_ name: String, _: Value.Type) -> OptionalField<Value> {
    OptionalField<Value>(name, in: .body, "As the API describes it.", syntax: .hidden)
  }

  package typealias Output = CompletionAnswer
  package static let command = "infer"
  package static let method = Method.post
  package static let path = "/v1/chat/completions"
  package static let key = KeyKind.inference
  package static let effect = Effect.reads
  package static let summary = "Ask an endpoint or model, and print its answer."
  package static let fields: [any AnyField] =
    [
      model, messages, system, maxTokens, temperature, topP, seed, stop, reasoningEffort, reasoningFormat,
      frequencyPenalty, presencePenalty, responseFormat, tools, toolChoice, serviceTier, user, stream,
    ] + rest
  package static let columns = ["text", "finish", "fingerprint"]
  package static let example = "infer acme-gpt-oss-120b 'Say \"ok\".' --max-tokens 20"

  /// Puts the instruction of the line in front of the conversation.
  package static func complete(_ draft: inout Draft<Self>) {
    guard let instruction = draft[system], var conversation = draft[messages] else { return }
    conversation.messages.insert(ChatMessage(role: "system", text: instruction), at: 0)
    draft[messages] = conversation
    draft[system] = nil
  }
}

/// Asks a model to go on with a text.
package enum TextCompletion: Endpoint {
  package static let model = Field<ModelID>(
    "model", in: .body, "Endpoint or model that answers.", completing: .endpoints)
  package static let prompt = Field<PromptText>(
    "prompt", in: .body, "Text to go on with; words are joined by blanks.", syntax: .words)
  package static let maxTokens = OptionalField<Int64>(
    "max_tokens", in: .body, "Most tokens of the answer.", within: -1...Double(Int32.max))
  package static let temperature = OptionalField<Double>(
    "temperature", in: .body, "How freely words are drawn, 0 to 2.", within: 0...2)
  package static let topP = OptionalField<Double>(
    "top_p", in: .body, "Share of likely words that are drawn from.", within: 0...1)
  package static let seed = OptionalField<Int64>("seed", in: .body, "Makes draws repeatable, as far as possible.")
  package static let stop = OptionalField<StopTexts>(
    "stop", in: .body, "Text before which the answer ends; up to four.")
  package static let echo = OptionalField<Bool>(
    "echo", in: .body, "Begin the answer with the prompt.", syntax: .toggle("echo"))
  package static let stream = OptionalField<Bool>("stream", in: .body, "Answer chunk by chunk.", syntax: .hidden)

  package typealias Output = CompletionAnswer
  package static let command = "complete"
  package static let method = Method.post
  package static let path = "/v1/completions"
  package static let key = KeyKind.inference
  package static let effect = Effect.reads
  package static let summary = "Ask an endpoint or model to go on with a text."
  package static let fields: [any AnyField] = [model, prompt, maxTokens, temperature, topP, seed, stop, echo, stream]
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
