package import CBSValues
package import OrderedCollections

/// What form an answer takes.
package enum ResponseFormat: JSONFieldValue {
  /// A named JSON schema.
  package struct Schema: Sendable, Hashable {
    package let name: String
    package let summary: String?
    package let schema: JSONObject?
    package let isStrict: Bool?
  }

  case text
  /// Any JSON object.
  case jsonObject
  /// JSON that fits a schema.
  case jsonSchema(Schema)

  private enum Kind: String, ChoiceValue {
    case jsonObject = "json_object"
    case jsonSchema = "json_schema"
    case text
  }

  package init(wire: JSON) throws(WireMismatch) {
    let object = try WireObject(wire)
    let kind = try object.value("type", as: Kind.self)
    switch kind {
    case .text: self = .text
    case .jsonObject: self = .jsonObject
    case .jsonSchema:
      self = .jsonSchema(
        try object.requiredObject("json_schema") { (schema) throws(WireMismatch) in
          try schema.requireNothing(beside: "name", "description", "schema", "strict")
          return Schema(
            name: try schema.value("name"), summary: try schema.optionalValue("description"),
            schema: try schema.optionalValue("schema"), isStrict: try schema.optionalValue("strict"))
        })
    }
    try object.requireNothing(beside: "type", kind == .jsonSchema ? "json_schema" : "type")
  }

  package var wire: JSON {
    switch self {
    case .text: ["type": Kind.text.wire]
    case .jsonObject: ["type": Kind.jsonObject.wire]
    case .jsonSchema(let format):
      [
        "type": Kind.jsonSchema.wire,
        "json_schema": .present([
          "name": .string(format.name), "description": format.summary?.wire, "schema": format.schema?.wire,
          "strict": format.isStrict?.wire,
        ]),
      ]
    }
  }
}

/// A JSON object with any members.
package struct JSONObject: JSONFieldValue {
  package let members: OrderedDictionary<String, JSON>

  package init(wire: JSON) throws(WireMismatch) { members = try WireObject(wire).members }

  package var wire: JSON { .object(members) }
}
