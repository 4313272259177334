import CBSValues

/// A text that grows up to `Bounds.bytes`; a secret that goes into it makes the whole a secret.
struct BoundedText {
  private var text = ""
  private var count = 0
  /// The name of the first secret in it.
  private var secretName: String?

  mutating func append(_ part: String) throws(FunctionFailure) {
    count += part.utf8.count
    try Bounds.check(bytes: count)
    text += part
  }

  /// Appends a secret as `form` writes it.
  mutating func append(
    _ secret: Secret, as form: (String) throws(FunctionFailure) -> String
  ) throws(FunctionFailure) {
    secretName = secretName ?? secret.name
    // The text goes into another secret and nowhere else.
    try append(form(secret.reveal(for: .joining)))
  }

  /// Appends a value as interpolation writes it.
  mutating func append(_ value: Value) throws(FunctionFailure) {
    switch value {
    case .secret(let secret): try append(secret) { $0 }
    case .string(let text): try append(text)
    case .list, .record: try append(try value.bounded().description)
    case .null, .boolean, .integer, .float, .digits, .duration, .size, .time: try append(value.description)
    }
  }

  /// The text, or the secret it has become.
  var value: Value { secretName.map { .secret(Secret(text, name: $0)) } ?? .string(text) }
}

extension Value {
  /// This text in another form; a secret stays one.
  func rewritten(_ form: (String) throws(FunctionFailure) -> String) throws(FunctionFailure) -> Value {
    var result = BoundedText()
    if case .secret(let secret) = self {
      try result.append(secret, as: form)
    } else {
      try result.append(try form(try wantText()))
    }
    return result.value
  }
}
