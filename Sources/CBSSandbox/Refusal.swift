import CBSCatalog
import CBSValues
import OrderedCollections

/// Why a request is not done, in the form in which the API says it.
///
/// The management service answers `{"detail": …}` as FastAPI does; the inference service a flat object.
/// Source: api.md, sections 1.10, 3.6 and 7 (items 38 to 42).
struct Refusal: Error, Sendable, Hashable {
  let status: Int
  let body: JSON?
  var headers: Headers = [:]

  /// `{"detail": text}` with `status`.
  static func detail(_ status: Int, _ text: String) -> Self {
    Self(status: status, body: ["detail": .string(text)])
  }

  /// The flat object of the inference service.
  static func flat(_ status: Int, _ message: String, type: String, param: String, code: String) -> Self {
    Self(
      status: status,
      body: [
        "message": .string(message), "type": .string(type), "param": .string(param), "code": .string(code),
      ])
  }

  /// 422 with one entry of FastAPI's list.
  static func invalid(_ location: [JSON], _ message: String, type: String) -> Self {
    Self(
      status: 422,
      body: ["detail": [["loc": .array(location), "msg": .string(message), "type": .string(type)]]])
  }

  static let noKey = detail(403, "Not authenticated")
  static let wrongKey = flat(
    401, "Wrong API Key", type: "invalid_request_error", param: "api_key", code: "wrong_api_key")
  static let otherOrganization = detail(403, "Not allowed to access this organization or endpoint")
  static let previewNotEnabled = detail(403, "The management API is not enabled for this organization")
  static let unknownArchitecture = detail(404, "Model architecture not found")
  static let unknownVersion = detail(404, "Model version not found")
  static let unknownModel = flat(
    404, "Model does not exist or you do not have access to it.", type: "not_found_error", param: "model",
    code: "model_not_found")
  /// An unrouted path: no bytes at all, as probed on the real service.
  static let unroutedPath = Refusal(status: 404, body: nil)
  static let wrongMethod = detail(405, "Method Not Allowed")

  /// 400 of the inference service for a request that breaks its schema.
  static func wrongFormat(_ message: String, param: String = "validation_error", status: Int = 400) -> Self {
    flat(status, message, type: "invalid_request_error", param: param, code: "wrong_api_format")
  }

  var response: Response {
    var headers = headers
    headers["content-type"] = body == nil ? "text/plain; charset=utf-8" : "application/json"
    return Response(status: status, headers: headers, body: .bytes(body.map { Array($0.text.utf8) } ?? []))
  }
}
