import CBSValues
import OrderedCollections

/// A chat answer, whole or as the events of a stream (api.md, sections 3.3 and 3.4).
struct ChatAnswer: Sendable {
  let id: String
  let request: ChatRequest
  let served: ServedModel
  let turns: [Turn]
  let accounting: Accounting

  /// Tokens that travel in one event: the real service is fast enough to send several.
  private static let tokensPerEvent = 4

  var whole: JSON {
    var answer: OrderedDictionary<String, JSON> = ["id": .string(id)]
    answer["choices"] = .array(turns.enumerated().map(choice))
    addFrame(to: &answer, object: "chat.completion")
    addClosing(to: &answer)
    return .object(answer)
  }

  /// The events' data in order, without the closing `[DONE]`.
  var events: [JSON] {
    var events: [JSON] = []
    for (index, turn) in turns.enumerated() {
      events.append(event(index, ["role": "assistant"]))
      for part in deltas(of: turn) { events.append(event(index, part.delta, tokens: part.tokens)) }
      events.append(event(index, [:], finish: turn.finishReason, isLast: index == turns.count - 1))
    }
    return events
  }

  private func choice(_ index: Int, _ turn: Turn) -> JSON {
    var message: OrderedDictionary<String, JSON> = [:]
    if let content = turn.content { message["content"] = .string(shown(turn) + content.joined()) }
    if request.reasoningFormat == .parsed, !turn.reasoning.isEmpty {
      message["reasoning"] = .string(turn.reasoning.joined())
    }
    message["role"] = "assistant"
    if !turn.toolCalls.isEmpty { message["tool_calls"] = .array(turn.toolCalls.map { toolCall($0, index: nil) }) }
    var choice: OrderedDictionary<String, JSON> = [
      "finish_reason": .string(turn.finishReason.rawValue), "index": .integer(Int64(index)),
      "message": .object(message),
    ]
    if wantsLogprobs { choice["logprobs"] = logprobs(of: turn.content ?? []) }
    return .object(choice)
  }

  /// Reasoning as a part of the content, where it was asked for raw.
  private func shown(_ turn: Turn) -> String {
    request.reasoningFormat == .raw && !turn.reasoning.isEmpty
      ? "<think>" + turn.reasoning.joined() + "</think>" : ""
  }

  private func deltas(of turn: Turn) -> [(delta: JSON, tokens: [String]?)] {
    var deltas: [(delta: JSON, tokens: [String]?)] = []
    if request.reasoningFormat == .parsed {
      deltas += Self.groups(turn.reasoning).map { (["reasoning": .string($0.joined())], nil) }
    }
    if !shown(turn).isEmpty { deltas.append((["content": .string(shown(turn))], nil)) }
    deltas += Self.groups(turn.content ?? []).map { (["content": .string($0.joined())], $0) }
    for (index, call) in turn.toolCalls.enumerated() {
      deltas.append((["tool_calls": [toolCall(call, index: index)]], nil))
    }
    return deltas
  }

  private static func groups(_ tokens: [String]) -> [[String]] {
    stride(from: 0, to: tokens.count, by: tokensPerEvent).map {
      Array(tokens[$0..<min($0 + tokensPerEvent, tokens.count)])
    }
  }

  private func event(
    _ index: Int, _ delta: JSON, tokens: [String]? = nil, finish: Turn.FinishReason? = nil, isLast: Bool = false
  ) -> JSON {
    var choice: OrderedDictionary<String, JSON> = ["delta": delta]
    if let finish { choice["finish_reason"] = .string(finish.rawValue) }
    choice["index"] = .integer(Int64(index))
    if wantsLogprobs, let tokens { choice["logprobs"] = logprobs(of: tokens) }
    var event: OrderedDictionary<String, JSON> = ["id": .string(id), "choices": [.object(choice)]]
    addFrame(to: &event, object: "chat.completion.chunk")
    if isLast { addClosing(to: &event) }
    return .object(event)
  }

  private func toolCall(_ call: Turn.ToolCall, index: Int?) -> JSON {
    var members: OrderedDictionary<String, JSON> = [:]
    if let index { members["index"] = .integer(Int64(index)) }
    members["id"] = .string(call.id)
    members["type"] = "function"
    members["function"] = ["name": .string(call.name), "arguments": .string(call.arguments)]
    return .object(members)
  }

  private func addFrame(to answer: inout OrderedDictionary<String, JSON>, object: String) {
    answer["created"] = .integer(accounting.now.seconds)
    answer["model"] = .string(request.model)
    answer["system_fingerprint"] = .string(served.fingerprint)
    answer["object"] = .string(object)
  }

  private func addClosing(to answer: inout OrderedDictionary<String, JSON>) {
    answer["usage"] = accounting.usage
    answer["time_info"] = accounting.timeInfo
    guard let tier = request.body["service_tier"]?.string else { return }
    answer["service_tier"] = .string(tier)
    if tier == "auto" { answer["service_tier_used"] = "default" }
  }

  private var wantsLogprobs: Bool { request.body["logprobs"]?.boolean ?? false }

  private func logprobs(of tokens: [String]) -> JSON {
    let alternatives = Int(clamping: request.body["top_logprobs"]?.integer ?? 0)
    return [
      "content": .array(
        tokens.map { token in
          let chosen = LogProbability(token, in: served)
          var members = chosen.json.object ?? [:]
          members["top_logprobs"] = .array(chosen.alternatives(alternatives).map(\.json))
          return .object(members)
        }), "refusal": nil,
    ]
  }
}
