import CBSDiagnostics
import CBSLanguage
import CBSValues
import OrderedCollections

extension Functions {
  /// Functions that take lists for sets: what is equal counts once, in the order in which it first comes.
  static let sets: [Function] = [
    Function(
      "unique", [.init("list", .list(.any))], returns: .list(.any), "The list without repetitions.",
      example: "unique([1, 2, 1])", gives: "[1,2]"
    ) { (arguments, _) throws(FunctionFailure) in
      var seen: Set<EqualValue> = []
      return .list(try arguments[0].bounded().wantList().filter { seen.insert(EqualValue($0)).inserted })
    },
    Function(
      "union", [.init("list", .list(.any)), .init("other", .list(.any))], returns: .list(.any),
      "What is in one list or the other, once each.", example: "union([1, 2], [2, 3])", gives: "[1,2,3]"
    ) { (arguments, _) throws(FunctionFailure) in
      var seen: Set<EqualValue> = []
      let elements = try arguments[0].bounded().wantList() + (try arguments[1].bounded().wantList())
      try Bounds.check(elements: elements.count)
      return .list(elements.filter { seen.insert(EqualValue($0)).inserted })
    },
    Function(
      "intersection", [.init("list", .list(.any)), .init("other", .list(.any))], returns: .list(.any),
      "What is in both lists, once each.", example: "intersection([1, 2, 3], [3, 2])", gives: "[2,3]"
    ) { (arguments, _) throws(FunctionFailure) in
      let elements = try arguments[0].bounded().wantList()
      var wanted = try arguments[1].bounded().wantSet()
      return .list(elements.filter { wanted.remove(EqualValue($0)) != nil })
    },
    Function(
      "difference", [.init("list", .list(.any)), .init("other", .list(.any))], returns: .list(.any),
      "What is in the first list and not in the other, once each.", example: "difference([1, 2, 3], [2])",
      gives: "[1,3]"
    ) { (arguments, _) throws(FunctionFailure) in
      let elements = try arguments[0].bounded().wantList()
      var seen = try arguments[1].bounded().wantSet()
      return .list(elements.filter { seen.insert(EqualValue($0)).inserted })
    },
    Function(
      "index_by", [.init("list", .list(.any)), .init("field", .text)], returns: .record(nil),
      "A record that finds each record of a list by a field.", example: #"index_by([{id: "a", n: 1}], "id").a.n"#,
      gives: "1"
    ) { (arguments, _) throws(FunctionFailure) in
      let field = try arguments[1].wantText()
      var found: OrderedDictionary<String, Value> = [:]
      for element in try arguments[0].wantList() {
        guard let value = try element.wantRecord()[field] else {
          throw FunctionFailure("a record has no field '\(field.shortened)'", code: "no-such-field")
        }
        switch value {
        case .text, .integer, .float, .digits, .boolean, .duration, .size, .time: found[value.description] = element
        case .null, .list, .record, .secret: throw .wanted("a text or a number to find it by", value)
        }
      }
      return try Value.record(found).bounded()
    },
  ]
}

extension Value {
  fileprivate func wantSet() throws(FunctionFailure) -> Set<EqualValue> { Set(try wantList().map(EqualValue.init)) }
}

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
    case .null, .boolean, .text, .duration, .size, .time, .secret: hasher.combine(value)
    }
  }
}
