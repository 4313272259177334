package import CBSValues

/// One event of a streamed answer.
package struct CompletionChunk: Sendable, Equatable, CompletionFrame {
  package var kind: CompletionAnswer.Kind
  package var id: String
  package var model: String
  package var fingerprint: String?
  package var created: Int64?
  package var choices: [CompletionChoice]
  package var usage: TokenUsage?
  package var time: TimeUsage?
  package var tier: String?
  package var usedTier: String?

  package init(
    kind: CompletionAnswer.Kind, id: String, model: String, fingerprint: String?, created: Int64?,
    choices: [CompletionChoice], usage: TokenUsage? = nil, time: TimeUsage? = nil, tier: String? = nil,
    usedTier: String? = nil
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

  /// What this chunk adds to the text of the first choice.
  package var text: String? { choices.first { $0.index == 0 }?.text }

  package init(wire: JSON) throws(WireMismatch) {
    let object = try WireObject(wire)
    let kind: CompletionAnswer.Kind =
      try object.optionalText("object") == CompletionAnswer.Kind.text.rawValue ? .text : .chat
    let choices = try object.list("choices") { (value) throws(WireMismatch) in
      try CompletionChoice(WireObject(value), textIn: "delta")
    }
    try self.init(
      object, kind: kind, id: object.optionalText("id") ?? "", model: object.optionalText("model") ?? "",
      choices: choices)
  }

  package var wire: JSON {
    kind == .chat
      ? wire(object: "chat.completion.chunk", choices: choices.map(\.deltaWire))
      : wire(object: "text_completion", choices: choices.map(\.textWire))
  }
}

/// Puts the chunks of a stream together to the answer that would have come whole.
package struct CompletionAssembly: Sendable {
  /// Nil until the first chunk.
  package private(set) var completion: CompletionAnswer?

  package init() {}

  /// Whether some choice has said why it ended.
  package var isFinished: Bool { completion?.choices.contains { $0.finish != nil } ?? false }

  package mutating func add(_ chunk: CompletionChunk) {
    var whole =
      completion
      ?? CompletionAnswer(
        kind: chunk.kind, id: chunk.id, model: chunk.model, fingerprint: chunk.fingerprint, created: chunk.created,
        choices: [], usage: nil, time: nil)
    // The only copy: a long text is appended to in place, not copied for each of its pieces.
    completion = nil
    whole.fingerprint = whole.fingerprint ?? chunk.fingerprint
    whole.usage = chunk.usage ?? whole.usage
    whole.time = chunk.time ?? whole.time
    whole.tier = chunk.tier ?? whole.tier
    whole.usedTier = chunk.usedTier ?? whole.usedTier
    for piece in chunk.choices {
      if let place = whole.choices.firstIndex(where: { $0.index == piece.index }) {
        whole.choices[place].add(piece)
      } else {
        var choice = CompletionChoice(index: piece.index)
        choice.add(piece)
        whole.choices.append(choice)
      }
    }
    completion = whole
  }
}

extension CompletionChoice {
  fileprivate mutating func add(_ piece: CompletionChoice) {
    role = role ?? piece.role
    if let more = piece.text { text.append(more) }
    if let more = piece.reasoning { reasoning.append(more) }
    finish = piece.finish ?? finish
    if let more = piece.logProbabilities {
      logProbabilities = LogProbabilities(
        (logProbabilities?.tokens ?? []) + more.tokens, offset: logProbabilities?.offset ?? more.offset)
    }
    if let more = piece.rawTokens { rawTokens = (rawTokens ?? []) + more }
    for call in piece.toolCalls {
      if let index = call.index, let place = toolCalls.firstIndex(where: { $0.index == index }) {
        toolCalls[place].id = toolCalls[place].id ?? call.id
        toolCalls[place].function = toolCalls[place].function ?? call.function
        toolCalls[place].arguments += call.arguments
      } else {
        toolCalls.append(call)
      }
    }
  }
}

extension String? {
  fileprivate mutating func append(_ more: String) {
    if self == nil { self = more } else { self?.append(more) }
  }
}
