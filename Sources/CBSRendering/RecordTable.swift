import CBSInterpreter
package import CBSValues
import OrderedCollections

/// A list of records as columns and rows: what every tabular format is written from.
package struct RecordTable {
  /// Names of the fields, in the order they are shown.
  package let columns: [String]
  /// For each record the value of each column; nil where it lacks the field.
  package let rows: [[Value?]]

  /// The table of `value`, or nil when it is not a list of one record or more.
  ///
  /// `columns` nil shows every field, in the order they first appear. `isComplete` adds what `columns` leaves out,
  /// after it: for formats that programs read.
  package init?(_ value: Value, columns: [String]?, isComplete: Bool = false) {
    guard case .list(let elements) = value, !elements.isEmpty else { return nil }
    var records: [OrderedDictionary<String, Value>] = []
    records.reserveCapacity(elements.count)
    for element in elements {
      guard case .record(let fields) = element else { return nil }
      records.append(fields)
    }
    var names = OrderedSet(columns ?? [])
    if columns == nil || isComplete {
      for record in records { for name in record.keys { names.append(name) } }
    }
    guard !names.isEmpty else { return nil }
    self.columns = Array(names)
    let shown = self.columns
    rows = records.map { record in shown.map { record.value(at: $0) } }
  }
}

extension OrderedDictionary<String, Value> {
  /// The field `name`, or where there is none the field a dotted path leads to: `live.version`.
  func value(at name: String) -> Value? {
    if let value = self[name] { return value }
    guard name.utf8.contains(UInt8(ascii: ".")) else { return nil }
    var value = Value.record(self)
    for part in name.split(separator: ".") {
      guard case .record(let fields) = value, let next = fields[String(part)] else { return nil }
      value = next
    }
    return value
  }
}
