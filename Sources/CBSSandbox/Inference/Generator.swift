import CBSValues
import OrderedCollections

/// Answers from what is deployed: the same request and version give the same words, everywhere.
struct Generator: Sendable {
  /// Tokens no answer goes beyond, prompt included, and alone: the limits of the public models.
  static let contextLimit = 131_072
  static let outputLimit = 40_960

  let model: ServedModel

  /// The choices of a chat answer.
  func turns(for request: ChatRequest) -> [Turn] {
    (0..<request.count).map { turn(for: request, index: $0) }
  }

  private func turn(for request: ChatRequest, index: Int) -> Turn {
    var draws = model.draws(for: "\(request.identity)#\(index)")
    var turn = Turn()
    if model.reasons, request.thoughts > 0 {
      turn.reasoning = Tokens.split(Sentences.thoughts(request.thoughts, &draws))
    }
    if let name = request.wantedTool {
      turn.toolCalls = [toolCall(name, of: request.body, &draws)]
      turn.finishReason = .toolCalls
    } else {
      let text = plainText(for: request.lastWords, &draws)
      turn.content = Tokens.split(request.jsonText(saying: text) ?? text)
      if !request.wantsJSON { extend(&turn, to: request.minimum, &draws) }
      turn.stop(at: request.stops)
    }
    turn.limit(to: min(request.maximum ?? Self.outputLimit, Self.outputLimit))
    return turn
  }

  /// The choices of a text completion: one for each prompt and repetition.
  func turns(for request: CompletionRequest) -> [Turn] {
    request.prompts.flatMap { prompt in
      (0..<request.count).map { index in
        var draws = model.draws(for: "\(request.identity)#\(prompt.text)#\(index)")
        var turn = Turn()
        turn.content = Tokens.split(plainText(for: prompt.text, &draws))
        extend(&turn, to: request.minimum, &draws)
        turn.stop(at: request.stops)
        turn.limit(to: min(request.maximum ?? Self.outputLimit, Self.outputLimit))
        if request.echoes { turn.content = Tokens.split(prompt.text) + (turn.content ?? []) }
        return turn
      }
    }
  }

  /// Who answers, what, and to which words.
  private func plainText(for words: String, _ draws: inout Draws) -> String {
    let flat = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let quoted = flat.count > 60 ? flat.prefix(60) + "…" : flat[...]
    let text = "\(model.speaker) answers: \(Sentences.sentence(&draws))"
    return quoted.isEmpty ? text : text + " You asked: \"\(quoted)\""
  }

  private func extend(_ turn: inout Turn, to minimum: Int, _ draws: inout Draws) {
    while turn.completionTokens < min(minimum, Self.outputLimit) {
      turn.content?.append(contentsOf: Tokens.split(" Also, " + Sentences.sentence(&draws)))
    }
  }

  private func toolCall(_ name: String, of body: JSON, _ draws: inout Draws) -> Turn.ToolCall {
    let tool = body["tools"]?.array?.first { $0["function"]?["name"]?.string == name }
    let schema = tool?["function"]?["parameters"] ?? ["type": "object"]
    let arguments = Sample.value(of: schema, text: "example", root: schema)
    return Turn.ToolCall(
      id: draws.hexadecimal(9), name: name, arguments: arguments.object == nil ? "{}" : arguments.text)
  }
}

extension ChatRequest {
  var minimum: Int { body.minimum("min_completion_tokens", "min_tokens") }

  /// The tool that must be called, if one must.
  var wantedTool: String? {
    if let name = body["tool_choice"]?["function"]?["name"]?.string { return name }
    guard body["tool_choice"]?.string == "required" else { return nil }
    return body["tools"]?[0]?["function"]?["name"]?.string
  }

  var wantsJSON: Bool { jsonText(saying: "") != nil }

  /// The answer as the JSON that was asked for, or nil where plain text was.
  func jsonText(saying text: String) -> String? {
    switch body["response_format"]?["type"]?.string {
    case "json_object": return JSON.object(["answer": .string(text)]).text
    case "json_schema":
      guard let schema = body["response_format"]?["json_schema"]?["schema"], schema.object != nil else {
        return JSON.object(["answer": .string(text)]).text
      }
      return Sample.value(of: schema, text: text, root: schema).text
    default: return nil
    }
  }
}

extension JSON {
  /// The first of the members that is a minimum; -1 is as many as there may be.
  func minimum(_ names: String...) -> Int {
    for name in names {
      if let number = self[name]?.integer { return number < 0 ? Generator.outputLimit : Int(clamping: number) }
    }
    return 0
  }
}
