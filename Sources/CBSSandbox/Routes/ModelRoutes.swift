import CBSCatalog
import CBSValues

/// Models, private and public, and the call that only opens a connection.
enum ModelRoutes {
  static let all: [Route] = [
    Route(answering: ListModels.self) { visit in
      list(try await visit.file.read { try $0.models() }, for: try Call<ListModels>(visiting: visit))
    },
    Route(answering: GetModel.self) { visit in
      let call = try Call<GetModel>(visiting: visit)
      let models = try await visit.file.read { try $0.models() }
      return try one(call[GetModel.model].text, of: models, as: call[Models.format])
    },
    Route(answering: ListPublicModels.self) { visit in
      list(try await visit.file.read { try $0.publicModels() }, for: try Call<ListPublicModels>(visiting: visit))
    },
    Route(beside: .get, "/public/v1/models/{model_id}", key: .none) { visit in
      // The list's query is this one's, too.
      var request = visit.request
      request.path = ListPublicModels.path
      let call = try Call<ListPublicModels>(visiting: visit, as: request)
      let models = try await visit.file.read { try $0.publicModels() }
      return try one(visit.names["model_id"], of: models, as: call[Models.format])
    },
    Route(beside: .get, "/v1/tcp_warming", key: .none) { _ in Response(status: 200) },
  ]

  private static func list<E: Endpoint>(_ models: [ListedModel], for call: Call<E>) -> Response {
    let format = call[Models.format]
    return .document(["object": "list", "data": .array(models.map { $0.wire(as: format) })])
  }

  private static func one(
    _ id: String?, of models: [ListedModel], as format: ModelFormat?
  ) throws(Refusal) -> Response {
    guard let model = models.first(where: { $0.id == id }) else { throw .unknownModel }
    return .document(model.wire(as: format))
  }
}

extension Response {
  /// 200 with a JSON document.
  fileprivate static func document(_ json: JSON) -> Response {
    Response(status: 200, headers: ["content-type": "application/json"], body: .bytes(Array(json.text.utf8)))
  }
}

extension Store {
  fileprivate func models() throws -> [ListedModel] {
    let owner = try organization()
    return try endpoints().map { .endpoint($0, owner: owner) }
  }

  fileprivate func publicModels() throws -> [ListedModel] { try architectures().map(ListedModel.stock) }
}
