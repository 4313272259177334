import CBSValues
import OrderedCollections

/// How much one function may make or walk through, so that no line of a script fills the machine.
enum Bounds {
  /// Elements of a list, and parts of a value with all that is in it.
  static let elements = 10_000_000
  /// Bytes of a text.
  static let bytes = 256 << 20
  /// Lists and records within each other; as many as JSON may have.
  static let levels = 512

  /// Refuses a list of so many elements.
  static func check(elements count: Int) throws(FunctionFailure) {
    guard count <= elements else { throw .tooLarge("a list has at most \(elements) elements here") }
  }

  /// Refuses a text of so many bytes.
  static func check(bytes count: Int) throws(FunctionFailure) {
    guard count <= bytes else { throw .tooLarge("a string has at most 256MiB here") }
  }
}

extension Value {
  /// The value itself, or why it has too many parts or levels to go through.
  ///
  /// A value can hold the same list twice, and that one another twice: little memory, endless ways through.
  func bounded() throws(FunctionFailure) -> Value {
    var parts = Bounds.elements
    try measure(levels: Bounds.levels, parts: &parts)
    return self
  }

  private func measure(levels: Int, parts: inout Int) throws(FunctionFailure) {
    switch self {
    case .list(let elements):
      try Value.spend(elements.count, levels, &parts)
      for element in elements { try element.measure(levels: levels - 1, parts: &parts) }
    case .record(let fields):
      try Value.spend(fields.count, levels, &parts)
      for value in fields.values { try value.measure(levels: levels - 1, parts: &parts) }
    case .null, .boolean, .integer, .float, .digits, .string, .duration, .size, .time, .secret: break
    }
  }

  private static func spend(_ count: Int, _ levels: Int, _ parts: inout Int) throws(FunctionFailure) {
    guard levels > 0 else { throw .tooLarge("a value has at most \(Bounds.levels) levels here") }
    parts -= count
    guard parts >= 0 else { throw .tooLarge("a value has at most \(Bounds.elements) parts here") }
  }
}
