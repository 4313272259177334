import CBSValues
import OrderedCollections

/// How likely the tokens of an answer were: of each the natural logarithm, with the likeliest alternatives.
package struct LogProbabilities: Sendable, Hashable {
  /// A token, or an alternative to one.
  package struct Token: Sendable, Hashable {
    package let text: String
    package let value: Double
    /// The likeliest first; the token itself may be one of them.
    package let alternatives: [Token]

    package init(_ text: String, _ value: Double, alternatives: [Token] = []) {
      self.text = text
      self.value = value
      self.alternatives = alternatives
    }
  }

  package let tokens: [Token]
  /// Characters of the answer's text that come before the first token; only a text completion says it.
  package let offset: Int

  package init(_ tokens: [Token], offset: Int = 0) {
    self.tokens = tokens
    self.offset = offset
  }

  /// Reads either form; nil for one that it does not know, since nothing depends on it.
  init?(wire: JSON) {
    if let tokens = wire["content"]?.array {
      self.init(tokens.compactMap(Token.init(wire:)))
      return
    }
    guard let texts = wire["tokens"]?.array, let values = wire["token_logprobs"]?.array else { return nil }
    let alternatives = wire["top_logprobs"]?.array ?? []
    let tokens = zip(texts, values).enumerated().compactMap { index, token -> Token? in
      guard let text = token.0.string else { return nil }
      let others = index < alternatives.count ? alternatives[index].object ?? [:] : [:]
      return Token(
        text, token.1.double ?? 0, alternatives: others.map { Token($0.key, $0.value.double ?? 0) })
    }
    self.init(tokens, offset: Int(clamping: wire["text_offset"]?[0]?.integer ?? 0))
  }

  /// As a chat answer carries them.
  var chatWire: JSON { ["content": .array(tokens.map(\.wire)), "refusal": nil] }

  /// As a text completion carries them.
  var textWire: JSON {
    var position = offset
    let offsets = tokens.map { token in
      defer { position += token.text.count }
      return JSON.integer(Int64(position))
    }
    return [
      "tokens": .array(tokens.map { .string($0.text) }),
      "token_logprobs": .array(tokens.map { .float($0.value) }),
      "top_logprobs": .array(
        tokens.map { token in
          .object(OrderedDictionary(token.alternatives.map { ($0.text, .float($0.value)) }) { first, _ in first })
        }), "text_offset": .array(offsets),
    ]
  }
}

extension LogProbabilities.Token {
  fileprivate init?(wire: JSON) {
    guard let text = wire["token"]?.string else { return nil }
    self.init(
      text, wire["logprob"]?.double ?? 0,
      alternatives: (wire["top_logprobs"]?.array ?? []).compactMap(Self.init(wire:)))
  }

  fileprivate var wire: JSON {
    var object = plainWire
    object.setMember(at: ["top_logprobs"], to: .array(alternatives.map(\.plainWire)))
    return object
  }

  private var plainWire: JSON {
    [
      "token": .string(text), "logprob": .float(value),
      "bytes": .array(text.utf8.map { .integer(Int64($0)) }),
    ]
  }
}
