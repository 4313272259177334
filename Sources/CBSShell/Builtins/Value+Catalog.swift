import CBSCatalog
import CBSInterpreter
import CBSValues
import OrderedCollections

extension Value {
  /// A view of the catalog as a value: the shape says which integers are times, durations (s) or sizes (bytes).
  init(view: JSON, shape: Shape) {
    switch (shape, view) {
    case (.optional(let inner), _): self = view.isNull ? .null : Value(view: view, shape: inner)
    case (.time, .integer(let seconds)): self = .time(seconds)
    case (.duration, .integer(let seconds)): self = .duration(seconds &* 1_000_000_000)
    case (.duration, .float(let seconds)): self = .duration(Int64(seconds * 1_000_000_000))
    case (.size, .integer(let bytes)): self = .size(bytes)
    case (.list(let inner), .array(let elements)): self = .list(elements.map { Value(view: $0, shape: inner) })
    case (.record(let members), .object(let fields)):
      let shapes = Dictionary(members.map { ($0.name, $0.shape) }) { first, _ in first }
      self = .record(
        OrderedDictionary(
          uniqueKeysWithValues: fields.map { ($0.key, Value(view: $0.value, shape: shapes[$0.key] ?? .any)) }))
    case (.text, _), (.integer, _), (.number, _), (.boolean, _), (.time, _), (.duration, _), (.size, _),
      (.version, _), (.any, _), (.list, _), (.record, _):
      self = Value(json: view)
    }
  }
}
