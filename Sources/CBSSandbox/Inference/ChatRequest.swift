import CBSValues
import OrderedCollections

/// A chat request that fits the schema, with what its parts mean together.
struct ChatRequest: Sendable {
  let body: JSON
  let model: String

  /// Reads and checks a body.
  ///
  /// - Parameter status: what a body that breaks the rules is answered with.
  init(_ bytes: [UInt8], status: Int) throws(Refusal) {
    body = try Self.document(bytes, status: status)
    let problems = RequestSchema.chat.problems(of: body)
    guard problems.isEmpty else {
      throw .wrongFormat(problems.joined(separator: "\n"), status: status)
    }
    model = body["model"]?.string ?? ""
    if let problem = body.toolProblem ?? body.imageProblem ?? body.parameterProblem {
      throw .wrongFormat(problem, status: status)
    }
    if let problem = body.responseFormatProblem {
      throw .wrongFormat(problem, param: "response_format", status: status)
    }
  }

  /// The JSON document of an inference body.
  static func document(_ bytes: [UInt8], status: Int) throws(Refusal) -> JSON {
    do { return try JSON(parsing: bytes) } catch {
      throw .wrongFormat("Invalid JSON: \(error.message) at byte \(error.offset)", status: status)
    }
  }

  var isStreamed: Bool { body["stream"]?.boolean ?? false }
  var count: Int { Int(clamping: body["n"]?.integer ?? 1) }
  var stops: [String] { body.stops }
  var maximum: Int? { body.limit("max_completion_tokens", "max_tokens") }

  /// Tokens of the prompt: every text in it, and four for the frame of each message.
  var promptTokens: Int {
    let messages = body["messages"]?.array ?? []
    let tools = body["tools"]?.array ?? []
    return messages.reduce(0) { $0 + 4 + $1.texts.reduce(0) { $0 + Tokens.count($1) } }
      + tools.reduce(0) { $0 + Tokens.count($1.text) }
  }

  /// What was said last by the user, or at all.
  var lastWords: String {
    let messages = body["messages"]?.array ?? []
    let last = messages.last { $0["role"]?.string == "user" } ?? messages.last
    return (last?.contentTexts ?? []).joined(separator: " ")
  }

  /// What the answer depends on besides the version: everything asked, in one spelling.
  var identity: String {
    var members = body.object ?? [:]
    // The same words, whole or streamed, and whoever asks.
    for name in ["stream", "stream_options", "user", "prompt_cache_key", "service_tier", "model"] {
      members[name] = nil
    }
    return JSON.object(members).canonical.text
  }

  enum ReasoningFormat { case parsed, raw, hidden }

  var reasoningFormat: ReasoningFormat {
    switch body["reasoning_format"]?.string {
    case "raw": .raw
    case "hidden": .hidden
    default: .parsed
    }
  }

  /// How many thoughts come before the answer.
  var thoughts: Int {
    if body["disable_reasoning"]?.boolean == true { return 0 }
    return switch body["reasoning_effort"]?.string {
    case "none": 0
    case "low": 1
    case "high": 4
    default: 2
    }
  }
}

extension JSON {
  /// The stop texts of an inference body.
  var stops: [String] { self["stop"]?.string.map { [$0] } ?? self["stop"]?.array?.compactMap(\.string) ?? [] }

  /// The first of the members that is a limit; -1 is none.
  func limit(_ names: String...) -> Int? {
    for name in names {
      if let number = self[name]?.integer { return number < 0 ? nil : Int(clamping: number) }
    }
    return nil
  }

  /// The texts of a message's content: the content itself, or its text parts.
  fileprivate var contentTexts: [String] {
    switch self["content"] {
    case .string(let text): [text]
    case .array(let parts): parts.compactMap { $0["text"]?.string }
    default: []
    }
  }

  /// Every text of a message that counts as prompt.
  fileprivate var texts: [String] {
    var texts = contentTexts
    if let reasoning = self["reasoning"]?.string { texts.append(reasoning) }
    for call in self["tool_calls"]?.array ?? [] {
      texts += [call["function"]?["name"]?.string ?? "", call["function"]?["arguments"]?.string ?? ""]
    }
    return texts
  }
}
