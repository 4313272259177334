import CBSLanguage
import OrderedCollections

extension Functions {
  /// Functions on lists and records.
  static let lists: [Function] = [
    Function(
      "len", ["value"], "How many characters, elements or fields there are.", example: "len([1, 2, 3])", gives: "3"
    ) { (arguments, _) throws(FunctionFailure) in
      switch arguments[0] {
      case .text(let text): .integer(Int64(text.count))
      case .list(let elements): .integer(Int64(elements.count))
      case .record(let fields): .integer(Int64(fields.count))
      case .null, .boolean, .integer, .float, .digits, .duration, .size, .time, .secret:
        throw .wanted("a text, a list or a record", arguments[0])
      }
    },
    Function("keys", ["record"], "The names of the fields.", example: "keys({a: 1, b: 2})", gives: #"["a","b"]"#) {
      (arguments, _) throws(FunctionFailure) in
      guard let fields = arguments[0].record else { throw .wanted("a record", arguments[0]) }
      return .list(fields.keys.map(Value.text))
    },
    Function("values", ["record"], "The values of the fields.", example: "values({a: 1, b: 2})", gives: "[1,2]") {
      (arguments, _) throws(FunctionFailure) in
      guard let fields = arguments[0].record else { throw .wanted("a record", arguments[0]) }
      return .list(Array(fields.values))
    },
    Function(
      "range", ["start", "end"], requiredCount: 1, "The integers from start (else 0) up to, without, end.",
      example: "range(1, 4)", gives: "[1,2,3]"
    ) { (arguments, _) throws(FunctionFailure) in
      let first = try arguments[0].wantInteger()
      let (start, end) = arguments.count == 2 ? (first, try arguments[1].wantInteger()) : (0, first)
      let (count, overflow) = end.subtractingReportingOverflow(start)
      guard !overflow, count <= 10_000_000 else { throw FunctionFailure("a list holds at most 10000000 numbers") }
      return .list(count > 0 ? (start..<end).map(Value.integer) : [])
    },
    Function("first", ["list"], "The first element, null where there is none.", example: "first([3, 4])", gives: "3") {
      (arguments, _) throws(FunctionFailure) in try arguments[0].wantList().first ?? .null
    },
    Function("last", ["list"], "The last element, null where there is none.", example: "last([3, 4])", gives: "4") {
      (arguments, _) throws(FunctionFailure) in try arguments[0].wantList().last ?? .null
    },
    Function("reverse", ["list"], "The list from its end.", example: "reverse([1, 2])", gives: "[2,1]") {
      (arguments, _) throws(FunctionFailure) in
      if let text = arguments[0].text { return .text(String(text.reversed())) }
      return .list(try arguments[0].wantList().reversed())
    },
    Function("sort", ["list"], "The list in order; null stands last.", example: "sort([3, 1, 2])", gives: "[1,2,3]") {
      (arguments, _) throws(FunctionFailure) in
      let elements = try arguments[0].wantList()
      do throws(Sorting.Mismatch) {
        return .list(try Sorting.sorted(elements, by: elements, descending: false))
      } catch {
        throw FunctionFailure(error.message, code: "wrong-type")
      }
    },
    Function("unique", ["list"], "The list without repetitions.", example: "unique([1, 2, 1])", gives: "[1,2]") {
      (arguments, _) throws(FunctionFailure) in
      var seen: Set<Value> = []
      // Equal numbers of two kinds are told apart by a set, so whole floats are looked up as integers.
      return .list(
        try arguments[0].wantList().filter { element in
          if case .float(let number) = element, let whole = Int64(exactly: number) {
            return seen.insert(.integer(whole)).inserted
          }
          return seen.insert(element).inserted
        })
    },
    Function(
      "sum", ["list"], "The sum of a list of numbers, durations or sizes.", example: "sum([1, 2, 3.5])", gives: "6.5"
    ) {
      (arguments, _) throws(FunctionFailure) in
      let elements = try arguments[0].wantList()
      guard var total = elements.first else { return .integer(0) }
      for element in elements.dropFirst() { total = try arithmetic(.add, total, element) }
      if total.text != nil || total.list != nil || total.record != nil { throw .wanted("a list of numbers", total) }
      return total
    },
  ]

  /// An operator, for functions that reckon.
  static func arithmetic(_ symbol: BinaryOperator, _ left: Value, _ right: Value) throws(FunctionFailure) -> Value {
    do {
      return try Value.apply(symbol, left, right)
    } catch .overflow {
      throw FunctionFailure("the result does not fit into 64 bits", code: "overflow")
    } catch .divisionByZero {
      throw FunctionFailure("division by zero", code: "division-by-zero")
    } catch {
      throw FunctionFailure("\(left.kindName) and \(right.kindName) do not go together", code: "wrong-type")
    }
  }
}

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
    // Comparing neighbours finds every pair of kinds that has no order, since order within a kind is total.
    for (left, right) in zip(present, present.dropFirst()) where keys[left].order(keys[right]) == nil {
      throw Mismatch(left: keys[left], right: keys[right])
    }
    if let only = present.first, present.count == 1, keys.count > 1, keys[only].order(keys[only]) == nil {
      throw Mismatch(left: keys[only], right: keys[only])
    }
    let wanted: Value.Order = descending ? .after : .before
    let sorted = present.sorted { left, right in
      switch keys[left].order(keys[right]) {
      case .same, nil: left < right
      case let order: order == wanted
      }
    }
    return (sorted + keys.indices.filter { keys[$0].isNull }).map { elements[$0] }
  }
}
