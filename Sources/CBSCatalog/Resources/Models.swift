package import CBSValues


/// Models that inference knows.
package enum Models {
  package static var endpoints: [any Endpoint.Type] { [ListModels.self, GetModel.self, ListPublicModels.self] }
}

/// Lists the models that the inference key may use.
package enum ListModels: Endpoint {
  package typealias Output = ModelList
  package static let command = "model list"
  package static let method = Method.get
  package static let path = "/v1/models"
  package static let key = KeyKind.inference
  package static let effect = Effect.reads
  package static let summary = "List the models and endpoints that inference knows."
  package static let fields: [any AnyField] = []
  package static let columns = ["id", "owner"]
  package static let example = "model list"
}

/// Shows one model.
package enum GetModel: Endpoint {
  package static let model = Field<ModelID>("model_id", in: .path, "Model that is shown.", completing: .models)

  package typealias Output = InferenceModel
  package static let command = "model get"
  package static let method = Method.get
  package static let path = "/v1/models/{model_id}"
  package static let key = KeyKind.inference
  package static let effect = Effect.reads
  package static let summary = "Show one model or endpoint that inference knows."
  package static let fields: [any AnyField] = [model]
  package static let columns = ["id", "owner", "created"]
  package static let example = "model get acme-gpt-oss-120b"
}

/// Lists the public models; no key is needed.
package enum ListPublicModels: Endpoint {
  package typealias Output = PublicModelList
  package static let command = "model public"
  package static let method = Method.get
  package static let path = "/public/v1/models"
  package static let key = KeyKind.none
  package static let effect = Effect.reads
  package static let summary = "List the public models, their limits and prices."
  package static let fields: [any AnyField] = []
  package static let columns = ["id", "name", "context", "max_completion", "deprecated", "preview"]
  package static let example = "model public"
}

/// The models of the inference API.
package struct ModelList: Answer {
  package let rows: [InferenceModel]
  package static var isList: Bool { true }

  package init(_ models: [InferenceModel]) { rows = models }

  package init(wire: JSON) throws(WireMismatch) {
    rows = try WireObject(wire).requiredList("data") { (value) throws(WireMismatch) in try InferenceModel(wire: value) }
  }

  package var wire: JSON { ["object": "list", "data": .array(rows.map(\.wire))] }
}

/// A model, or an endpoint that answers as one.
package struct InferenceModel: SingleAnswer {
  package var id: String
  /// Unix seconds; 0 where the server does not say.
  package var created: Int64
  package var owner: String

  package init(id: String, created: Int64 = 0, owner: String) {
    self.id = id
    self.created = created
    self.owner = owner
  }

  package init(wire: JSON) throws(WireMismatch) {
    let object = try WireObject(wire)
    id = try object.text("id")
    created = try object.optionalInteger("created") ?? 0
    owner = try object.optionalText("owned_by") ?? ""
  }

  package var wire: JSON {
    ["id": .string(id), "object": "model", "created": .integer(created), "owned_by": .string(owner)]
  }

  package static let members: [Member<Self>] = [
    Member("id", .text, "What requests name.") { .string($0.id) },
    Member("owner", .text, "Who made it; of an endpoint, your organisation.") { .string($0.owner) },
    Member("created", .time, "When it was made; 0 where nobody says.") { .integer($0.created) },
  ]
}
