extension RequestSchema {
  private static let noLimit: ClosedRange<Int64> = .min ... .max
  private static let tokens = RequestSchema.integer(-1 ... .max)
  private static let textPart = RequestSchema.object([
    required("type", .choice(["text"])), required("text", .text()),
  ])
  private static let textParts = RequestSchema.oneOf([.text(), .list(textPart)], "a string or a list of text parts")
  private static let parts = RequestSchema.oneOf(
    [
      .text(),
      .list(
        .variants(
          by: "type",
          [
            "text": textPart,
            "image_url": .object([
              required("type", .choice(["image_url"])),
              required("image_url", .object([required("url", .text()), optional("detail", .text())])),
            ]),
            "image": .object([required("type", .choice(["image"])), required("image", .text())]),
          ])),
    ], "a string or a list of parts")

  private static let toolCall = RequestSchema.object([
    required("id", .text()), required("type", .choice(["function"])), optional("index", .integer(noLimit)),
    required("function", .object([required("name", .text()), required("arguments", .text())])),
  ])

  private static func spoken(_ role: String) -> RequestSchema {
    .object([required("role", .choice([role])), required("content", parts), optional("name", .text())])
  }

  private static let message = RequestSchema.variants(
    by: "role",
    [
      "system": spoken("system"), "developer": spoken("developer"), "user": spoken("user"),
      "assistant": .object([
        required("role", .choice(["assistant"])), optional("content", textParts), optional("name", .text()),
        optional("reasoning", textParts), optional("tool_calls", .list(toolCall)),
      ]),
      "tool": .object([
        required("role", .choice(["tool"])), required("content", textParts), required("tool_call_id", .text()),
        optional("name", .text()),
      ]),
    ])

  private static let function = RequestSchema.object([
    required("name", .text()), optional("description", .text()), optional("parameters", .map(.any)),
    optional("strict", .boolean),
  ])

  private static let responseFormat = RequestSchema.variants(
    by: "type",
    [
      "text": .object([required("type", .any)]), "json_object": .object([required("type", .any)]),
      "json_schema": .object([
        required("type", .any),
        required(
          "json_schema",
          .object([
            required("name", .text()), optional("description", .text()), optional("schema", .map(.any)),
            optional("strict", .boolean),
          ])),
      ]),
    ])

  /// `n` has no documented limit; a sandbox that any process may call needs one.
  private static let common: [Property] = [
    required("model", .text()),
    optional("temperature", .number(0...2)), optional("top_p", .number(0...1)),
    optional("max_tokens", tokens), optional("min_tokens", tokens),
    optional("stop", .oneOf([.text(), .list(.text(), maximum: 4)], "a string or a list of up to 4 strings")),
    optional("seed", .integer(noLimit)), optional("n", .integer(1...128)),
    optional("frequency_penalty", .number(-2...2)), optional("presence_penalty", .number(-2...2)),
    optional("logit_bias", .map(.number(-100...100))), optional("stream", .boolean),
    optional("stream_options", .object([optional("include_usage", .boolean)])),
    optional("prompt_cache_key", .text(maximum: 1024)), optional("user", .text()),
  ]

  /// The body of `POST /v1/chat/completions` (api.md, section 3.2).
  static let chat = RequestSchema.object(
    common + [
      required("messages", .list(message, minimum: 1)),
      optional("max_completion_tokens", tokens), optional("min_completion_tokens", tokens),
      optional("logprobs", .boolean), optional("top_logprobs", .integer(0...20)),
      optional(
        "tools", .list(.object([required("type", .choice(["function"])), required("function", function)]))),
      optional(
        "tool_choice",
        .oneOf(
          [
            .choice(["none", "auto", "required"]),
            .object([
              required("type", .choice(["function"])), required("function", .object([required("name", .text())])),
            ]),
          ], "'none', 'auto', 'required' or a function")),
      optional("parallel_tool_calls", .boolean), optional("response_format", responseFormat),
      optional("reasoning_effort", .choice(["none", "low", "medium", "high"])),
      optional("reasoning_format", .choice(["none", "parsed", "text_parsed", "raw", "hidden"])),
      optional("clear_thinking", .boolean), optional("disable_reasoning", .boolean),
      optional("service_tier", .choice(["auto", "default", "flex", "priority"])),
      optional("prediction", .object([required("type", .choice(["content"])), required("content", textParts)])),
      optional("model_parameters", .map(.any)),
    ])

  /// The body of `POST /v1/completions` (api.md, section 3.5).
  static let completion = RequestSchema.object(
    common + [
      required(
        "prompt",
        .oneOf(
          [
            .text(), .list(.oneOf([.text(), .integer(0 ... .max), .list(.integer(0 ... .max))], "a string or tokens")),
          ],
          "a string, strings or tokens")),
      optional("best_of", .integer(0...20)), optional("echo", .boolean), optional("logprobs", .integer(0...20)),
      optional("suffix", .text()), optional("return_raw_tokens", .boolean), optional("grammar_root", .text()),
      optional(
        "reasoning_format", .choice(["none", "parsed", "text_parsed", "raw", "hidden"])),
    ])
}
