/// A field of a record, as far as it is known before there is one.
package struct FieldType: Sendable {
  package let name: String
  /// One line with a full stop, for help and completion; may be empty.
  package let summary: String
  /// What it holds, where known; it may be null as well.
  package let type: ValueType

  package init(_ name: String, _ summary: String = "", _ type: ValueType = .any) {
    self.name = name
    self.summary = summary
    self.type = type
  }

  /// Fields of the record in this field (or of the records of the list in it), where known.
  package var fields: [FieldType]? { type.rowFields }
}
