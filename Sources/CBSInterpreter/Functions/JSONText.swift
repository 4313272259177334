import CBSValues
import OrderedCollections

/// Writes values as JSON, up to `Bounds.bytes`; a secret among them is written, and makes the whole a secret.
struct JSONText {
  private var text = BoundedText()
  private let indentation: String?

  /// - Parameter indentation: what a line begins with for each level; nil writes one line.
  init(indentation: String? = nil) { self.indentation = indentation }

  /// What was written, a text or a secret.
  var value: Value { text.value }

  /// Writes a value as `Value.json` is printed, but for secrets.
  mutating func write(_ value: Value) throws(FunctionFailure) { try write(try value.bounded(), level: 0) }

  private mutating func write(_ value: Value, level: Int) throws(FunctionFailure) {
    switch value {
    case .null, .boolean, .integer, .float, .digits, .text, .duration, .size, .time:
      try text.append(value.json.text)
    case .secret(let secret): try text.append(secret) { JSON.quoted($0) }
    case .list(let elements):
      try text.append("[")
      for (index, element) in elements.enumerated() {
        try begin(index, level: level + 1)
        try write(element, level: level + 1)
      }
      try end("]", isEmpty: elements.isEmpty, level: level)
    case .record(let fields):
      try text.append("{")
      for (index, field) in fields.elements.enumerated() {
        try begin(index, level: level + 1)
        try text.append(JSON.quoted(field.key))
        try text.append(indentation == nil ? ":" : ": ")
        try write(field.value, level: level + 1)
      }
      try end("}", isEmpty: fields.isEmpty, level: level)
    }
  }

  private mutating func breakLine(level: Int) throws(FunctionFailure) {
    guard let indentation else { return }
    try text.append("\n" + String(repeating: indentation, count: level))
  }

  private mutating func begin(_ index: Int, level: Int) throws(FunctionFailure) {
    if index > 0 { try text.append(",") }
    try breakLine(level: level)
  }

  private mutating func end(_ bracket: String, isEmpty: Bool, level: Int) throws(FunctionFailure) {
    if !isEmpty { try breakLine(level: level) }
    try text.append(bracket)
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
