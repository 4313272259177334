import CBSDiagnostics
import CBSLanguage
import CBSValues
import OrderedCollections

extension Functions {
  /// Functions that ask records and give them another form.
  static let records: [Function] = [
    Function(
      "keys", [.init("record", .record(nil))], returns: .list(.string), "The names of the fields.",
      example: "keys({a: 1, b: 2})", gives: #"["a","b"]"#
    ) { (arguments, _) throws(FunctionFailure) in .list(try arguments[0].wantRecord().keys.map(Value.string)) },
    Function(
      "values", [.init("record", .record(nil))], returns: .list(.any), "The values of the fields.",
      example: "values({a: 1, b: 2})", gives: "[1,2]"
    ) { (arguments, _) throws(FunctionFailure) in .list(Array(try arguments[0].wantRecord().values)) },
    Function(
      "get", ["whole", "key", "fallback"], requiredCount: 2,
      "What is at a key, an index or a list of them; else the fallback.",
      example: #"get({a: [5, 6]}, ["a", 1])"#, gives: "6"
    ) { (arguments, _) throws(FunctionFailure) in
      let fallback = arguments.given(2) ?? .null
      var value = arguments[0]
      for key in arguments[1].list ?? [arguments[1]] {
        switch (value, key) {
        case (.record(let fields), .string(let name)):
          guard let field = fields[name] else { return fallback }
          value = field
        case (.list(let elements), .integer(let index)):
          let position = index < 0 ? index + Int64(elements.count) : index
          guard position >= 0, position < Int64(elements.count) else { return fallback }
          value = elements[Int(position)]
        case (.null, .string), (.null, .integer): return fallback
        case (.record, _): throw .wanted("a string as the key of a record", key)
        case (.list, _): throw .wanted("an integer as the index of a list", key)
        default: throw .wanted("a record or a list", value)
        }
      }
      return value
    },
    Function(
      "entries", [.init("record", .record(nil))], returns: .list(.record([.init("key"), .init("value")])),
      "A record of key and value for each field.", example: "entries({a: 1})", gives: #"[{"key":"a","value":1}]"#
    ) { (arguments, _) throws(FunctionFailure) in
      try Value.list(
        try arguments[0].wantRecord().map { key, value in .record(["key": .string(key), "value": value]) }
      ).bounded()
    },
    Function(
      "from_entries", [.init("list", .list(.any))], returns: .record(nil),
      "The record of entries, or of pairs of a key and a value.", example: #"from_entries([["a", 1], ["b", 2]])"#,
      gives: #"{"a":1,"b":2}"#
    ) { (arguments, _) throws(FunctionFailure) in
      var fields: OrderedDictionary<String, Value> = [:]
      for entry in try arguments[0].wantList() {
        let (key, value) = try entry.wantEntry()
        fields[try key.wantText()] = value
      }
      return .record(fields)
    },
    Function(
      "without", [.init("record", .record(nil)), "key"], isVariadic: true, returns: .record(nil),
      "A copy without some fields, given one by one or as a list.", example: #"without({a: 1, b: 2}, "a")"#,
      gives: #"{"b":2}"#
    ) { (arguments, _) throws(FunctionFailure) in
      let fields = try arguments[0].wantRecord()
      let keys = Set(try arguments.dropFirst().wantKeys())
      return .record(fields.filter { !keys.contains($0.key) })
    },
  ]
}

extension Value {
  /// What an entry of a record holds.
  fileprivate func wantEntry() throws(FunctionFailure) -> (key: Value, value: Value) {
    switch self {
    case .record(let fields):
      guard let key = fields["key"], let value = fields["value"] else {
        throw FunctionFailure("an entry has the fields 'key' and 'value'", hint: "this one has \(fields.keys.listed)")
      }
      return (key, value)
    case .list(let pair):
      guard pair.count == 2 else { throw FunctionFailure("a pair has 2 elements, not \(pair.count)") }
      return (pair[0], pair[1])
    case .null, .boolean, .integer, .float, .digits, .string, .duration, .size, .time, .secret:
      throw .wanted("an entry or a pair", self)
    }
  }
}

extension OrderedSet<String> {
  /// The first of the names, for messages.
  var listed: String { isEmpty ? "none" : prefix(12).map(\.shortened).joined(separator: ", ") }
}

extension ArraySlice<Value> {
  /// The keys that arguments name, as texts or as lists of texts.
  fileprivate func wantKeys() throws(FunctionFailure) -> [String] {
    var keys: [String] = []
    for argument in self {
      for key in argument.list ?? [argument] { keys.append(try key.wantText()) }
    }
    return keys
  }
}
