import CBSCatalog
import CBSValues

/// What an answer used and how long it took, computed from its tokens so that equal requests give equal answers.
struct Accounting: Sendable {
  let promptTokens: Int
  let completionTokens: Int
  let reasoningTokens: Int
  let now: Moment

  init(prompt: Int, turns: [Turn], now: Moment) {
    promptTokens = prompt
    completionTokens = turns.reduce(0) { $0 + $1.completionTokens }
    reasoningTokens = turns.reduce(0) { $0 + $1.reasoning.count }
    self.now = now
  }

  var queueSeconds: Double { 0.0004 }
  /// Ten microseconds a token of the prompt, half a millisecond a token of the answer: about what such hardware does.
  var promptSeconds: Double { Self.rounded(0.0005 + Double(promptTokens) * 0.00001) }
  var completionSeconds: Double { Self.rounded(Double(completionTokens) * 0.0005) }
  var totalSeconds: Double { Self.rounded(queueSeconds + promptSeconds + completionSeconds + 0.001) }
  var firstTokenSeconds: Double { Self.rounded(queueSeconds + promptSeconds + 0.0005) }

  var usage: TokenUsage {
    TokenUsage(
      prompt: Int64(promptTokens), completion: Int64(completionTokens), cached: 0, reasoning: Int64(reasoningTokens))
  }

  var time: TimeUsage {
    TimeUsage(
      queue: queueSeconds, prompt: promptSeconds, completion: completionSeconds, total: totalSeconds,
      created: Double(now.milliseconds) / 1000)
  }

  func exchange(on endpoint: EndpointID) -> ExchangeRecord {
    ExchangeRecord(
      endpoint: endpoint, status: 200, input: promptTokens, output: completionTokens, queueSeconds: queueSeconds,
      firstSeconds: firstTokenSeconds, totalSeconds: totalSeconds)
  }

  /// To whole microseconds, so that it prints short.
  private static func rounded(_ seconds: Double) -> Double { (seconds * 1_000_000).rounded() / 1_000_000 }
}
