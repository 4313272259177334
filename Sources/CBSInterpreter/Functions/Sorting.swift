import CBSValues

/// Sorting by keys that may not be comparable.
enum Sorting {
  /// Two keys that have no order.
  struct Mismatch: Error {
    let left: Value
    let right: Value
    var message: String { "\(left.kindName) and \(right.kindName) have no order" }
  }

  /// `elements` in the order of their `keys`; equal keys keep their order, null stands last either way.
  static func sorted(_ elements: [Value], by keys: [Value], descending: Bool) throws(Mismatch) -> [Value] {
    let present = keys.indices.filter { !keys[$0].isNull }
    let order = try order(of: present, keys, descending: descending)
    guard order.count < keys.count else { return order.map { elements[$0] } }
    return order.map { elements[$0] } + keys.indices.filter { keys[$0].isNull }.map { elements[$0] }
  }

  /// The indices `present` in the order of their keys. Keys of one kind are first laid out as what a processor
  /// compares at once: to look at two values costs as much as to compare a hundred integers.
  private static func order(of present: [Int], _ keys: [Value], descending: Bool) throws(Mismatch) -> [Int] {
    if let integers = unwrapped(present, keys, \.sortInteger) { return sorted(present, by: integers, descending) }
    if let numbers = unwrapped(present, keys, \.sortDouble) { return sorted(present, by: numbers, descending) }
    if let texts = unwrapped(present, keys, \.text) {
      guard let prefixes = prefixes(of: texts) else { return sorted(present, by: texts, descending) }
      return sorted(present, by: prefixes, texts, descending)
    }
    return try sortedByOrder(present, keys, descending)
  }

  /// The keys as `unwrap` sees them; nil where they are of several kinds or `unwrap` does not see one.
  private static func unwrapped<Key>(_ present: [Int], _ keys: [Value], _ unwrap: (Value) -> Key?) -> [Key]? {
    guard let kind = present.first.map({ keys[$0].kindName }) else { return [] }
    var result: [Key] = []
    result.reserveCapacity(present.count)
    for index in present {
      guard let key = unwrap(keys[index]), keys[index].kindName == kind else { return nil }
      result.append(key)
    }
    return result
  }

  private static func sorted<Key: Comparable>(_ present: [Int], by keys: [Key], _ descending: Bool) -> [Int] {
    var pairs = Array(zip(keys, present))
    // Places differ, so no two pairs are equal and the order is the one they came in.
    if descending {
      pairs.sort { $0.0 > $1.0 || $0.0 == $1.0 && $0.1 < $1.1 }
    } else {
      pairs.sort { $0.0 < $1.0 || $0.0 == $1.0 && $0.1 < $1.1 }
    }
    return pairs.map(\.1)
  }

  /// Sorts by prefixes, and by whole texts where those are the same.
  private static func sorted(
    _ present: [Int], by prefixes: [UInt64], _ texts: [String], _ descending: Bool
  ) -> [Int] {
    var places = Array(zip(prefixes, prefixes.indices))
    places.sort { left, right in
      if left.0 != right.0 { return descending ? left.0 > right.0 : left.0 < right.0 }
      let (first, second) = (texts[left.1], texts[right.1])
      if first == second { return left.1 < right.1 }
      return descending ? first > second : first < second
    }
    return places.map { present[$0.1] }
  }

  /// Eight bytes of each text, behind the start that all share; nil unless all are ASCII, where bytes are in order.
  private static func prefixes(of texts: [String]) -> [UInt64]? {
    guard let first = texts.first, texts.allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 } }) else { return nil }
    var shared = Array(first.utf8)
    for text in texts {
      var count = 0
      for (left, right) in zip(shared, text.utf8) {
        guard left == right else { break }
        count += 1
      }
      shared.removeLast(shared.count - count)
    }
    return texts.map { text in
      var prefix: UInt64 = 0
      var bytes = text.utf8.dropFirst(shared.count).makeIterator()
      for _ in 0..<8 { prefix = prefix << 8 | UInt64(bytes.next() ?? 0) }
      return prefix
    }
  }

  /// Sorts keys of any kind by their order.
  private static func sortedByOrder(
    _ present: [Int], _ keys: [Value], _ descending: Bool
  ) throws(Mismatch) -> [Int] {
    // Comparing neighbours finds every pair of kinds that has no order, since order within a kind is total.
    for (left, right) in zip(present, present.dropFirst()) where keys[left].order(keys[right]) == nil {
      throw Mismatch(left: keys[left], right: keys[right])
    }
    if let only = present.first, present.count == 1, keys.count > 1, keys[only].order(keys[only]) == nil {
      throw Mismatch(left: keys[only], right: keys[only])
    }
    let wanted: Value.Order = descending ? .after : .before
    return present.sorted { left, right in
      switch keys[left].order(keys[right]) {
      case .same, nil: left < right
      case let order: order == wanted
      }
    }
  }
}

extension Value {
  /// What the order of an integer, duration, size, time or boolean is that of.
  fileprivate var sortInteger: Int64? {
    switch self {
    case .integer(let number), .duration(let number), .size(let number), .time(let number): number
    case .boolean(let flag): flag ? 1 : 0
    case .null, .float, .digits, .string, .list, .record, .secret: nil
    }
  }

  fileprivate var sortDouble: Double? { if case .float(let number) = self { number } else { nil } }
}
