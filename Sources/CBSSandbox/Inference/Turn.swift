import CBSCatalog
import CBSValues

/// What one choice of an answer says, cut to the tokens allowed.
struct Turn: Sendable, Hashable {
  enum FinishReason: String, Sendable {
    case stop, length, toolCalls = "tool_calls"
  }

  /// Tokens of the reasoning, counted however they are shown.
  var reasoning: [String] = []
  /// Tokens of the content; nil where tools are called instead.
  var content: [String]?
  var toolCalls: [ToolCall] = []
  var finishReason = FinishReason.stop

  var completionTokens: Int {
    reasoning.count + (content?.count ?? 0)
      + toolCalls.reduce(0) { $0 + Tokens.count($1.function ?? "") + Tokens.count($1.arguments) }
  }

  /// Ends the content before the first of `stops`, which is not part of it.
  mutating func stop(at stops: [String]) {
    guard let content else { return }
    let text = content.joined()
    let cut = stops.filter { !$0.isEmpty }.compactMap { text.firstRange(of: $0)?.lowerBound }.min()
    if let cut { self.content = Tokens.split(String(text[..<cut])) }
  }

  /// Keeps the first `limit` tokens, those of the reasoning first.
  mutating func limit(to limit: Int) {
    guard completionTokens > limit else { return }
    finishReason = .length
    toolCalls = []
    reasoning = Array(reasoning.prefix(limit))
    content = Array((content ?? []).prefix(limit - reasoning.count))
  }
}
