package import CBSValues


/// The messages of a chat, oldest first.
package struct Conversation: FieldValue {
  package static var kind: ValueKind { .messages }
  package var messages: [ChatMessage]

  package init(_ messages: [ChatMessage]) { self.messages = messages }

  package init(wire: JSON) throws(WireMismatch) {
    guard let values = wire.array else { throw WireMismatch(.wrongType(expected: .list, found: wire.kindName)) }
    guard !values.isEmpty else { throw WireMismatch(.other("at least one message is wanted")) }
    messages = []
    for (index, value) in values.enumerated() {
      do throws(WireMismatch) { messages.append(try ChatMessage(wire: value)) } catch {
        throw error.inside(.index(index))
      }
    }
  }

  package var wire: JSON { .array(messages.map(\.wire)) }

  package init(argument: String, in context: ArgumentContext) throws(ArgumentMismatch) {
    self.init([ChatMessage(role: "user", text: argument)])
  }

  /// Words side by side are one message of the user; records and lists of a script are messages as they are.
  package init(values: [JSON], in context: ArgumentContext) throws(ArgumentMismatch) {
    messages = []
    var words: [String] = []
    func join() {
      if !words.isEmpty { messages.append(ChatMessage(role: "user", text: words.joined(separator: " "))) }
      words = []
    }
    for value in values.flatMap({ $0.array ?? [$0] }) {
      if case .object = value {
        join()
        do throws(WireMismatch) { messages.append(try ChatMessage(wire: value)) } catch {
          throw ArgumentMismatch(value.text, is: Self.kind, rule: error.description)
        }
      } else {
        words.append(value.argumentText)
      }
    }
    join()
    guard !messages.isEmpty else { throw ArgumentMismatch("", is: Self.kind, rule: "at least one message is wanted") }
  }
}

/// One message of a chat.
package struct ChatMessage: Sendable, Hashable {
  /// `system`, `developer`, `user`, `assistant` or `tool`.
  package var role: String
  /// Text, or a list of parts; nil in an answer that only calls tools.
  package var content: JSON?
  package var name: String?
  package var reasoning: JSON?
  package var toolCalls: [ToolCall]
  /// Of a `tool` message: the call it answers.
  package var toolCallID: String?

  package init(role: String, text: String) {
    self.role = role
    content = .string(text)
    toolCalls = []
  }

  /// The text of `content`: itself, or that of its text parts.
  package var text: String {
    switch content {
    case .string(let text)?: text
    case .array(let parts)?: parts.compactMap { $0["text"]?.string }.joined()
    case .null?, .boolean?, .integer?, .float?, .digits?, .object?, nil: ""
    }
  }

  package init(wire: JSON) throws(WireMismatch) {
    let object = try WireObject(wire)
    role = try object.text("role")
    content = object.optional("content")
    switch content {
    case .string?, .array?, nil: break
    case .null?, .boolean?, .integer?, .float?, .digits?, .object?:
      throw WireMismatch(
        .wrongType(expected: .text, found: content?.kindName ?? "null"), at: [.member("content")])
    }
    name = try object.optionalText("name")
    reasoning = object.optional("reasoning")
    toolCalls = try object.list("tool_calls") { (value) throws(WireMismatch) in try ToolCall(WireObject(value)) }
    toolCallID = try object.optionalText("tool_call_id")
  }

  package var wire: JSON {
    var object: JSON = ["role": .string(role)]
    if let content { object.setMember(at: ["content"], to: content) }
    if let name { object.setMember(at: ["name"], to: .string(name)) }
    if let reasoning { object.setMember(at: ["reasoning"], to: reasoning) }
    if !toolCalls.isEmpty { object.setMember(at: ["tool_calls"], to: .array(toolCalls.map(\.wire))) }
    if let toolCallID { object.setMember(at: ["tool_call_id"], to: .string(toolCallID)) }
    return object
  }
}

/// A call of a tool that a model asks for; in a stream, a piece of one.
package struct ToolCall: Record, Hashable {
  /// Which of several calls a piece belongs to.
  package var index: Int64?
  package var id: String?
  package var function: String?
  /// JSON text, of which a stream brings pieces.
  package var arguments: String

  package init(index: Int64? = nil, id: String?, function: String?, arguments: String) {
    self.index = index
    self.id = id
    self.function = function
    self.arguments = arguments
  }

  init(_ object: WireObject) throws(WireMismatch) {
    index = try object.optionalInteger("index")
    id = try object.optionalText("id")
    let call = try object.object("function") { (function) throws(WireMismatch) in
      (name: try function.optionalText("name"), arguments: try function.optionalText("arguments"))
    }
    function = call?.name
    arguments = call?.arguments ?? ""
  }

  var wire: JSON {
    var object: JSON = [:]
    if let index { object.setMember(at: ["index"], to: .integer(index)) }
    if let id { object.setMember(at: ["id"], to: .string(id)) }
    object.setMember(at: ["type"], to: "function")
    if let function { object.setMember(at: ["function", "name"], to: .string(function)) }
    object.setMember(at: ["function", "arguments"], to: .string(arguments))
    return object
  }

  package static let members: [Member<Self>] = [
    Member("id", .optional(.text), "What the answer to the call names.") { $0.id.map(JSON.string) ?? .null },
    Member("function", .optional(.text), "The tool's name.") { $0.function.map(JSON.string) ?? .null },
    Member("arguments", .text, "JSON text.") { .string($0.arguments) },
  ]
}

/// Texts before which an answer ends: one text or up to four on the wire.
package struct StopTexts: FieldValue {
  package static var kind: ValueKind { .list(.text) }
  package let texts: [String]

  package init(_ texts: [String]) { self.texts = texts }

  package init(wire: JSON) throws(WireMismatch) {
    if let text = wire.string {
      texts = [text]
    } else {
      texts = try [String](wire: wire)
    }
    if texts.count > 4 { throw WireMismatch(.other("at most four texts are allowed")) }
  }

  package var wire: JSON { .array(texts.map(JSON.string)) }

  package init(argument: String, in context: ArgumentContext) throws(ArgumentMismatch) { texts = [argument] }

  package init(values: [JSON], in context: ArgumentContext) throws(ArgumentMismatch) {
    texts = try [String](values: values, in: context)
    guard texts.count <= 4 else {
      throw ArgumentMismatch(texts[4], is: Self.kind, rule: "at most four texts are allowed")
    }
  }
}

/// The prompt of a text completion: words of a line joined, or what the API takes beside text, as it is.
package struct PromptText: FieldValue {
  package static var kind: ValueKind { .text }
  package let wire: JSON

  package init(_ text: String) { wire = .string(text) }

  package init(wire: JSON) throws(WireMismatch) {
    switch wire {
    case .string, .array: self.wire = wire
    case .null, .boolean, .integer, .float, .digits, .object:
      throw WireMismatch(.wrongType(expected: .text, found: wire.kindName))
    }
  }

  package init(argument: String, in context: ArgumentContext) throws(ArgumentMismatch) { wire = .string(argument) }

  package init(values: [JSON], in context: ArgumentContext) throws(ArgumentMismatch) {
    wire = .string(values.map(\.argumentText).joined(separator: " "))
  }
}
