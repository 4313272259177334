import CBSValues

/// One of the answers a call asked for; in a stream, a piece of one.
package struct CompletionChoice: Sendable, Hashable {
  package var index: Int64
  package var role: String?
  /// Nil where the model only calls tools, or a chunk brings none.
  package var text: String?
  package var reasoning: String?
  package var toolCalls: [ToolCall]
  /// `stop`, `length`, `content_filter`, `tool_calls`, or what a newer server says.
  package var finish: String?
  package var logProbabilities: LogProbabilities?
  /// The tokens of a text completion as the model numbers them, where they were asked for.
  package var rawTokens: [Int64]?

  package init(
    index: Int64 = 0, role: String? = nil, text: String? = nil, reasoning: String? = nil, toolCalls: [ToolCall] = [],
    finish: String? = nil, logProbabilities: LogProbabilities? = nil, rawTokens: [Int64]? = nil
  ) {
    self.index = index
    self.role = role
    self.text = text
    self.reasoning = reasoning
    self.toolCalls = toolCalls
    self.finish = finish
    self.logProbabilities = logProbabilities
    self.rawTokens = rawTokens
  }

  /// - Parameter member: `message`, or `delta` in a stream; a text completion has neither.
  init(_ object: WireObject, textIn member: String) throws(WireMismatch) {
    index = try object.optionalInteger("index") ?? 0
    finish = try object.optionalText("finish_reason")
    let plain = try object.optionalText("text")
    let message = try object.object(member) { (message) throws(WireMismatch) in
      (
        role: try message.optionalText("role"), text: try message.optionalText("content"),
        reasoning: try message.optionalText("reasoning"),
        toolCalls: try message.list("tool_calls") { (call) throws(WireMismatch) in try ToolCall(WireObject(call)) }
      )
    }
    role = message?.role
    text = message?.text ?? plain
    reasoning = message?.reasoning
    toolCalls = message?.toolCalls ?? []
    logProbabilities = object.optional("logprobs").flatMap(LogProbabilities.init(wire:))
    rawTokens = object.optional("tokens")?.array?.compactMap(\.integer)
  }

  /// As a whole chat answer carries it.
  var messageWire: JSON {
    .present([
      "finish_reason": finish.map(JSON.string), "index": .integer(index), "message": message,
      "logprobs": logProbabilities?.chatWire,
    ])
  }

  /// As a chunk of a chat carries it.
  var deltaWire: JSON {
    .present([
      "delta": message, "finish_reason": finish.map(JSON.string), "index": .integer(index),
      "logprobs": logProbabilities?.chatWire,
    ])
  }

  private var message: JSON {
    .present([
      "content": text.map(JSON.string), "reasoning": reasoning.map(JSON.string), "role": role.map(JSON.string),
      "tool_calls": toolCalls.isEmpty ? nil : .array(toolCalls.map(\.wire)),
    ])
  }

  /// As a text completion carries it, whole or in chunks.
  var textWire: JSON {
    .present([
      "index": .integer(index), "text": .string(text ?? ""), "finish_reason": .optional(finish),
      "logprobs": logProbabilities?.textWire ?? .null, "tokens": rawTokens?.wire,
    ])
  }
}
