import CBSInterpreter
import CBSValues
import OrderedCollections

extension Value {
  /// A view of the catalog as a value: the type says which integers are times, durations (s) or sizes (bytes).
  init(view: JSON, type: StaticType) {
    switch (type, view) {
    case (.time, .integer(let seconds)): self = .time(seconds)
    case (.duration, .integer(let seconds)): self = .duration(seconds &* 1_000_000_000)
    case (.duration, .float(let seconds)): self = .duration(Int64(seconds * 1_000_000_000))
    case (.size, .integer(let bytes)): self = .size(bytes)
    case (.list(let inner), .array(let elements)): self = .list(elements.map { Value(view: $0, type: inner) })
    case (.record(let types?), .object(let fields)):
      // Most records have their fields in the order of the type.
      self = .record(
        OrderedDictionary(
          uniqueKeysWithValues: fields.enumerated().map { index, field in
            let known = index < types.count && types[index].name == field.key ? types[index] : nil
            let type = (known ?? types.first { $0.name == field.key })?.type ?? .any
            return (field.key, Value(view: field.value, type: type))
          }))
    case (.text, _), (.integer, _), (.number, _), (.boolean, _), (.time, _), (.duration, _), (.size, _), (.null, _),
      (.secret, _), (.any, _), (.list, _), (.record, _):
      self = Value(json: view)
    }
  }
}
