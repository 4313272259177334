import CBSValues
import OrderedCollections

/// A value in a set of which `==` of the language holds: 1 and 1.0 are one, the order of fields does not count.
struct EqualValue: Hashable {
  let value: Value

  init(_ value: Value) { self.value = value }

  static func == (left: Self, right: Self) -> Bool { left.value.equals(right.value) }

  func hash(into hasher: inout Hasher) {
    switch value {
    // Equal numbers are near the same double, however they are kept.
    case .integer, .float, .digits: hasher.combine(value.double)
    case .list(let elements):
      hasher.combine(elements.count)
      for element in elements { EqualValue(element).hash(into: &hasher) }
    case .record(let fields):
      // Fields may stand in any order, so their hashes are put together in a way that does not ask for it.
      var together = 0
      for (key, value) in fields {
        var field = Hasher()
        field.combine(key)
        EqualValue(value).hash(into: &field)
        together ^= field.finalize()
      }
      hasher.combine(together)
    case .null, .boolean, .string, .duration, .size, .time, .secret: hasher.combine(value)
    }
  }
}
