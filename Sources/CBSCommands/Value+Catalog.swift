import CBSCatalog
import CBSInterpreter
import CBSValues
import OrderedCollections

extension Value {
  /// A view of the catalog as a value: the type says which integers are times, durations (s) or sizes (bytes).
  init(view: JSON, type: ValueType) {
    switch (type, view) {
    case (.time, .integer(let seconds)): self = .time(seconds)
    case (.size, .integer(let bytes)): self = .size(bytes)
    case (.duration, .integer(let seconds)): self = .duration(seconds &* 1_000_000_000)
    case (.duration, .float(let seconds)):
      let nanoseconds = Int64(exactly: (seconds * 1_000_000_000).rounded(.towardZero))
      self = nanoseconds.map(Value.duration) ?? Value(json: view)
    case (.list(let inner), .array(let elements)): self = .list(elements.map { Value(view: $0, type: inner) })
    case (.record(let types?), .object(let fields)):
      // The fields of a view are those of its type, in order; the values keep sharing the names.
      var index = 0
      self = .record(
        fields.mapValues { field in
          defer { index += 1 }
          let name = fields.keys[index]
          let known = index < types.count && types[index].name == name ? types[index] : types.first { $0.name == name }
          return Value(view: field, type: known?.type ?? .any)
        })
    case (.string, _), (.integer, _), (.number, _), (.boolean, _), (.time, _), (.duration, _), (.size, _), (.null, _),
      (.secret, _), (.any, _), (.list, _), (.record, _):
      self = Value(json: view)
    }
  }
}
