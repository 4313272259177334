package import CBSValues

/// Models that inference knows.
package enum Models {
  package static var endpoints: [any Endpoint.Type] { [ListModels.self, GetModel.self, ListPublicModels.self] }

  /// Other programs want the lists in their own form; the commands read the standard one.
  package static let format = Parameter<ModelFormat?>(hidden: "format", "Whose form the answer has.")
  fileprivate static let query: [(String, any WireParameter)] = [("format", format)]
}

/// A form of the models' lists.
package enum ModelFormat: String, ChoiceValue {
  case standard = "default", openRouter = "openrouter", huggingFace = "huggingface"
}

/// Lists the models that the inference key may use.
package enum ListModels: Endpoint {
  package typealias Output = ModelList
  package static let signature = Signature.endpoint(
    "model list", "List the models and endpoints that inference knows.", answers: Output.type,
    columns: ["id", "owner"], key: .inference, example: "model list")
  package static let wire = Wire(.get, "/v1/models", query: Models.query)
}

/// Shows one model.
package enum GetModel: Endpoint {
  package static let model = Parameter<ModelID>("model", "Model that is shown.")

  package typealias Output = InferenceModel
  package static let signature = Signature.endpoint(
    "model get", "Show one model or endpoint that inference knows.", takes: [model], answers: Output.type,
    columns: ["id", "owner", "created"], key: .inference, example: "model get acme-gpt-oss-120b")
  package static let wire = Wire(.get, "/v1/models/{model_id}", filling: [model], query: Models.query)
}

/// Lists the public models; no key is needed.
package enum ListPublicModels: Endpoint {
  package typealias Output = PublicModelList
  package static let signature = Signature.endpoint(
    "model public", "List the public models, their limits and prices.", answers: Output.type,
    columns: ["id", "name", "context", "max_completion", "deprecated", "preview"], key: .none, example: "model public")
  package static let wire = Wire(.get, "/public/v1/models", query: Models.query)
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
    Member("id", .string, "What requests name.") { .string($0.id) },
    Member("owner", .string, "Who made it; of an endpoint, your organization.") { .string($0.owner) },
    Member("created", .time, "When it was made; 0 where nobody says.") { .integer($0.created) },
  ]
}
