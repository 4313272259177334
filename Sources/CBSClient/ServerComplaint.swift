package import CBSValues


/// What the body of a refusal says, in whichever of the API's shapes it came.
package struct ServerComplaint: Sendable, Hashable {
  /// One entry of FastAPI's list.
  package struct Problem: Sendable, Hashable {
    /// `model.version_aliases[0]`, without the leading `body`; empty for the whole.
    package let place: String
    package let message: String
    package let type: String?
  }

  package var message: String
  /// The server's class of errors: `invalid_request_error`.
  package var type: String?
  /// The server's own code: `wrong_api_key`.
  package var code: String?
  /// What of the request it is about.
  package var parameter: String?
  package var problems: [Problem] = []
  /// A status that counts instead of HTTP's: an error inside a stream.
  package var status: Int?

  /// Reads flat `{message, …}`, `{error: {…}}`, `{error: text}`, `{detail: text}`, `{detail: {message}}` and
  /// `{detail: [{loc, msg}]}`; nil for anything else.
  package init?(_ json: JSON) {
    let status = json["status_code"]?.integer.flatMap(Int.init(exactly:))
    if let error = json["error"], !error.isNull {
      if let text = error.string {
        self.init(message: text, object: json, status: status)
      } else if error.object != nil {
        self.init(message: error["message"]?.string ?? "", object: error, status: status)
      } else {
        return nil
      }
    } else if let text = json["detail"]?.string {
      self.init(message: text, object: json, status: status)
    } else if let list = json["detail"]?.array {
      let problems = list.compactMap(Problem.init)
      guard !problems.isEmpty || list.isEmpty else { return nil }
      self.init(message: problems.map(\.text).joined(separator: "; "), object: json, status: status)
      self.problems = problems
    } else if let detail = json["detail"], let message = detail["message"]?.string {
      self.init(message: message, object: detail, status: status)
    } else if let text = json["message"]?.string {
      self.init(message: text, object: json, status: status)
    } else {
      return nil
    }
  }

  private init(message: String, object: JSON, status: Int?) {
    self.message = message
    type = Self.nonEmpty(object["type"])
    code = Self.nonEmpty(object["code"])
    parameter = Self.nonEmpty(object["param"])
    self.status = status
  }

  private static func nonEmpty(_ value: JSON?) -> String? {
    guard let value, !value.isNull, value.object == nil, value.array == nil else { return nil }
    let text = value.string ?? value.text
    return text.isEmpty ? nil : text
  }
}

extension ServerComplaint.Problem {
  fileprivate init?(_ json: JSON) {
    if let text = json.string {
      self.init(place: "", message: text, type: nil)
      return
    }
    guard let message = json["msg"]?.string else { return nil }
    var place = ""
    for (index, step) in (json["loc"]?.array ?? []).enumerated() {
      if let name = step.string {
        if index == 0, name == "body" || name == "query" || name == "path" { continue }
        place += (place.isEmpty ? "" : ".") + name
      } else if let number = step.integer {
        place += "[\(number)]"
      }
    }
    self.init(place: place, message: message, type: json["type"]?.string)
  }

  fileprivate var text: String { place.isEmpty ? message : "\(place): \(message)" }
}
