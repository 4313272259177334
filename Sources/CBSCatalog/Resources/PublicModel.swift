package import CBSValues
import OrderedCollections

/// The public catalogue.
package struct PublicModelList: Answer {
  package let rows: [PublicModel]
  package static var isList: Bool { true }

  package init(_ models: [PublicModel]) { rows = models }

  package init(wire: JSON) throws(WireMismatch) {
    rows = try WireObject(wire).requiredList("data") { (value) throws(WireMismatch) in try PublicModel(wire: value) }
  }

  package var wire: JSON { ["object": "list", "data": .array(rows.map(\.wire))] }
}

/// A model that anybody may use.
package struct PublicModel: Record {
  package var id: String
  package var name: String?
  package var owner: String?
  package var summary: String?
  /// Most tokens of prompt and answer together.
  package var context: Int64?
  package var maxCompletion: Int64?
  /// US dollars per token, as decimal text.
  package var promptPrice: String?
  package var completionPrice: String?
  /// What it can do: the capabilities that are true, in the server's order.
  package var capabilities: [String]
  package var isDeprecated: Bool
  package var isPreview: Bool

  package init(
    id: String, name: String?, owner: String?, summary: String?, context: Int64?, maxCompletion: Int64?,
    promptPrice: String?, completionPrice: String?, capabilities: [String], isDeprecated: Bool, isPreview: Bool
  ) {
    self.id = id
    self.name = name
    self.owner = owner
    self.summary = summary
    self.context = context
    self.maxCompletion = maxCompletion
    self.promptPrice = promptPrice
    self.completionPrice = completionPrice
    self.capabilities = capabilities
    self.isDeprecated = isDeprecated
    self.isPreview = isPreview
  }

  init(wire: JSON) throws(WireMismatch) {
    let object = try WireObject(wire)
    id = try object.text("id")
    name = try object.optionalText("name")
    owner = try object.optionalText("owned_by")
    summary = try object.optionalText("description")
    let limits = try object.object("limits") { (limits) throws(WireMismatch) in
      (
        context: try limits.optionalInteger("max_context_length"),
        completion: try limits.optionalInteger("max_completion_tokens")
      )
    }
    context = limits?.context
    maxCompletion = limits?.completion
    let pricing = try object.object("pricing") { (pricing) throws(WireMismatch) in
      (prompt: try pricing.optionalText("prompt"), completion: try pricing.optionalText("completion"))
    }
    promptPrice = pricing?.prompt
    completionPrice = pricing?.completion
    capabilities = object.optional("capabilities")?.object?.filter { $0.value == true }.keys.elements ?? []
    isDeprecated = try object.optionalBoolean("deprecated") ?? false
    isPreview = try object.optionalBoolean("preview") ?? false
  }

  var wire: JSON {
    var object: JSON = ["id": .string(id), "object": "model"]
    if let owner { object.setMember(at: ["owned_by"], to: .string(owner)) }
    if let name { object.setMember(at: ["name"], to: .string(name)) }
    if let summary { object.setMember(at: ["description"], to: .string(summary)) }
    if let promptPrice { object.setMember(at: ["pricing", "prompt"], to: .string(promptPrice)) }
    if let completionPrice { object.setMember(at: ["pricing", "completion"], to: .string(completionPrice)) }
    for capability in capabilities { object.setMember(at: ["capabilities", capability], to: true) }
    if let context { object.setMember(at: ["limits", "max_context_length"], to: .integer(context)) }
    if let maxCompletion { object.setMember(at: ["limits", "max_completion_tokens"], to: .integer(maxCompletion)) }
    object.setMember(at: ["deprecated"], to: .boolean(isDeprecated))
    object.setMember(at: ["preview"], to: .boolean(isPreview))
    return object
  }

  package static let members: [Member<Self>] = [
    Member("id", .text, "What requests name.") { .string($0.id) },
    Member("name", .optional(.text), "What people call it.") { $0.name.map(JSON.string) ?? .null },
    Member("owner", .optional(.text), "Who made it.") { $0.owner.map(JSON.string) ?? .null },
    Member("description", .optional(.text), "What the provider says about it.") {
      $0.summary.map(JSON.string) ?? .null
    },
    Member("context", .optional(.integer), "Most tokens of prompt and answer together.") {
      $0.context.map(JSON.integer) ?? .null
    },
    Member("max_completion", .optional(.integer), "Most tokens of an answer.") {
      $0.maxCompletion.map(JSON.integer) ?? .null
    },
    Member("prompt_price", .optional(.text), "US dollars per token of the prompt.") {
      $0.promptPrice.map(JSON.string) ?? .null
    },
    Member("completion_price", .optional(.text), "US dollars per token of the answer.") {
      $0.completionPrice.map(JSON.string) ?? .null
    },
    Member("capabilities", .list(.text), "What it can do.") { .array($0.capabilities.map(JSON.string)) },
    Member("deprecated", .boolean, "Whether it will go away.") { .boolean($0.isDeprecated) },
    Member("preview", .boolean, "Whether it is not for production yet.") { .boolean($0.isPreview) },
  ]
}
