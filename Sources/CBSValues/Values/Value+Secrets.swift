import OrderedCollections

/// What a value hides.
extension Value {
  /// The secrets that are in it.
  package var secrets: [Secret] {
    switch self {
    case .secret(let secret): [secret]
    case .list(let elements): elements.flatMap(\.secrets)
    case .record(let fields): fields.values.flatMap(\.secrets)
    case .null, .boolean, .integer, .float, .digits, .string, .duration, .size, .time: []
    }
  }

  /// The value with its secrets as texts: for the body of the request that they are put into, and for nothing else.
  package var revealed: Value {
    switch self {
    case .secret(let secret): .string(secret.reveal(for: .body))
    case .list(let elements): .list(elements.map(\.revealed))
    case .record(let fields): .record(fields.mapValues(\.revealed))
    case .null, .boolean, .integer, .float, .digits, .string, .duration, .size, .time: self
    }
  }
}
