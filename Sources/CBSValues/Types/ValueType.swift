/// What is known of a value before anything runs.
///
/// A value of a known type may be null as well: whatever cannot be done with the type cannot be done with null either.
package indirect enum ValueType: Sendable {
  /// Nothing is known; every use of it may be right.
  case any
  case null, boolean, integer
  /// An integer or a float.
  case number
  case string, duration, size, time
  /// Must not reach a place that prints.
  case secret
  case list(ValueType)
  /// Its fields where they are known, all of them.
  case record([FieldType]?)
}

extension ValueType {
  /// Whether nothing is known.
  package var isAny: Bool { if case .any = self { true } else { false } }

  /// Fields of the record, or of the records of the list, where they are known.
  package var rowFields: [FieldType]? {
    switch self {
    case .record(let fields): fields
    case .list(let element): element.rowFields
    case .any, .null, .boolean, .integer, .number, .string, .duration, .size, .time, .secret: nil
    }
  }

  /// What such a value is called in messages, with its article: `a list`.
  package var kindName: String {
    switch self {
    case .any: "a value"
    case .null: "null"
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .number: "a number"
    case .string: "a string"
    case .duration: "a duration"
    case .size: "a size"
    case .time: "a time"
    case .secret: "a secret"
    case .list: "a list"
    case .record: "a record"
    }
  }
}

extension Literal {
  /// What the value of the literal is.
  package var valueType: ValueType {
    switch self {
    case .null: .null
    case .boolean: .boolean
    case .integer: .integer
    case .float: .number
    case .duration: .duration
    case .size: .size
    }
  }
}
