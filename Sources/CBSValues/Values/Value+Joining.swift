extension Value {
  /// The texts of `parts` as one text; a secret among them makes the whole a secret.
  package static func joined(_ parts: [Value]) -> Value {
    var text = ""
    var name: String?
    for part in parts {
      if case .secret(let secret) = part {
        // The text goes into another secret and nowhere else.
        text += secret.reveal(for: .joining)
        name = name ?? secret.name
      } else {
        text += part.description
      }
    }
    guard let name else { return .string(text) }
    return .secret(Secret(text, name: name))
  }
}
