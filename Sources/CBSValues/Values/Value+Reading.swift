package import OrderedCollections

/// What commands ask of their arguments: the value as a Swift type, nil where it is another.
extension Value {
  /// Whether it is null.
  package var isNull: Bool { if case .null = self { true } else { false } }

  /// The truth of a boolean.
  package var boolean: Bool? { if case .boolean(let flag) = self { flag } else { nil } }

  /// The number of an integer.
  package var integer: Int64? { if case .integer(let number) = self { number } else { nil } }

  /// Any number as a double.
  package var double: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .float(let number): number
    case .digits(let digits): Double(digits)
    case .null, .boolean, .string, .duration, .size, .time, .list, .record, .secret: nil
    }
  }

  /// The text of a text; a secret has none.
  package var text: String? { if case .string(let text) = self { text } else { nil } }

  /// Nanoseconds of a duration.
  package var nanoseconds: Int64? { if case .duration(let nanoseconds) = self { nanoseconds } else { nil } }

  /// Bytes of a size.
  package var bytes: Int64? { if case .size(let bytes) = self { bytes } else { nil } }

  /// The elements of a list.
  package var list: [Value]? { if case .list(let elements) = self { elements } else { nil } }

  /// The fields of a record.
  package var record: OrderedDictionary<String, Value>? { if case .record(let fields) = self { fields } else { nil } }

  /// The field `name` of a record, else nil.
  package subscript(field name: String) -> Value? { record?[name] }
}
