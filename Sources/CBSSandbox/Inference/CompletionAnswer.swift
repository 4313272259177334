import CBSValues
import OrderedCollections

/// A text completion, whole or as the events of a stream (api.md, section 3.5).
struct CompletionAnswer: Sendable {
  let id: String
  let request: CompletionRequest
  let served: ServedModel
  let turns: [Turn]
  let accounting: Accounting

  var whole: JSON {
    var answer: OrderedDictionary<String, JSON> = ["id": .string(id)]
    answer["choices"] = .array(
      turns.enumerated().map { choice($0, tokens: $1.content ?? [], offset: 0, finish: $1.finishReason) })
    addFrame(to: &answer)
    addClosing(to: &answer)
    return .object(answer)
  }

  /// The events' data in order, without the closing `[DONE]`.
  var events: [JSON] {
    var events: [JSON] = []
    for (index, turn) in turns.enumerated() {
      let tokens = turn.content ?? []
      var offset = 0
      for start in stride(from: 0, to: tokens.count, by: 4) {
        let group = Array(tokens[start..<min(start + 4, tokens.count)])
        events.append(event(choice(index, tokens: group, offset: offset, finish: nil), isLast: false))
        offset += group.reduce(0) { $0 + $1.count }
      }
      events.append(
        event(
          choice(index, tokens: [], offset: offset, finish: turn.finishReason), isLast: index == turns.count - 1))
    }
    return events
  }

  private func event(_ choice: JSON, isLast: Bool) -> JSON {
    var event: OrderedDictionary<String, JSON> = ["id": .string(id), "choices": [choice]]
    addFrame(to: &event)
    if isLast { addClosing(to: &event) }
    return .object(event)
  }

  private func choice(_ index: Int, tokens: [String], offset: Int, finish: Turn.FinishReason?) -> JSON {
    var choice: OrderedDictionary<String, JSON> = [
      "index": .integer(Int64(index)), "text": .string(tokens.joined()),
      "finish_reason": finish.map { .string($0.rawValue) } ?? .null,
    ]
    choice["logprobs"] =
      request.body["logprobs"]?.integer.map { logprobs(of: tokens, offset: offset, top: Int($0)) } ?? .null
    if request.body["return_raw_tokens"]?.boolean == true {
      choice["tokens"] = .array(tokens.map { .integer(Int64(served.draws(for: $0).state % 200_000)) })
    }
    return .object(choice)
  }

  private func logprobs(of tokens: [String], offset: Int, top: Int) -> JSON {
    let chosen = tokens.map { LogProbability($0, in: served) }
    var position = offset
    let offsets = tokens.map { token in
      defer { position += token.count }
      return JSON.integer(Int64(position))
    }
    return [
      "tokens": .array(tokens.map(JSON.string)), "token_logprobs": .array(chosen.map { .float($0.value) }),
      "top_logprobs": .array(
        chosen.map { token in
          .object(OrderedDictionary(token.alternatives(top).map { ($0.token, .float($0.value)) }) { first, _ in first })
        }), "text_offset": .array(offsets),
    ]
  }

  private func addFrame(to answer: inout OrderedDictionary<String, JSON>) {
    answer["created"] = .integer(accounting.now.seconds)
    answer["model"] = .string(request.model)
    answer["system_fingerprint"] = .string(served.fingerprint)
    answer["object"] = "text_completion"
  }

  private func addClosing(to answer: inout OrderedDictionary<String, JSON>) {
    answer["usage"] = accounting.usage
    answer["time_info"] = accounting.timeInfo
  }
}
