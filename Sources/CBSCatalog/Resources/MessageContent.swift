package import CBSValues

/// What a message says: a string, or parts.
package enum MessageContent: JSONFieldValue {
  /// One piece of a list of parts.
  package enum Part: Sendable, Hashable {
    case text(String)
    /// An address, or the data itself as a `data:` address.
    case imageURL(String, detail: String?)
    case image(String)
  }

  case text(String)
  case parts([Part])

  package init(wire: JSON) throws(WireMismatch) {
    switch wire {
    case .string(let text): self = .text(text)
    case .array(let values):
      self = .parts(try values.read { (value) throws(WireMismatch) in try Part(WireObject(value)) })
    case .null, .boolean, .integer, .float, .digits, .object:
      throw WireMismatch(.wrongType(expected: .text, found: wire.kindName))
    }
  }

  package var wire: JSON {
    switch self {
    case .text(let text): .string(text)
    case .parts(let parts): .array(parts.map(\.wire))
    }
  }

  /// The texts in order, images left out.
  package var texts: [String] {
    switch self {
    case .text(let text): [text]
    case .parts(let parts):
      parts.compactMap { part in
        if case .text(let text) = part { text } else { nil }
      }
    }
  }
}

extension MessageContent.Part {
  private enum Kind: String, ChoiceValue {
    case text
    case imageURL = "image_url"
    case image
  }

  fileprivate init(_ object: WireObject) throws(WireMismatch) {
    let kind = try object.value("type", as: Kind.self)
    switch kind {
    case .text: self = .text(try object.value("text"))
    case .imageURL:
      self = try object.requiredObject("image_url") { (image) throws(WireMismatch) in
        try image.requireNothing(beside: "url", "detail")
        return .imageURL(try image.value("url"), detail: try image.optionalValue("detail"))
      }
    case .image: self = .image(try object.value("image"))
    }
    try object.requireNothing(beside: "type", kind.rawValue)
  }

  fileprivate var wire: JSON {
    switch self {
    case .text(let text): ["type": Kind.text.wire, "text": .string(text)]
    case .imageURL(let url, let detail):
      ["type": Kind.imageURL.wire, "image_url": .present(["url": .string(url), "detail": detail?.wire])]
    case .image(let data): ["type": Kind.image.wire, "image": .string(data)]
    }
  }
}

/// Content without images.
struct TextContent: JSONFieldValue {
  let content: MessageContent

  init(wire: JSON) throws(WireMismatch) {
    content = try MessageContent(wire: wire)
    guard case .parts(let parts) = content else { return }
    for (index, part) in parts.enumerated() {
      if case .text = part { continue }
      throw WireMismatch(.notOneOf(["text"]), at: [.index(index), .member("type")])
    }
  }

  var wire: JSON { content.wire }
}
