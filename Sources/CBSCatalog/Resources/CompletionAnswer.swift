package import CBSValues


/// What a model answered, to a chat or a text.
package struct CompletionAnswer: SingleAnswer {
  /// Which of the two it answers; the wire names its object so.
  package enum Kind: String, Sendable {
    case chat = "chat.completion", text = "text_completion"
  }

  package var kind: Kind
  package var id: String
  package var model: String
  package var fingerprint: String?
  /// Unix seconds.
  package var created: Int64?
  package var choices: [CompletionChoice]
  package var usage: TokenUsage?
  package var time: TimeUsage?

  package init(
    kind: Kind, id: String, model: String, fingerprint: String?, created: Int64?, choices: [CompletionChoice],
    usage: TokenUsage?, time: TimeUsage?
  ) {
    self.kind = kind
    self.id = id
    self.model = model
    self.fingerprint = fingerprint
    self.created = created
    self.choices = choices
    self.usage = usage
    self.time = time
  }

  /// The text of the first choice.
  package var text: String { choices.first?.text ?? "" }

  /// What an upload added to the fingerprint: what follows the first `-`.
  package var suffix: String? { Self.suffix(of: fingerprint) }

  package static func suffix(of fingerprint: String?) -> String? {
    guard let fingerprint, let hyphen = fingerprint.firstIndex(of: "-") else { return nil }
    let suffix = fingerprint[fingerprint.index(after: hyphen)...]
    return suffix.isEmpty ? nil : String(suffix)
  }

  package init(wire: JSON) throws(WireMismatch) {
    let object = try WireObject(wire)
    let kind = Kind(rawValue: try object.optionalText("object") ?? "") ?? .chat
    self.kind = kind
    id = try object.text("id")
    model = try object.text("model")
    fingerprint = try object.optionalText("system_fingerprint")
    created = try object.optionalInteger("created")
    choices = try object.requiredList("choices") { (value) throws(WireMismatch) in
      try CompletionChoice(WireObject(value), textIn: "message")
    }
    usage = try object.object("usage") { (usage) throws(WireMismatch) in try TokenUsage(usage) }
    time = try object.object("time_info") { (time) throws(WireMismatch) in try TimeUsage(time) }
  }

  package var wire: JSON {
    let choices = choices.map { kind == .chat ? $0.chatWire(textIn: "message") : $0.textWire }
    var object: JSON = ["id": .string(id), "choices": .array(choices)]
    if let created { object.setMember(at: ["created"], to: .integer(created)) }
    object.setMember(at: ["model"], to: .string(model))
    if let fingerprint { object.setMember(at: ["system_fingerprint"], to: .string(fingerprint)) }
    object.setMember(at: ["object"], to: .string(kind.rawValue))
    if let usage { object.setMember(at: ["usage"], to: usage.wire) }
    if let time { object.setMember(at: ["time_info"], to: time.wire) }
    return object
  }

  package static let members: [Member<Self>] = [
    Member("text", .text, "What the model says.") { .string($0.text) },
    Member("reasoning", .optional(.text), "What it thought before.") {
      $0.choices.first?.reasoning.map(JSON.string) ?? .null
    },
    Member("tool_calls", .list(ToolCall.shape), "The tools it wants called.") {
      .array(($0.choices.first?.toolCalls ?? []).map(\.view))
    },
    Member("finish", .optional(.text), "Why it ended: stop, length, content_filter or tool_calls.") {
      $0.choices.first?.finish.map(JSON.string) ?? .null
    },
    Member("model", .text, "The endpoint or model that answered.") { .string($0.model) },
    Member("fingerprint", .optional(.text), "Which weights answered.") { $0.fingerprint.map(JSON.string) ?? .null },
    Member("suffix", .optional(.text), "What the upload added to the fingerprint.") {
      $0.suffix.map(JSON.string) ?? .null
    },
    Member("id", .text, "The answer's id.") { .string($0.id) },
    Member("created", .optional(.time), "When it was made.") { $0.created.map(JSON.integer) ?? .null },
    Member("usage", .optional(TokenUsage.shape), "Tokens that were counted.") { $0.usage?.view ?? .null },
    Member("time", .optional(TimeUsage.shape), "Seconds that it took.") { $0.time?.view ?? .null },
  ]
}

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

  package init(
    index: Int64 = 0, role: String? = nil, text: String? = nil, reasoning: String? = nil, toolCalls: [ToolCall] = [],
    finish: String? = nil
  ) {
    self.index = index
    self.role = role
    self.text = text
    self.reasoning = reasoning
    self.toolCalls = toolCalls
    self.finish = finish
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
  }

  func chatWire(textIn member: String) -> JSON {
    var message: JSON = [:]
    if let text { message.setMember(at: ["content"], to: .string(text)) }
    if let reasoning { message.setMember(at: ["reasoning"], to: .string(reasoning)) }
    if let role { message.setMember(at: ["role"], to: .string(role)) }
    if !toolCalls.isEmpty { message.setMember(at: ["tool_calls"], to: .array(toolCalls.map(\.wire))) }
    var object: JSON = [:]
    if let finish { object.setMember(at: ["finish_reason"], to: .string(finish)) }
    object.setMember(at: ["index"], to: .integer(index))
    object.setMember(at: [member], to: message)
    return object
  }

  var textWire: JSON {
    var object: JSON = ["index": .integer(index), "text": .string(text ?? "")]
    object.setMember(at: ["finish_reason"], to: finish.map(JSON.string) ?? .null)
    return object
  }
}
