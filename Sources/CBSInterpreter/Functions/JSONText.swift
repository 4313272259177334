import CBSValues
import OrderedCollections

/// Writes values as JSON, up to `Bounds.bytes`; a secret among them is written, and makes the whole a secret.
struct JSONText {
  private var text = BoundedText()

  /// What was written, a text or a secret.
  var value: Value { text.value }

  /// Writes a value as `Value.json` is printed, but for secrets.
  mutating func write(_ value: Value) throws(FunctionFailure) { try writeBounded(try value.bounded()) }

  private mutating func writeBounded(_ value: Value) throws(FunctionFailure) {
    switch value {
    case .null, .boolean, .integer, .float, .digits, .string, .duration, .size, .time:
      try text.append(value.json.text)
    case .secret(let secret): try text.append(secret) { JSON.quoted($0) }
    case .list(let elements):
      try text.append("[")
      for (index, element) in elements.enumerated() {
        if index > 0 { try text.append(",") }
        try writeBounded(element)
      }
      try text.append("]")
    case .record(let fields):
      try text.append("{")
      for (index, field) in fields.elements.enumerated() {
        if index > 0 { try text.append(",") }
        try text.append(JSON.quoted(field.key))
        try text.append(":")
        try writeBounded(field.value)
      }
      try text.append("}")
    }
  }
}

extension Value {
  /// The value as JSON on one line.
  func jsonText() throws(FunctionFailure) -> Value {
    var writer = JSONText()
    try writer.write(self)
    return writer.value
  }
}
