import CBSValues
import OrderedCollections

/// How much a list or record holds: kept beside its register, so that no script builds what cannot be printed,
/// compared or released.
///
/// Both numbers are upper bounds; what looks too large is measured before it is refused.
struct Extent {
  /// Lists and records within each other. Printing, comparing and releasing go that deep into the stack.
  static let depthLimit: Int32 = 512
  /// Elements and fields at every depth, and texts by their length: about a gigabyte in memory.
  static let weightLimit: Int64 = 32_000_000

  var depth: Int32 = 0
  var weight: Int64 = 1

  /// The extent of what holds this and the other.
  mutating func add(_ other: Extent) {
    depth = max(depth, other.depth)
    weight += other.weight
  }

  var isWithinLimits: Bool { depth <= Self.depthLimit && weight <= Self.weightLimit }
}

extension Value {
  /// The extent, where it is known without looking into lists and records.
  var ownExtent: Extent? {
    switch self {
    case .null, .boolean, .integer, .float, .duration, .size, .time: Extent()
    case .string(let text), .digits(let text): Extent(depth: 0, weight: 1 + Int64(text.utf8.count) / 16)
    case .secret: Extent()
    case .list, .record: nil
    }
  }

  /// Counts everything in the value, at most up to the limits.
  func measured() -> Extent {
    var extent = Extent(depth: 0, weight: 0)
    measure(depth: 0, into: &extent)
    return extent
  }

  private func measure(depth: Int32, into extent: inout Extent) {
    guard extent.isWithinLimits else { return }
    switch self {
    case .list(let elements):
      extent.depth = max(extent.depth, depth + 1)
      extent.weight += 1
      for element in elements { element.measure(depth: depth + 1, into: &extent) }
    case .record(let fields):
      extent.depth = max(extent.depth, depth + 1)
      extent.weight += 1
      for element in fields.values { element.measure(depth: depth + 1, into: &extent) }
    case .null, .boolean, .integer, .float, .digits, .string, .duration, .size, .time, .secret:
      extent.weight += ownExtent?.weight ?? 1
    }
  }
}
