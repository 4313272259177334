import CBSDiagnostics
import CBSLanguage
import CBSValues
import OrderedCollections

extension Functions {
  /// Functions that give a record in another form.
  static let recordForms: [Function] = [
    Function(
      "with", [.init("record", .record(nil)), "key", "value"], returns: .record(nil),
      "A copy with a field set; a list of keys reaches into records.",
      example: #"with({a: 1}, "b", 2)"#, gives: #"{"a":1,"b":2}"#
    ) { (arguments, _) throws(FunctionFailure) in
      guard arguments[0].record != nil else { throw .wanted("a record", arguments[0]) }
      let path = arguments[1].list ?? [arguments[1]]
      guard path.count <= Bounds.levels else { throw .tooLarge("a value has at most \(Bounds.levels) levels here") }
      return try arguments[0].setting(path[...], to: arguments[2]).bounded()
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
    Function(
      "pick", [.init("record", .record(nil)), "key"], isVariadic: true, returns: .record(nil),
      "A copy with those fields only that are named, in that order.", example: #"pick({a: 1, b: 2, c: 3}, "c", "a")"#,
      gives: #"{"c":3,"a":1}"#
    ) { (arguments, _) throws(FunctionFailure) in
      let fields = try arguments[0].wantRecord()
      var picked: OrderedDictionary<String, Value> = [:]
      for key in try arguments.dropFirst().wantKeys() { picked[key] = fields[key] }
      return .record(picked)
    },
    Function(
      "rename", [.init("record", .record(nil)), .init("old", .text), .init("new", .text)], returns: .record(nil),
      "A copy in which a field has another name, at its place.", example: #"rename({id: 7, n: 1}, "id", "version")"#,
      gives: #"{"version":7,"n":1}"#
    ) { (arguments, _) throws(FunctionFailure) in
      let fields = try arguments[0].wantRecord()
      let (old, new) = (try arguments[1].wantText(), try arguments[2].wantText())
      guard fields[old] != nil else {
        let nearest = old.nearest(among: fields.keys).map { "did you mean '\($0)'?" }
        throw FunctionFailure(
          "there is no field '\(old.shortened)'", code: "no-such-field", hint: nearest ?? "it has \(fields.keys.listed)"
        )
      }
      guard old == new || fields[new] == nil else {
        throw FunctionFailure("there is a field '\(new.shortened)' already", hint: "without(record, key) takes it out")
      }
      return .record(.init(uniqueKeysWithValues: fields.map { ($0.key == old ? new : $0.key, $0.value) }))
    },
    Function(
      "merge", [.init("record", .record(nil)), .init("other", .record(nil))], isVariadic: true, returns: .record(nil),
      "Records in one, the last counts; records within them are merged too.",
      example: "merge({a: {x: 1}}, {a: {y: 2}})", gives: #"{"a":{"x":1,"y":2}}"#
    ) { (arguments, _) throws(FunctionFailure) in
      var merged = arguments[0]
      for argument in arguments {
        guard argument.record != nil else { throw .wanted("a record", argument) }
        merged = merged.merging(try argument.bounded())
      }
      return merged
    },
  ]
}

extension Value {
  /// The record with `value` at the end of `path`; records that are missing on the way are made.
  fileprivate func setting(_ path: ArraySlice<Value>, to value: Value) throws(FunctionFailure) -> Value {
    guard let key = path.first else { return value }
    switch self {
    case .record(var fields):
      let name = try key.wantText()
      fields[name] = try (fields[name] ?? .record([:])).setting(path.dropFirst(), to: value)
      return .record(fields)
    case .list(var elements):
      let index = try key.wantInteger()
      let position = index < 0 ? index + Int64(elements.count) : index
      guard position >= 0, position < Int64(elements.count) else {
        throw FunctionFailure("there is no element \(index) in a list of \(elements.count)", code: "out-of-range")
      }
      elements[Int(position)] = try elements[Int(position)].setting(path.dropFirst(), to: value)
      return .list(elements)
    case .null: return try Value.record([:]).setting(path, to: value)
    case .boolean, .integer, .float, .digits, .text, .duration, .size, .time, .secret:
      throw .wanted("a record or a list", self)
    }
  }

  fileprivate func merging(_ other: Value) -> Value {
    guard case .record(let left) = self, case .record(let right) = other else { return other }
    return .record(left.merging(right) { $0.merging($1) })
  }
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
