import CBSCatalog
import CBSInterpreter
import CBSValues
import OrderedCollections

extension Value {
  /// A view of the catalog as a value: the shape says which integers are times, durations (s) or sizes (bytes).
  init(view: JSON, shape: Shape) {
    switch shape {
    case .optional(let inner): self = Value(view: view, shape: inner)
    case .time: self = view.integer.map(Value.time) ?? Value(json: view)
    case .size: self = view.integer.map(Value.size) ?? Value(json: view)
    case .duration: self = Value.duration(ofSeconds: view) ?? Value(json: view)
    case .list(let inner):
      guard case .array(let elements) = view else {
        self = Value(json: view)
        return
      }
      self = .list(elements.map { Value(view: $0, shape: inner) })
    case .record(let members):
      guard case .object(let fields) = view else {
        self = Value(json: view)
        return
      }
      // The fields of a view are the members of its shape, in order; the values keep sharing the names.
      var index = 0
      self = .record(
        fields.mapValues { field in
          defer { index += 1 }
          let name = fields.keys[index]
          let member =
            index < members.count && members[index].name == name
            ? members[index] : members.first { $0.name == name }
          return Value(view: field, shape: member?.shape ?? .any)
        })
    case .text, .integer, .number, .boolean, .version, .any: self = Value(json: view)
    }
  }

  private static func duration(ofSeconds view: JSON) -> Value? {
    switch view {
    case .integer(let seconds): .duration(seconds &* 1_000_000_000)
    case .float(let seconds): Int64(exactly: (seconds * 1_000_000_000).rounded(.towardZero)).map(Value.duration)
    case .null, .boolean, .digits, .string, .array, .object: nil
    }
  }
}
