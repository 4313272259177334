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

  /// The member, or nil where it is absent or null.
  func optional(_ name: String) -> JSON? {
    guard let value = members[name], !value.isNull else { return nil }
    return value
  }

  func required(_ name: String) throws(WireMismatch) -> JSON {
    guard let value = optional(name) else { throw WireMismatch(.missing, at: [.member(name)]) }
    return value
  }

  func text(_ name: String) throws(WireMismatch) -> String { try Self.text(required(name), name) }
  func integer(_ name: String) throws(WireMismatch) -> Int64 { try Self.integer(required(name), name) }
  func boolean(_ name: String) throws(WireMismatch) -> Bool { try Self.boolean(required(name), name) }

  func optionalText(_ name: String) throws(WireMismatch) -> String? {
    guard let value = optional(name) else { return nil }
    return try Self.text(value, name)
  }

  func optionalInteger(_ name: String) throws(WireMismatch) -> Int64? {
    guard let value = optional(name) else { return nil }
    return try Self.integer(value, name)
  }

  func optionalNumber(_ name: String) throws(WireMismatch) -> Double? {
    guard let value = optional(name) else { return nil }
    guard let number = value.double else { throw Self.mismatch(value, .number, name) }
    return number
  }

  func optionalBoolean(_ name: String) throws(WireMismatch) -> Bool? {
    guard let value = optional(name) else { return nil }
    return try Self.boolean(value, name)
  }

  /// The elements of a list, each read by `element`; an absent list is empty.
  func list<Element>(
    _ name: String, _ element: (JSON) throws(WireMismatch) -> Element
  ) throws(WireMismatch) -> [Element] {
    guard let value = optional(name) else { return [] }
    guard case .array(let values) = value else { throw Self.mismatch(value, .list, name) }
    var elements: [Element] = []
    elements.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      do throws(WireMismatch) { elements.append(try element(value)) } catch {
        throw error.inside(.index(index)).inside(.member(name))
      }
    }
    return elements
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

  private static func text(_ value: JSON, _ name: String) throws(WireMismatch) -> String {
    guard let text = value.string else { throw mismatch(value, .text, name) }
    return text
  }

  private static func integer(_ value: JSON, _ name: String) throws(WireMismatch) -> Int64 {
    if let integer = value.integer { return integer }
    guard case .float(let number) = value, let integer = Int64(exactly: number) else {
      throw mismatch(value, .integer, name)
    }
    return integer
  }

  private static func boolean(_ value: JSON, _ name: String) throws(WireMismatch) -> Bool {
    guard let flag = value.boolean else { throw mismatch(value, .boolean, name) }
    return flag
  }

  private static func mismatch(_ value: JSON, _ expected: WireMismatch.Expected, _ name: String) -> WireMismatch {
    WireMismatch(.wrongType(expected: expected, found: value.kindName), at: [.member(name)])
  }
}
