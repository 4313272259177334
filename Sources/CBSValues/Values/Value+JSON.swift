import OrderedCollections

extension Value {
  /// The value a JSON document stands for; texts stay texts.
  package init(json: JSON) {
    switch json {
    case .null: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .integer(let number): self = .integer(number)
    case .float(let number): self = .float(number)
    case .digits(let digits): self = .digits(digits)
    case .string(let text): self = .string(text)
    case .array(let elements): self = .list(elements.map(Value.init(json:)))
    case .object(let members): self = .record(members.mapValues(Value.init(json:)))
    }
  }

  /// The value of a JSON text, nil where it is none.
  package init?(parsingJSON text: String) {
    guard let json = try? JSON(parsing: text) else { return nil }
    self.init(json: json)
  }

  /// The value as JSON: sizes as a number of bytes, durations and times as text, secrets as their placeholder.
  package var json: JSON {
    switch self {
    case .null: .null
    case .boolean(let flag): .boolean(flag)
    case .integer(let number): .integer(number)
    case .float(let number): .float(number)
    case .digits(let digits): .digits(digits)
    case .string(let text): .string(text)
    case .size(let bytes): .integer(bytes)
    case .duration, .time, .secret: .string(description)
    case .list(let elements): .array(elements.map(\.json))
    case .record(let fields): .object(fields.mapValues(\.json))
    }
  }
}
