import CBSValues

extension ValueType {
  /// What a value is known to be that is one or the other.
  func joined(_ other: ValueType) -> ValueType {
    var budget = Self.joinBudget
    return joined(other, &budget)
  }

  /// The type, or nothing where it is too large to be kept: types made of types of types would take time without bound.
  var bounded: ValueType {
    var budget = Self.sizeLimit
    return fits(depth: Self.depthLimit, &budget) ? self : .any
  }

  /// Fields of a record that are distinguished; of more nothing is known.
  static let fieldLimit = 64
  private static let joinBudget = 128
  private static let sizeLimit = 256
  private static let depthLimit = 8

  private func joined(_ other: ValueType, _ budget: inout Int) -> ValueType {
    budget -= 1
    guard budget > 0 else { return .any }
    switch (self, other) {
    case (.null, let type), (let type, .null): return type
    case (.boolean, .boolean), (.integer, .integer), (.string, .string), (.duration, .duration), (.size, .size),
      (.time, .time), (.secret, .secret):
      return self
    case (.integer, .number), (.number, .integer), (.number, .number): return .number
    case (.list(let left), .list(let right)): return .list(left.joined(right, &budget))
    case (.record(let left?), .record(let right?)):
      guard left.count == right.count, zip(left, right).allSatisfy({ $0.name == $1.name }) else { return .record(nil) }
      var fields: [FieldType] = []
      for (left, right) in zip(left, right) {
        fields.append(.init(left.name, left.summary, left.type.joined(right.type, &budget)))
      }
      return .record(fields)
    case (.record, .record): return .record(nil)
    default: return .any
    }
  }

  private func fits(depth: Int, _ budget: inout Int) -> Bool {
    budget -= 1
    guard budget > 0, depth > 0 else { return false }
    switch self {
    case .any, .null, .boolean, .integer, .number, .string, .duration, .size, .time, .secret, .record(nil): return true
    case .list(let element): return element.fits(depth: depth - 1, &budget)
    case .record(let fields?):
      for field in fields where !field.type.fits(depth: depth - 1, &budget) { return false }
      return true
    }
  }

  /// What stays known of a value in which something is changed: its kind.
  var loosened: ValueType {
    switch self {
    case .list: .list(.any)
    case .record: .record(nil)
    case .any, .null, .boolean, .integer, .number, .string, .duration, .size, .time, .secret: .any
    }
  }
}
