package import CBSValues
package import OrderedCollections

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
  /// Unix seconds; 0 where the server does not say.
  package var created: Int64
  package var owner: String?
  package var name: String?
  package var summary: String?
  package var huggingFaceID: String?
  /// US dollars per token, as decimal text.
  package var promptPrice: String?
  package var completionPrice: String?
  /// What it can do and what it cannot, in the server's order.
  package var abilities: OrderedDictionary<String, Bool>
  /// Members of a request that it heeds, and those that it does not.
  package var parameters: OrderedDictionary<String, Bool>
  package var design: Design?
  package var limits: Limits?
  package var locations: [String]
  package var isDeprecated: Bool
  package var isPreview: Bool
  package var quantization: String?

  /// What kind of model it is; the wire calls it its architecture.
  package struct Design: Sendable, Equatable {
    /// `text`, `text+vision` or `multimodal`.
    package var modality: String?
    package var tokenizer: String?
    package var instructType: String?

    package init(modality: String?, tokenizer: String?, instructType: String? = nil) {
      self.modality = modality
      self.tokenizer = tokenizer
      self.instructType = instructType
    }
  }

  /// Tokens and requests that it takes.
  package struct Limits: Sendable, Equatable {
    /// Most tokens of prompt and answer together.
    package var context: Int64?
    package var maxCompletion: Int64?
    package var requestsPerMinute: Int64?
    package var tokensPerMinute: Int64?

    package init(
      context: Int64?, maxCompletion: Int64?, requestsPerMinute: Int64? = nil, tokensPerMinute: Int64? = nil
    ) {
      self.context = context
      self.maxCompletion = maxCompletion
      self.requestsPerMinute = requestsPerMinute
      self.tokensPerMinute = tokensPerMinute
    }
  }

  /// A model of which nothing is known but its name.
  package init(id: String) {
    self.id = id
    created = 0
    abilities = [:]
    parameters = [:]
    locations = []
    isDeprecated = false
    isPreview = false
  }

  init(wire: JSON) throws(WireMismatch) {
    let object = try WireObject(wire)
    id = try object.text("id")
    created = try object.optionalInteger("created") ?? 0
    owner = try object.optionalText("owned_by")
    name = try object.optionalText("name")
    summary = try object.optionalText("description")
    huggingFaceID = try object.optionalText("hugging_face_id")
    let pricing = try object.object("pricing") { (pricing) throws(WireMismatch) in
      (prompt: try pricing.optionalText("prompt"), completion: try pricing.optionalText("completion"))
    }
    promptPrice = pricing?.prompt
    completionPrice = pricing?.completion
    abilities = object.optional("capabilities")?.flags ?? [:]
    parameters = object.optional("supported_parameters")?.flags ?? [:]
    design = try object.object("architecture") { (design) throws(WireMismatch) in
      Design(
        modality: try design.optionalText("modality"), tokenizer: try design.optionalText("tokenizer"),
        instructType: try design.optionalText("instruct_type"))
    }
    limits = try object.object("limits") { (limits) throws(WireMismatch) in
      Limits(
        context: try limits.optionalInteger("max_context_length"),
        maxCompletion: try limits.optionalInteger("max_completion_tokens"),
        requestsPerMinute: try limits.optionalInteger("requests_per_minute"),
        tokensPerMinute: try limits.optionalInteger("tokens_per_minute"))
    }
    locations = object.optional("datacenter_locations")?.array?.compactMap(\.string) ?? []
    isDeprecated = try object.optionalBoolean("deprecated") ?? false
    isPreview = try object.optionalBoolean("preview") ?? false
    quantization = try object.optionalText("quantization")
  }

  /// Every documented member; null where it is not known.
  package var wire: JSON {
    [
      "id": .string(id), "object": "model", "created": .integer(created), "owned_by": .optional(owner),
      "name": .optional(name), "description": .optional(summary), "hugging_face_id": .optional(huggingFaceID),
      "pricing": ["prompt": .optional(promptPrice), "completion": .optional(completionPrice)],
      "capabilities": .object(abilities.mapValues(JSON.boolean)),
      "supported_parameters": .object(parameters.mapValues(JSON.boolean)),
      "architecture": design.map {
        [
          "modality": .optional($0.modality), "tokenizer": .optional($0.tokenizer),
          "instruct_type": .optional($0.instructType),
        ]
      } ?? .null,
      "limits": limits.map {
        [
          "max_context_length": .optional($0.context), "max_completion_tokens": .optional($0.maxCompletion),
          "requests_per_minute": .optional($0.requestsPerMinute), "tokens_per_minute": .optional($0.tokensPerMinute),
        ]
      } ?? .null,
      "datacenter_locations": .array(locations.map(JSON.string)), "deprecated": .boolean(isDeprecated),
      "preview": .boolean(isPreview), "quantization": .optional(quantization),
    ]
  }

  /// What it can do.
  package var capabilities: [String] { abilities.filter(\.value).keys.elements }

  package static let members: [Member<Self>] = [
    Member("id", .string, "What requests name.") { .string($0.id) },
    Member("name", .string, "What people call it.") { .optional($0.name) },
    Member("owner", .string, "Who made it.") { .optional($0.owner) },
    Member("description", .string, "What the provider says about it.") { .optional($0.summary) },
    Member("context", .integer, "Most tokens of prompt and answer together.") {
      .optional($0.limits?.context)
    },
    Member("max_completion", .integer, "Most tokens of an answer.") { .optional($0.limits?.maxCompletion) },
    Member("prompt_price", .string, "US dollars per token of the prompt.") { .optional($0.promptPrice) },
    Member("completion_price", .string, "US dollars per token of the answer.") {
      .optional($0.completionPrice)
    },
    Member("capabilities", .list(.string), "What it can do.") { .array($0.capabilities.map(JSON.string)) },
    Member("deprecated", .boolean, "Whether it will go away.") { .boolean($0.isDeprecated) },
    Member("preview", .boolean, "Whether it is not for production yet.") { .boolean($0.isPreview) },
  ]
}

extension JSON {
  /// The members that are true or false.
  fileprivate var flags: OrderedDictionary<String, Bool>? { object?.compactMapValues(\.boolean) }
}
