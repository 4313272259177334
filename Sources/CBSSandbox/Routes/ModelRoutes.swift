import CBSCatalog
import CBSValues

/// Models, private and public, and the call that only opens a connection.
enum ModelRoutes {
  static let all: [Route] = [
    Route(answering: ListModels.self) { visit in
      let format = try ModelFormat(visit.request)
      let models = try await visit.file.read { try $0.models() }
      return .document(format.list(models))
    },
    Route(answering: GetModel.self) { visit in
      let format = try ModelFormat(visit.request)
      let models = try await visit.file.read { try $0.models() }
      return .document(format.item(try models.first { $0.id == visit.names["model_id"] }.orRefused))
    },
    Route(answering: ListPublicModels.self) { visit in
      let format = try ModelFormat(visit.request)
      let models = try await visit.file.read { try $0.publicModels() }
      return .document(format.list(models))
    },
    Route(beside: .get, "/public/v1/models/{model_id}", key: .none) { visit in
      let format = try ModelFormat(visit.request)
      let models = try await visit.file.read { try $0.publicModels() }
      return .document(format.item(try models.first { $0.id == visit.names["model_id"] }.orRefused))
    },
    Route(beside: .get, "/v1/tcp_warming", key: .none) { _ in Response(status: 200) },
  ]
}

extension Response {
  /// 200 with a JSON document.
  static func document(_ json: JSON) -> Response {
    Response(status: 200, headers: ["content-type": "application/json"], body: .bytes(Array(json.text.utf8)))
  }
}

extension ListedModel? {
  fileprivate var orRefused: ListedModel {
    get throws(Refusal) {
      guard let self else { throw .unknownModel }
      return self
    }
  }
}

extension Store {
  /// What inference answers to: the endpoints (item 46).
  fileprivate func models() throws -> [ListedModel] {
    let owner = try organization().text
    return try endpoints().map {
      ListedModel(
        id: $0.id, owner: owner, created: $0.created.seconds, architecture: $0.architecture, isPublic: false)
    }
  }

  fileprivate func publicModels() throws -> [ListedModel] {
    try architectures().map {
      ListedModel(id: $0, owner: "Cerebras", created: 0, architecture: $0, isPublic: true)
    }
  }
}
