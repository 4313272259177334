extension ValueType {
  /// Whether a parameter of `kind` certainly refuses such a value. A text may be read, an unknown value may be right.
  package func isRefused(by kind: ParameterType.Kind) -> Bool {
    switch (kind, self) {
    case (.any, _), (_, .any), (_, .string): false
    case (.string, .null), (.string, .list), (.string, .record), (.uri, .null), (.uri, .list), (.uri, .record): true
    case (.string, _), (.uri, _), (.reference, .integer), (.reference, .record): false
    case (.integer, .integer), (.integer, .number), (.number, .integer), (.number, .number), (.boolean, .boolean),
      (.duration, .duration), (.size, .size), (.size, .integer), (.size, .number), (.time, .time), (.list, .list),
      (.record, .record):
      false
    case (.integer, _), (.number, _), (.boolean, _), (.duration, _), (.size, _), (.time, _), (.list, _), (.record, _),
      (.reference, _):
      true
    }
  }
}
