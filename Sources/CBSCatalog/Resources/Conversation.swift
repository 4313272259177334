package import CBSValues

/// The messages of a chat, oldest first.
package struct Conversation: ParameterValue, WireContent, WireValue {
  package static let isRequired = true
  package static let isRepeated = true
  package var messages: [ChatMessage]

  package init(_ messages: [ChatMessage]) { self.messages = messages }

  package init(wire: JSON) throws(WireMismatch) {
    guard let values = wire.array else { throw WireMismatch(.wrongType(expected: .list, found: wire.kindName)) }
    guard !values.isEmpty else { throw WireMismatch(.tooFew(least: 1)) }
    messages = try values.read { (value) throws(WireMismatch) in try ChatMessage(wire: value) }
  }

  package var wire: JSON { .array(messages.map(\.wire)) }

  /// Words side by side are one message of the user; records and lists of a script are messages as they are.
  package init(elements: [Value]) throws(ArgumentMismatch) {
    messages = []
    var words: [String] = []
    func join() {
      if !words.isEmpty { messages.append(ChatMessage(role: .user, text: words.joined(separator: " "))) }
      words = []
    }
    for value in elements.flatMap({ $0.list ?? [$0] }) {
      if case .record = value {
        join()
        do throws(WireMismatch) { messages.append(try ChatMessage(wire: value.json)) } catch {
          throw ArgumentMismatch(value, rule: error.description)
        }
      } else {
        words.append(value.description)
      }
    }
    join()
    guard !messages.isEmpty else { throw ArgumentMismatch(.list([]), rule: "at least one message is wanted") }
  }

  package func resolved(in context: ArgumentContext) -> Conversation? { self }
}

/// One message of a chat.
package struct ChatMessage: Sendable, Hashable {
  /// Who speaks. Each may say other things besides the content.
  package enum Role: String, ChoiceValue {
    case assistant, developer, system, tool, user
  }

  package var role: Role
  /// Nil only where an assistant calls tools without a word.
  package var content: MessageContent?
  package var name: String?
  /// What an assistant thought.
  package var reasoning: MessageContent?
  /// The tools that an assistant called.
  package var toolCalls: [ToolCall]
  /// Of a `tool` message: the call it answers.
  package var toolCallID: String?

  package init(role: Role, text: String) {
    self.role = role
    content = .text(text)
    toolCalls = []
  }

  /// The text of `content`: itself, or that of its text parts.
  package var text: String { content?.texts.joined() ?? "" }

  /// Reads a message of a request. What is wrong inside one is found under its role: `messages.1.assistant.name`.
  package init(wire: JSON) throws(WireMismatch) {
    let object = try WireObject(wire)
    role = try object.value("role")
    toolCalls = []
    do throws(WireMismatch) { try read(object) } catch { throw error.inside(.member(role.rawValue)) }
  }

  private mutating func read(_ object: WireObject) throws(WireMismatch) {
    name = try object.optionalValue("name")
    switch role {
    case .system, .developer, .user:
      content = try object.value("content")
      try object.requireNothing(beside: "role", "content", "name")
    case .assistant:
      content = try object.optionalValue("content", as: TextContent.self)?.content
      reasoning = try object.optionalValue("reasoning", as: TextContent.self)?.content
      toolCalls = try object.list("tool_calls") { (value) throws(WireMismatch) in
        try ToolCall(request: WireObject(value))
      }
      try object.requireNothing(beside: "role", "content", "name", "reasoning", "tool_calls")
    case .tool:
      content = try object.value("content", as: TextContent.self).content
      toolCallID = try object.value("tool_call_id")
      try object.requireNothing(beside: "role", "content", "name", "tool_call_id")
    }
  }

  package var wire: JSON {
    .present([
      "role": role.wire, "content": content?.wire, "name": name?.wire, "reasoning": reasoning?.wire,
      "tool_calls": toolCalls.isEmpty ? nil : .array(toolCalls.map(\.wire)), "tool_call_id": toolCallID?.wire,
    ])
  }
}
