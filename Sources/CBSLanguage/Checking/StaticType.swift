/// What is known of a value before anything runs.
package indirect enum StaticType: Sendable {
  /// Nothing is known; every use of it may be right.
  case any
  case null, boolean, integer
  /// An integer or a float.
  case number
  case text, duration, size, time
  /// Must not reach a place that prints.
  case secret
  case list(StaticType)
  /// Its fields where they are known, all of them.
  case record([Signature.FieldShape]?)
}

extension ValueType {
  /// What a value that was checked against the type is known to be.
  package var staticType: StaticType {
    switch self {
    case .text, .uri: .text
    case .integer: .integer
    case .number: .number
    case .boolean: .boolean
    case .duration: .duration
    case .size: .size
    case .time: .time
    case .list: .list(.any)
    case .record: .record(nil)
    case .any: .any
    }
  }
}
