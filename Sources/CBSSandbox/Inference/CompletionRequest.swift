import CBSValues


/// A text completion that fits the schema.
struct CompletionRequest: Sendable {
  struct Prompt: Sendable {
    let text: String
    let tokens: Int
  }

  let body: JSON
  let model: String
  let prompts: [Prompt]

  /// Reads and checks a body.
  ///
  /// - Parameter status: what a body that breaks the rules is answered with.
  init(_ bytes: [UInt8], status: Int) throws(Refusal) {
    body = try ChatRequest.document(bytes, status: status)
    let problems = RequestSchema.completion.problems(of: body)
    guard problems.isEmpty else { throw .wrongFormat(problems.joined(separator: "\n"), status: status) }
    model = body["model"]?.string ?? ""
    prompts = Self.prompts(of: body["prompt"] ?? "")
    let count = body["n"]?.integer ?? 1
    guard Int64(prompts.count) * count <= 128 else {
      throw .wrongFormat("prompt: at most 128 choices can be asked for at once", status: status)
    }
  }

  var isStreamed: Bool { body["stream"]?.boolean ?? false }
  var count: Int { Int(clamping: body["n"]?.integer ?? 1) }
  var stops: [String] { body.stops }
  var maximum: Int? { body.limit("max_tokens") }
  var minimum: Int { body.minimum("min_tokens") }
  var echoes: Bool { body["echo"]?.boolean ?? false }
  var promptTokens: Int { prompts.reduce(0) { $0 + $1.tokens } }

  /// What the answer depends on besides the version and the prompt.
  var identity: String {
    "\(body["seed"]?.text ?? "")/\(body["temperature"]?.text ?? "")/\(body["top_p"]?.text ?? "")"
  }

  /// A text, texts, tokens, or lists of tokens. Tokens are numbers of a real tokenizer, which the sandbox has not:
  /// they stand as they are.
  private static func prompts(of value: JSON) -> [Prompt] {
    guard let elements = value.array else { return [prompt(of: value)] }
    if elements.contains(where: { $0.integer != nil }) { return [prompt(of: value)] }
    return elements.map(prompt)
  }

  private static func prompt(of value: JSON) -> Prompt {
    guard let numbers = value.array else {
      let text = value.string ?? value.text
      return Prompt(text: text, tokens: Tokens.count(text))
    }
    return Prompt(text: numbers.map(\.text).joined(separator: " "), tokens: numbers.count)
  }
}
