import CBSValues

/// A call of a tool that a model asks for; in a stream, a piece of one.
package struct ToolCall: Record, Hashable {
  /// Which of several calls a piece belongs to.
  package var index: Int64?
  package var id: String?
  package var function: String?
  /// JSON text, of which a stream brings pieces.
  package var arguments: String

  package init(index: Int64? = nil, id: String?, function: String?, arguments: String) {
    self.index = index
    self.id = id
    self.function = function
    self.arguments = arguments
  }

  init(_ object: WireObject) throws(WireMismatch) {
    index = try object.optionalInteger("index")
    id = try object.optionalText("id")
    let call = try object.object("function") { (function) throws(WireMismatch) in
      (name: try function.optionalText("name"), arguments: try function.optionalText("arguments"))
    }
    function = call?.name
    arguments = call?.arguments ?? ""
  }

  /// Reads a call that goes back to the service in a request, where all of it must be there.
  init(request object: WireObject) throws(WireMismatch) {
    id = try object.value("id")
    _ = try object.value("type", as: ToolKind.self)
    index = try object.optionalValue("index")
    (function, arguments) = try object.requiredObject("function") { (function) throws(WireMismatch) in
      try function.requireNothing(beside: "name", "arguments")
      return (try function.value("name"), try function.value("arguments"))
    }
    try object.requireNothing(beside: "id", "type", "index", "function")
  }

  var wire: JSON {
    .present([
      "index": index?.wire, "id": id?.wire, "type": ToolKind.function.wire,
      "function": .present(["name": function?.wire, "arguments": .string(arguments)]),
    ])
  }

  package static let members: [Member<Self>] = [
    Member("id", .string, "What the answer to the call names.") { .optional($0.id) },
    Member("function", .string, "The tool's name.") { .optional($0.function) },
    Member("arguments", .string, "JSON text.") { .string($0.arguments) },
  ]
}
