/// One element of S3's simple XML documents: a name, text and children, without attributes.
struct XMLElement: Sendable, Hashable {
  let name: String
  /// All text directly inside the element, with entities resolved.
  fileprivate(set) var text = ""
  fileprivate(set) var children: [XMLElement] = []

  /// The text of the first child called `name`.
  subscript(name: String) -> String? { children.first { $0.name == name }?.text }

  /// The root of a document, or nil if `bytes` are not well-formed XML.
  init?(parsing bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    var open: [XMLElement] = []
    var root: XMLElement?
    var rest = text[...]
    while let mark = rest.firstIndex(of: "<") {
      if !open.isEmpty { open[open.count - 1].text += Self.resolved(rest[..<mark]) }
      rest = rest[mark...]
      if rest.hasPrefix("<?") || rest.hasPrefix("<!") {
        let (start, end) =
          rest.hasPrefix("<!--") ? (4, "-->") : rest.hasPrefix("<![CDATA[") ? (9, "]]>") : (2, ">")
        guard let close = rest.dropFirst(start).firstRange(of: end) else { return nil }
        if start == 9, !open.isEmpty { open[open.count - 1].text += rest.dropFirst(9)[..<close.lowerBound] }
        rest = rest[close.upperBound...]
        continue
      }
      guard let close = rest.firstIndex(of: ">") else { return nil }
      let tag = rest[rest.index(after: mark)..<close]
      rest = rest[rest.index(after: close)...]
      if tag.first == "/" {
        guard let element = open.popLast(), tag.dropFirst().prefix(while: { !$0.isWhitespace }) == element.name else {
          return nil
        }
        if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
        if root != nil { break }
      } else {
        let isEmpty = tag.last == "/"
        let name = String(tag.prefix { !$0.isWhitespace && $0 != "/" })
        guard !name.isEmpty, open.count < 64 else { return nil }
        if !isEmpty {
          open.append(XMLElement(name))
        } else if open.isEmpty {
          root = XMLElement(name)
        } else {
          open[open.count - 1].children.append(XMLElement(name))
        }
        if root != nil { break }
      }
    }
    guard let root else { return nil }
    self = root
  }

  private init(_ name: String) { self.name = name }

  private static func resolved(_ text: Substring) -> String {
    guard text.contains("&") else { return String(text) }
    var result = ""
    var rest = text
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      rest = rest[start...]
      guard let end = rest.firstIndex(of: ";"), let scalar = scalar(rest[rest.index(after: start)..<end]) else {
        result += "&"
        rest = rest.dropFirst()
        continue
      }
      result.unicodeScalars.append(scalar)
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func scalar(_ entity: Substring) -> Unicode.Scalar? {
    switch entity {
    case "amp": "&"
    case "lt": "<"
    case "gt": ">"
    case "quot": "\""
    case "apos": "'"
    case _ where entity.hasPrefix("#x"): UInt32(entity.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
    case _ where entity.hasPrefix("#"): UInt32(entity.dropFirst()).flatMap(Unicode.Scalar.init)
    default: nil
    }
  }
}
