import CBSCatalog

/// What the simulated model says to one request, as the API's answer, whole or in chunks (api.md, sections 3.3 to 3.5).
struct Reply: Sendable {
  /// What the request asks of the form.
  struct Form: Sendable {
    let kind: CompletionAnswer.Kind
    let reasoning: ReasoningFormat
    /// Alternatives to each token whose likelihood is shown; nil where none is.
    let alternatives: Int?
    let hasRawTokens: Bool
    let tier: ServiceTier?
  }

  let id: String
  /// As the request named it.
  let model: ModelID
  let form: Form
  let served: ServedModel
  let turns: [Turn]
  let accounting: Accounting

  /// Tokens that travel in one chunk: the real service is fast enough to send several.
  static let tokensPerChunk = 4

  var whole: CompletionAnswer {
    CompletionAnswer(
      kind: form.kind, id: id, model: model.text, fingerprint: served.fingerprint, created: accounting.now.seconds,
      choices: turns.enumerated().map { choice(Int64($0), $1) }, usage: accounting.usage, time: accounting.time,
      tier: form.tier?.rawValue, usedTier: usedTier)
  }

  /// In order; the last one says what was used.
  var chunks: [CompletionChunk] {
    var chunks = turns.enumerated().flatMap { index, turn in pieces(Int64(index), of: turn) }.map { piece in
      CompletionChunk(
        kind: form.kind, id: id, model: model.text, fingerprint: served.fingerprint,
        created: accounting.now.seconds, choices: [piece])
    }
    guard var last = chunks.popLast() else { return [] }
    last.usage = accounting.usage
    last.time = accounting.time
    last.tier = form.tier?.rawValue
    last.usedTier = usedTier
    return chunks + [last]
  }

  /// The tier that the service chose, where the choice was its own.
  private var usedTier: String? { form.tier == .auto ? ServiceTier.default.rawValue : nil }

  private func choice(_ index: Int64, _ turn: Turn) -> CompletionChoice {
    var choice = saying(turn.content ?? [], index)
    choice.finish = turn.finishReason.rawValue
    guard form.kind == .chat else { return choice }
    choice.role = ChatMessage.Role.assistant.rawValue
    choice.text = turn.content.map { (thinkingAloud(turn) ?? "") + $0.joined() }
    if showsReasoning(of: turn) { choice.reasoning = turn.reasoning.joined() }
    choice.toolCalls = turn.toolCalls
    return choice
  }

  private func pieces(_ index: Int64, of turn: Turn) -> [CompletionChoice] {
    var pieces: [CompletionChoice] = []
    if form.kind == .chat {
      pieces.append(CompletionChoice(index: index, role: ChatMessage.Role.assistant.rawValue))
      if showsReasoning(of: turn) {
        pieces += Self.groups(turn.reasoning).map { CompletionChoice(index: index, reasoning: $0.joined()) }
      }
      if let thoughts = thinkingAloud(turn) { pieces.append(CompletionChoice(index: index, text: thoughts)) }
    }
    var offset = 0
    for group in Self.groups(turn.content ?? []) {
      pieces.append(saying(group, index, offset: offset))
      offset += group.reduce(0) { $0 + $1.count }
    }
    for (position, call) in turn.toolCalls.enumerated() {
      var call = call
      call.index = Int64(position)
      pieces.append(CompletionChoice(index: index, toolCalls: [call]))
    }
    // A chat ends without a word more, a text with an empty one.
    var end = form.kind == .chat ? CompletionChoice(index: index) : saying([], index, offset: offset)
    end.finish = turn.finishReason.rawValue
    return pieces + [end]
  }

  /// A choice that says `tokens`, with what is shown of each.
  private func saying(_ tokens: [String], _ index: Int64, offset: Int = 0) -> CompletionChoice {
    CompletionChoice(
      index: index, text: tokens.joined(),
      logProbabilities: form.alternatives.map { count in
        LogProbabilities(tokens.map { served.likelihood(of: $0, alternatives: count) }, offset: offset)
      }, rawTokens: form.hasRawTokens ? tokens.map(served.number) : nil)
  }

  private func showsReasoning(of turn: Turn) -> Bool {
    switch form.reasoning {
    case .none, .parsed, .textParsed: !turn.reasoning.isEmpty
    case .raw, .hidden: false
    }
  }

  /// Reasoning as a part of the content, where it was asked for raw.
  private func thinkingAloud(_ turn: Turn) -> String? {
    form.reasoning == .raw && !turn.reasoning.isEmpty ? "<think>" + turn.reasoning.joined() + "</think>" : nil
  }

  private static func groups(_ tokens: [String]) -> [[String]] {
    stride(from: 0, to: tokens.count, by: tokensPerChunk).map {
      Array(tokens[$0..<min($0 + tokensPerChunk, tokens.count)])
    }
  }
}

extension ServedModel {
  /// How likely a token was, drawn from the token itself; with it and less likely ones, `count` together.
  fileprivate func likelihood(of token: String, alternatives count: Int) -> LogProbabilities.Token {
    var draws = draws(for: token)
    let value = -Double(draws.next() % 1000) / 1000
    let alternatives = (0..<count).map { LogProbabilities.Token($0 == 0 ? token : "\(token)\($0)", value - Double($0)) }
    return LogProbabilities.Token(token, value, alternatives: alternatives)
  }

  /// The token as a number, as a real tokenizer would have one.
  fileprivate func number(of token: String) -> Int64 { Int64(draws(for: token).state % 200_000) }
}
