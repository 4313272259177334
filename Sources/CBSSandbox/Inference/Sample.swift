import CBSValues
import OrderedCollections

/// A value that fits a JSON schema, as small as it can be.
enum Sample {
  /// A value of `schema`; texts are `text`, `$ref` is looked up in `root`.
  static func value(of schema: JSON, text: String, root: JSON, depth: Int = 0) -> JSON {
    // A schema that refers to itself without end has no finite value; it is cut off.
    guard depth < 32 else { return .null }
    let inner = { (schema: JSON) in value(of: schema, text: text, root: root, depth: depth + 1) }
    if let constant = schema["const"] { return constant }
    if let choice = schema["enum"]?[0] { return choice }
    if let reference = schema["$ref"]?.string { return inner(resolve(reference, in: root)) }
    if let alternative = schema["anyOf"]?[0] ?? schema["oneOf"]?[0] ?? schema["allOf"]?[0] { return inner(alternative) }
    switch schema["type"]?.string {
    case "object": return object(schema, inner)
    case "array":
      let count = schema["minItems"]?.integer ?? 0
      let element = schema["items"].map(inner) ?? .string(text)
      return .array(Array(repeating: element, count: Int(min(max(0, count), 64))))
    case "integer", "number": return schema["minimum"] ?? 0
    case "boolean": return true
    case "null": return .null
    case "string": return .string(text)
    case nil where schema["properties"] != nil: return object(schema, inner)
    default: return .string(text)
    }
  }

  private static func object(_ schema: JSON, _ inner: (JSON) -> JSON) -> JSON {
    let required = schema["required"]?.array.map { Set($0.compactMap(\.string)) }
    var members: [(String, JSON)] = []
    for (name, property) in schema["properties"]?.object ?? [:] where required?.contains(name) ?? true {
      members.append((name, inner(property)))
    }
    return .object(.init(members) { first, _ in first })
  }

  private static func resolve(_ reference: String, in root: JSON) -> JSON {
    guard reference.hasPrefix("#") else { return .null }
    var value = root
    for step in reference.dropFirst().split(separator: "/") {
      guard let next = value[String(step)] else { return .null }
      value = next
    }
    return value
  }
}
