import CBSCatalog
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
    if let tool = request.wantedTool {
      turn.toolCalls = [call(of: tool, &draws)]
      turn.finishReason = .toolCalls
    } else {
      let text = plainText(for: request.lastWords, &draws)
      let json = request.jsonText(saying: text)
      turn.content = Tokens.split(json ?? text)
      if json == nil { extend(&turn, to: request.minimum, &draws) }
      turn.stop(at: request.stops)
    }
    turn.limit(to: min(request.maximum ?? Self.outputLimit, Self.outputLimit))
    return turn
  }

  /// The choices of a text completion: one for each prompt and repetition.
  func turns(for request: TextRequest) -> [Turn] {
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
    let text = "\(model.speaker) says: \(Sentences.sentence(&draws))"
    return quoted.isEmpty ? text : text + " You asked: \"\(quoted)\""
  }

  private func extend(_ turn: inout Turn, to minimum: Int, _ draws: inout Draws) {
    while turn.completionTokens < min(minimum, Self.outputLimit) {
      turn.content?.append(contentsOf: Tokens.split(" Also, " + Sentences.sentence(&draws)))
    }
  }

  private func call(of tool: Tool, _ draws: inout Draws) -> ToolCall {
    let schema = tool.parameters?.wire ?? ["type": "object"]
    let arguments = Sample.value(of: schema, text: "example", root: schema)
    return ToolCall(
      id: draws.hexadecimal(9), function: tool.name, arguments: arguments.object == nil ? "{}" : arguments.text)
  }
}
