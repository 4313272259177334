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
    var object: JSON = [:]
    if let finish { object.setMember(at: ["finish_reason"], to: .string(finish)) }
    object.setMember(at: ["index"], to: .integer(index))
    object.setMember(at: ["message"], to: messageMembers)
    if let logProbabilities { object.setMember(at: ["logprobs"], to: logProbabilities.chatWire) }
    return object
  }

  /// As a chunk of a chat carries it.
  var deltaWire: JSON {
    var object: JSON = ["delta": messageMembers]
    if let finish { object.setMember(at: ["finish_reason"], to: .string(finish)) }
    object.setMember(at: ["index"], to: .integer(index))
    if let logProbabilities { object.setMember(at: ["logprobs"], to: logProbabilities.chatWire) }
    return object
  }

  private var messageMembers: JSON {
    var message: JSON = [:]
    if let text { message.setMember(at: ["content"], to: .string(text)) }
    if let reasoning { message.setMember(at: ["reasoning"], to: .string(reasoning)) }
    if let role { message.setMember(at: ["role"], to: .string(role)) }
    if !toolCalls.isEmpty { message.setMember(at: ["tool_calls"], to: .array(toolCalls.map(\.wire))) }
    return message
  }

  /// As a text completion carries it, whole or in chunks.
  var textWire: JSON {
    var object: JSON = ["index": .integer(index), "text": .string(text ?? "")]
    object.setMember(at: ["finish_reason"], to: finish.map(JSON.string) ?? .null)
    object.setMember(at: ["logprobs"], to: logProbabilities?.textWire ?? .null)
    if let rawTokens { object.setMember(at: ["tokens"], to: .array(rawTokens.map(JSON.integer))) }
    return object
  }
}
