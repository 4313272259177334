package import CBSValues

/// What a whole answer and a chunk of a streamed one have in common.
protocol CompletionFrame {
  init(
    kind: CompletionAnswer.Kind, id: String, model: String, fingerprint: String?, created: Int64?,
    choices: [CompletionChoice], usage: TokenUsage?, time: TimeUsage?, tier: String?, usedTier: String?)

  var id: String { get }
  var model: String { get }
  var fingerprint: String? { get }
  var created: Int64? { get }
  var usage: TokenUsage? { get }
  var time: TimeUsage? { get }
  var tier: String? { get }
  var usedTier: String? { get }
}

extension CompletionFrame {
  /// Reads what both have; the rest is read beforehand.
  init(
    _ object: WireObject, kind: CompletionAnswer.Kind, id: String, model: String, choices: [CompletionChoice]
  ) throws(WireMismatch) {
    self.init(
      kind: kind, id: id, model: model, fingerprint: try object.optionalText("system_fingerprint"),
      created: try object.optionalInteger("created"), choices: choices,
      usage: try object.object("usage") { (usage) throws(WireMismatch) in try TokenUsage(usage) },
      time: try object.object("time_info") { (time) throws(WireMismatch) in try TimeUsage(time) },
      tier: try object.optionalText("service_tier"), usedTier: try object.optionalText("service_tier_used"))
  }

  /// - Parameter object: what the wire calls it.
  func wire(object name: String, choices: [JSON]) -> JSON {
    .present([
      "id": .string(id), "choices": .array(choices), "created": created.map(JSON.integer), "model": .string(model),
      "system_fingerprint": fingerprint.map(JSON.string), "object": .string(name), "usage": usage?.wire,
      "time_info": time?.wire, "service_tier": tier.map(JSON.string),
      "service_tier_used": usedTier.map(JSON.string),
    ])
  }
}

/// What a model answered, to a chat or a text.
package struct CompletionAnswer: SingleAnswer, CompletionFrame {
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
  /// The service tier that the request named, and the one that served it where the server chose.
  package var tier: String?
  package var usedTier: String?

  package init(
    kind: Kind, id: String, model: String, fingerprint: String?, created: Int64?, choices: [CompletionChoice],
    usage: TokenUsage?, time: TimeUsage?, tier: String? = nil, usedTier: String? = nil
  ) {
    self.kind = kind
    self.id = id
    self.model = model
    self.fingerprint = fingerprint
    self.created = created
    self.choices = choices
    self.usage = usage
    self.time = time
    self.tier = tier
    self.usedTier = usedTier
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
    let (id, model) = (try object.text("id"), try object.text("model"))
    let choices = try object.requiredList("choices") { (value) throws(WireMismatch) in
      try CompletionChoice(WireObject(value), textIn: "message")
    }
    try self.init(object, kind: kind, id: id, model: model, choices: choices)
  }

  package var wire: JSON {
    wire(object: kind.rawValue, choices: choices.map { kind == .chat ? $0.messageWire : $0.textWire })
  }

  package static let members: [Member<Self>] = [
    Member("text", .string, "What the model says.") { .string($0.text) },
    Member("reasoning", .string, "What it thought before.") {
      .optional($0.choices.first?.reasoning)
    },
    Member("tool_calls", .list(ToolCall.type), "The tools it wants called.") {
      .array(($0.choices.first?.toolCalls ?? []).map(\.view))
    },
    Member("finish", .string, "Why it ended: stop, length, content_filter or tool_calls.") {
      .optional($0.choices.first?.finish)
    },
    Member("model", .string, "The endpoint or model that answered.") { .string($0.model) },
    Member("fingerprint", .string, "Which weights answered.") { .optional($0.fingerprint) },
    Member("suffix", .string, "What the upload added to the fingerprint.") {
      .optional($0.suffix)
    },
    Member("id", .string, "The answer's id.") { .string($0.id) },
    Member("created", .time, "When it was made.") { .optional($0.created) },
    Member("usage", TokenUsage.type, "Tokens that were counted.") { $0.usage?.view ?? .null },
    Member("time", TimeUsage.type, "Seconds that it took.") { $0.time?.view ?? .null },
  ]
}
