import CBSValues
import OrderedCollections

extension Call {
  /// The request on the wire, without a key. Placeholders are percent-encoded, the colon of a custom method is not.
  package func request(origin: String) -> Request {
    var parts: [String: String] = [:]
    var query: [QueryItem] = []
    var body: JSON = .null
    for field in E.fields {
      guard let value = value(of: field) else { continue }
      switch field.place {
      case .path: for (name, part) in zip(field.names, value.parts) { parts[name] = part }
      case .query: for part in value.parts { query.append(QueryItem(field.names[0], part)) }
      case .body: body.setMember(at: field.names[0].split(separator: ".").map(String.init), to: value.wire)
      case .line: break
      }
    }
    let host = origin == Catalog.publicOrigin ? E.publicOrigin ?? origin : origin
    let takesBody = E.fields.contains { $0.place == .body }
    var request = Request(E.method, E.template.fill(parts), origin: host, query: query)
    if takesBody {
      request.headers["Content-Type"] = "application/json"
      request.body = Array((body.isNull ? .object([:]) : body).text.utf8)
    }
    return request
  }
}

extension JSON {
  /// Sets the member that `path` leads to, making the objects on the way.
  mutating func setMember(at path: [String], to value: JSON) {
    guard let first = path.first else {
      self = value
      return
    }
    var members = object ?? [:]
    var inner = members[first] ?? .null
    inner.setMember(at: Array(path.dropFirst()), to: value)
    members[first] = inner
    self = .object(members)
  }
}
