import CBSCatalog
import CBSValues
import OrderedCollections

/// A chat, with what its parts mean together.
struct ChatRequest: InferenceRequest {
  static let prefix = "chatcmpl-"
  let call: Call<ChatCompletion>

  init(_ call: Call<ChatCompletion>, status: Int) throws(Refusal) {
    self.call = call
    try checkCount(status: status)
    if let problem = toolProblem ?? imageProblem ?? parameterProblem {
      throw .wrongFormat(problem, status: status)
    }
    if let problem = responseFormatProblem {
      throw .wrongFormat(problem, param: "response_format", status: status)
    }
  }

  var messages: [ChatMessage] { call[ChatCompletion.messages].messages }
  var tools: [Tool] { call[ChatCompletion.tools]?.tools ?? [] }
  var maximum: Int? { (call[ChatCompletion.maxTokens] ?? call[ChatCompletion.oldMaxTokens])?.limit }
  var minimum: Int { (call[ChatCompletion.minimum] ?? call[Completions.minimum])?.minimum ?? 0 }

  /// Tokens of the prompt: every text in it, and four for the frame of each message.
  var promptTokens: Int {
    messages.reduce(0) { $0 + 4 + $1.promptTexts.reduce(0) { $0 + Tokens.count($1) } }
      + tools.reduce(0) { $0 + Tokens.count($1.wire.text) }
  }

  var form: Reply.Form {
    Reply.Form(
      kind: .chat, reasoning: call[ChatCompletion.reasoningFormat] ?? ReasoningFormat.none,
      alternatives: call[ChatCompletion.wantsLogProbabilities] == true
        ? Int(clamping: call[ChatCompletion.alternatives] ?? 0) : nil,
      hasRawTokens: false, tier: call[ChatCompletion.serviceTier])
  }

  func turns(by generator: Generator) -> [Turn] { generator.turns(for: self) }

  /// What was said last by the user, or at all.
  var lastWords: String {
    let last = messages.last { $0.role == .user } ?? messages.last
    return (last?.content?.texts ?? []).joined(separator: " ")
  }

  /// What the answer depends on besides the version: everything asked, in one spelling.
  var identity: String {
    var members = call.body.object ?? [:]
    // The same words, whole or streamed, and whoever asks.
    for name in ["stream", "stream_options", "user", "prompt_cache_key", "service_tier", "model"] {
      members[name] = nil
    }
    return JSON.object(members).canonical.text
  }

  /// How many thoughts come before the answer.
  var thoughts: Int {
    if call[ChatCompletion.isReasoningDisabled] == true { return 0 }
    return switch call[ChatCompletion.reasoningEffort] {
    case .some(.none): 0
    case .low: 1
    case .medium, nil: 2
    case .high: 4
    }
  }

  /// The tool that must be called, if one must.
  var wantedTool: Tool? {
    switch call[ChatCompletion.toolChoice] {
    case .function(let name): tools.first { $0.name == name }
    case .mode(.required): tools.first
    case .mode, nil: nil
    }
  }

  /// The answer as the JSON that was asked for, or nil where plain text was.
  func jsonText(saying text: String) -> String? {
    switch call[ChatCompletion.responseFormat] {
    case .text, nil: return nil
    case .jsonSchema(let format):
      guard let schema = format.schema?.wire else { fallthrough }
      return Sample.value(of: schema, text: text, root: schema).text
    case .jsonObject: return JSON.object(["answer": .string(text)]).text
    }
  }
}

extension ChatMessage {
  /// Every text that counts as prompt.
  fileprivate var promptTexts: [String] {
    (content?.texts ?? []) + (reasoning?.texts ?? []) + toolCalls.flatMap { [$0.function ?? "", $0.arguments] }
  }
}
