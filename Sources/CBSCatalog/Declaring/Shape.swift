/// What kind of value a member holds, for checking `$v.staus` before anything runs.
package indirect enum Shape: Sendable, Hashable {
  case text, integer, number, boolean
  /// A JSON integer: Unix seconds.
  case time
  /// A JSON number: seconds.
  case duration
  /// A JSON integer: bytes.
  case size
  /// Text that names a version: its full name.
  case version
  case any
  case list(Shape)
  case record([ShapeMember])
  /// Null, or the shape inside.
  case optional(Shape)

  /// The members of a record, seen through `optional`; nil for every other shape.
  package var members: [ShapeMember]? {
    switch self {
    case .record(let members): members
    case .optional(let shape): shape.members
    case .text, .integer, .number, .boolean, .time, .duration, .size, .version, .any, .list: nil
    }
  }
}

/// One member of a record shape.
package struct ShapeMember: Sendable, Hashable {
  package let name: String
  package let shape: Shape
  package let summary: String

  package init(name: String, shape: Shape, summary: String) {
    self.name = name
    self.shape = shape
    self.summary = summary
  }
}
