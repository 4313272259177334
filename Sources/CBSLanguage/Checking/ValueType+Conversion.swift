import CBSValues

extension ValueType {
  /// Whether a place that wants `wanted` certainly cannot take such a value.
  ///
  /// Null and secrets are left to the run: some places make something of them.
  func isRefused(by wanted: ValueType) -> Bool {
    switch (self, wanted) {
    case (.any, _), (_, .any), (.null, _), (.secret, _), (.list, .list), (.record, .record), (.boolean, .boolean),
      (.integer, .integer), (.integer, .number), (.number, .integer), (.number, .number), (.string, .string),
      (.duration, .duration), (.size, .size), (.time, .time):
      false
    default: true
    }
  }

  /// Whether it certainly must not be shown.
  var isSecret: Bool { if case .secret = self { true } else { false } }

  /// Whether there certainly is a secret in it.
  var holdsSecret: Bool {
    switch self {
    case .secret: true
    case .list(let element): element.holdsSecret
    case .record(let fields): fields?.contains { $0.type.holdsSecret } ?? false
    case .any, .null, .boolean, .integer, .number, .string, .duration, .size, .time: false
    }
  }

  /// Whether it certainly is null.
  var isNull: Bool { if case .null = self { true } else { false } }

  /// Whether it may be true or false.
  var mayBeCondition: Bool {
    switch self {
    case .any, .boolean: true
    case .null, .integer, .number, .string, .duration, .size, .time, .secret, .list, .record: false
    }
  }
}
