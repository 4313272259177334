import CBSValues
import OrderedCollections

/// Reads an object of an answer member by member; null counts as absent.
struct WireObject {
  let members: OrderedDictionary<String, JSON>

  init(_ json: JSON) throws(WireMismatch) {
    guard case .object(let members) = json else {
      throw WireMismatch(.wrongType(expected: .object, found: json.kindName))
    }
    self.members = members
  }

  /// Refuses members that are none of `names`, as the inference service does at every level.
  func requireNothing(beside names: String...) throws(WireMismatch) {
    if let other = members.keys.first(where: { !names.contains($0) }) {
      throw WireMismatch(.unknownMember, at: [.member(other)])
    }
  }

  /// The member, or nil where it is absent or null.
  func optional(_ name: String) -> JSON? {
    guard let value = members[name], !value.isNull else { return nil }
    return value
  }

  func required(_ name: String) throws(WireMismatch) -> JSON {
    guard let value = optional(name) else { throw WireMismatch(.missing, at: [.member(name)]) }
    return value
  }

  func text(_ name: String) throws(WireMismatch) -> String { try value(name) }
  func integer(_ name: String) throws(WireMismatch) -> Int64 { try value(name) }
  func boolean(_ name: String) throws(WireMismatch) -> Bool { try value(name) }

  /// The member, read as the fields of requests are.
  func value<Value: FieldValue>(_ name: String, as type: Value.Type = Value.self) throws(WireMismatch) -> Value {
    let json = try required(name)
    do throws(WireMismatch) { return try Value(wire: json) } catch { throw error.inside(.member(name)) }
  }

  /// As `value`, nil where the member is absent or null.
  func optionalValue<Value: FieldValue>(
    _ name: String, as type: Value.Type = Value.self
  ) throws(WireMismatch) -> Value? {
    optional(name) == nil ? nil : try value(name)
  }

  func optionalText(_ name: String) throws(WireMismatch) -> String? { try optionalValue(name) }
  func optionalInteger(_ name: String) throws(WireMismatch) -> Int64? { try optionalValue(name) }
  func optionalBoolean(_ name: String) throws(WireMismatch) -> Bool? { try optionalValue(name) }

  func optionalNumber(_ name: String) throws(WireMismatch) -> Double? {
    guard let value = optional(name) else { return nil }
    guard let number = value.double else { throw Self.mismatch(value, .number, name) }
    return number
  }

  /// The elements of a list, each read by `element`; an absent list is empty.
  func list<Element>(
    _ name: String, _ element: (JSON) throws(WireMismatch) -> Element
  ) throws(WireMismatch) -> [Element] {
    guard let value = optional(name) else { return [] }
    guard case .array(let values) = value else { throw Self.mismatch(value, .list, name) }
    do throws(WireMismatch) { return try values.read(element) } catch { throw error.inside(.member(name)) }
  }

  /// As `list`, but the member must be there.
  func requiredList<Element>(
    _ name: String, _ element: (JSON) throws(WireMismatch) -> Element
  ) throws(WireMismatch) -> [Element] {
    _ = try required(name)
    return try list(name, element)
  }

  func texts(_ name: String) throws(WireMismatch) -> [String] {
    try list(name) { (value) throws(WireMismatch) in try String(wire: value) }
  }

  /// A nested object, or nil where it is absent or null.
  func object<Value>(
    _ name: String, _ read: (WireObject) throws(WireMismatch) -> Value
  ) throws(WireMismatch) -> Value? {
    guard let value = optional(name) else { return nil }
    do throws(WireMismatch) { return try read(WireObject(value)) } catch { throw error.inside(.member(name)) }
  }

  /// A nested object that must be there.
  func requiredObject<Value>(
    _ name: String, _ read: (WireObject) throws(WireMismatch) -> Value
  ) throws(WireMismatch) -> Value {
    guard let value = try object(name, read) else { throw WireMismatch(.missing, at: [.member(name)]) }
    return value
  }

  private static func mismatch(_ value: JSON, _ expected: WireMismatch.Expected, _ name: String) -> WireMismatch {
    WireMismatch(.wrongType(expected: expected, found: value.kindName), at: [.member(name)])
  }
}

extension [JSON] {
  /// What `element` reads of each; what is wrong with one is found under its index.
  func read<Read>(_ element: (JSON) throws(WireMismatch) -> Read) throws(WireMismatch) -> [Read] {
    var elements: [Read] = []
    elements.reserveCapacity(count)
    for (index, value) in enumerated() {
      do throws(WireMismatch) { elements.append(try element(value)) } catch { throw error.inside(.index(index)) }
    }
    return elements
  }
}

extension JSON {
  static func optional(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
  static func optional(_ number: Int64?) -> JSON { number.map(JSON.integer) ?? .null }

  /// An object of the members that are there: those that are nil are left out.
  static func present(_ members: KeyValuePairs<String, JSON?>) -> JSON {
    var object: OrderedDictionary<String, JSON> = [:]
    object.reserveCapacity(members.count)
    for (name, value) in members {
      if let value { object[name] = value }
    }
    return .object(object)
  }
}
