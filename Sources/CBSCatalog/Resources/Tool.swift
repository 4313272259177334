package import CBSValues


/// The one kind of tool there is.
enum ToolKind: String, ChoiceValue {
  case function
}

/// A function that a model may call.
package struct Tool: JSONFieldValue {
  package let name: String
  package let summary: String?
  /// A JSON schema of the arguments.
  package let parameters: JSONObject?
  package let isStrict: Bool?

  package init(wire: JSON) throws(WireMismatch) {
    let object = try WireObject(wire)
    _ = try object.value("type", as: ToolKind.self)
    (name, summary, parameters, isStrict) = try object.requiredObject("function") { (function) throws(WireMismatch) in
      try function.requireNothing(beside: "name", "description", "parameters", "strict")
      return (
        try function.value("name"), try function.optionalValue("description"), try function.optionalValue("parameters"),
        try function.optionalValue("strict")
      )
    }
    try object.requireNothing(beside: "type", "function")
  }

  package var wire: JSON {
    [
      "type": ToolKind.function.wire,
      "function": .present([
        "name": .string(name), "description": summary?.wire, "parameters": parameters?.wire, "strict": isStrict?.wire,
      ]),
    ]
  }
}

/// The tools of a request.
package struct ToolList: JSONFieldValue {
  package let tools: [Tool]
  package init(wire: JSON) throws(WireMismatch) { tools = try [Tool](wire: wire) }
  package var wire: JSON { tools.wire }
}

/// Whether a model calls tools, and which.
package enum ToolChoice: JSONFieldValue {
  /// What needs no function to be named.
  package enum Mode: String, ChoiceValue {
    case none, auto, required
  }

  case mode(Mode)
  case function(String)

  package init(wire: JSON) throws(WireMismatch) {
    guard case .object = wire else {
      self = .mode(try Mode(wire: wire))
      return
    }
    let object = try WireObject(wire)
    _ = try object.value("type", as: ToolKind.self)
    self = .function(
      try object.requiredObject("function") { (function) throws(WireMismatch) in
        try function.requireNothing(beside: "name")
        return try function.value("name")
      })
    try object.requireNothing(beside: "type", "function")
  }

  package var wire: JSON {
    switch self {
    case .mode(let mode): mode.wire
    case .function(let name): ["type": ToolKind.function.wire, "function": ["name": .string(name)]]
    }
  }
}
