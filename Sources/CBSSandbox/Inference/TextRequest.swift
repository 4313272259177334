import CBSCatalog
import CBSValues

/// A request to go on with texts.
struct TextRequest: InferenceRequest {
  static let prefix = "cmpl-"
  let call: Call<TextCompletion>

  init(_ call: Call<TextCompletion>, status: Int) throws(Refusal) {
    self.call = call
    try checkCount(of: prompts.count, status: status)
  }

  var prompts: [PromptText.Prompt] { call[TextCompletion.prompt].prompts }
  var maximum: Int? { call[TextCompletion.maxTokens]?.limit }
  var minimum: Int { call[Completions.minimum]?.minimum ?? 0 }
  var echoes: Bool { call[TextCompletion.echo] ?? false }
  var promptTokens: Int { prompts.reduce(0) { $0 + $1.count } }

  var form: Reply.Form {
    Reply.Form(
      kind: .text, reasoning: .none, alternatives: call[TextCompletion.alternatives].map { Int(clamping: $0) },
      hasRawTokens: call[TextCompletion.wantsRawTokens] ?? false, tier: nil)
  }

  func turns(by generator: Generator) -> [Turn] { generator.turns(for: self) }

  /// What the answer depends on besides the version and the prompt.
  var identity: String {
    let (seed, temperature, topP) = (call[Completions.seed], call[Completions.temperature], call[Completions.topP])
    return [seed?.wire, temperature?.wire, topP?.wire].map { $0?.text ?? "" }.joined(separator: "/")
  }
}

extension PromptText.Prompt {
  /// The words; numbers of a real tokenizer, which the sandbox has not, are kept as they are.
  var text: String {
    switch self {
    case .text(let text): text
    case .tokens(let tokens): tokens.map(String.init).joined(separator: " ")
    }
  }

  /// Tokens of it.
  var count: Int {
    switch self {
    case .text(let text): Tokens.count(text)
    case .tokens(let tokens): tokens.count
    }
  }
}
