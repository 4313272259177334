package import CBSValues
package import OrderedCollections

/// Strings before which an answer ends: one or up to four on the wire.
package struct StopTexts: ParameterValue, WireContent, WireValue {
  package static let isRequired = false
  package static let isRepeated = true
  private static let most = 4
  package let texts: [String]

  package init(wire: JSON) throws(WireMismatch) {
    texts = if let text = wire.string { [text] } else { try [String](wire: wire) }
    if texts.count > Self.most { throw WireMismatch(.tooMany(most: Self.most)) }
  }

  package var wire: JSON { .array(texts.map(JSON.string)) }

  package init(elements: [String]) throws(ArgumentMismatch) {
    texts = elements
    guard texts.count <= Self.most else {
      throw ArgumentMismatch(.string(texts[Self.most]), rule: "at most \(Self.most) are allowed")
    }
  }

  package func resolved(in context: ArgumentContext) -> StopTexts? { self }
  package static func sent(_ value: StopTexts?) -> StopTexts? { value ?? StopTexts(texts: []) }

  private init(texts: [String]) { self.texts = texts }
}

/// What a text completion continues: one prompt, or several, each with its own answer.
package enum PromptText: ParameterValue, WireContent, WireValue {
  /// What one answer continues.
  package enum Prompt: Sendable, Hashable {
    case text(String)
    /// Numbers of the model's own tokens.
    case tokens([Int64])
  }

  case one(Prompt)
  case several([Prompt])

  package static let isRequired = true
  package static let isRepeated = true

  package init(_ text: String) { self = .one(.text(text)) }

  package init(wire: JSON) throws(WireMismatch) {
    guard let values = wire.array, values.first?.integer == nil else {
      self = .one(try Prompt(wire: wire))
      return
    }
    self = .several(try values.read { (value) throws(WireMismatch) in try Prompt(wire: value) })
  }

  package var wire: JSON {
    switch self {
    case .one(let prompt): prompt.wire
    case .several(let prompts): .array(prompts.map(\.wire))
    }
  }

  package var prompts: [Prompt] {
    switch self {
    case .one(let prompt): [prompt]
    case .several(let prompts): prompts
    }
  }

  /// Words of a line are joined.
  package init(elements: [String]) { self.init(elements.joined(separator: " ")) }

  package func resolved(in context: ArgumentContext) -> PromptText? { self }
}

extension PromptText.Prompt {
  fileprivate init(wire: JSON) throws(WireMismatch) {
    if let text = wire.string {
      self = .text(text)
    } else if wire.array != nil {
      let tokens = try [Int64](wire: wire)
      if let index = tokens.firstIndex(where: { $0 < 0 }) { throw WireMismatch(.below(0), at: [.index(index)]) }
      self = .tokens(tokens)
    } else {
      throw WireMismatch(.wrongType(expected: .text, found: wire.kindName))
    }
  }

  fileprivate var wire: JSON {
    switch self {
    case .text(let text): .string(text)
    case .tokens(let tokens): tokens.wire
    }
  }
}

/// How much likelier single tokens become, by their numbers.
package struct LogitBias: JSONFieldValue {
  private static let range = -100.0...100.0
  package let values: OrderedDictionary<String, Double>

  package init(wire: JSON) throws(WireMismatch) {
    let object = try WireObject(wire)
    var values: OrderedDictionary<String, Double> = [:]
    for token in object.members.keys {
      let value: Double = try object.value(token)
      if value < Self.range.lowerBound { throw WireMismatch(.below(Self.range.lowerBound), at: [.member(token)]) }
      if value > Self.range.upperBound { throw WireMismatch(.above(Self.range.upperBound), at: [.member(token)]) }
      values[token] = value
    }
    self.values = values
  }

  package var wire: JSON { .object(values.mapValues(JSON.float)) }
}

/// What the answer will probably be, so that it comes faster.
package struct Prediction: JSONFieldValue {
  private enum Kind: String, ChoiceValue {
    case content
  }

  package let content: MessageContent

  package init(wire: JSON) throws(WireMismatch) {
    let object = try WireObject(wire)
    _ = try object.value("type", as: Kind.self)
    content = try object.value("content", as: TextContent.self).content
    try object.requireNothing(beside: "type", "content")
  }

  package var wire: JSON { ["type": Kind.content.wire, "content": content.wire] }
}

/// A name under which the service keeps the prompt for the next call.
package struct PromptCacheKey: FieldValue {
  private static let most = 1024
  package static let type = String.type
  package let text: String

  package init(wire: JSON) throws(WireMismatch) {
    text = try String(wire: wire)
    if text.unicodeScalars.count > Self.most { throw WireMismatch(.tooLong(most: Self.most)) }
  }

  package var wire: JSON { .string(text) }

  package init(argument: Value) throws(ArgumentMismatch) {
    text = try String(argument: argument)
    guard text.unicodeScalars.count <= Self.most else {
      throw ArgumentMismatch(argument, rule: "at most \(Self.most) characters are allowed")
    }
  }
}
