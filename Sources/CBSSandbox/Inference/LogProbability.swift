import CBSValues


/// A token with the logarithm of how likely it was, drawn from the token itself.
struct LogProbability: Sendable, Hashable {
  let token: String
  let value: Double

  init(_ token: String, in model: ServedModel) {
    self.token = token
    var draws = model.draws(for: token)
    value = -Double(draws.next() % 1000) / 1000
  }

  private init(_ token: String, _ value: Double) {
    self.token = token
    self.value = value
  }

  /// The token itself and less likely ones, `count` together.
  func alternatives(_ count: Int) -> [LogProbability] {
    (0..<count).map { $0 == 0 ? self : LogProbability("\(token)\($0)", value - Double($0)) }
  }

  var json: JSON {
    [
      "token": .string(token), "logprob": .float(value),
      "bytes": .array(token.utf8.map { .integer(Int64($0)) }),
    ]
  }
}
