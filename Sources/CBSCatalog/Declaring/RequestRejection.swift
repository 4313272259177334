package import CBSValues


/// Why a request is not a call of an endpoint, as the server sees it.
package enum RequestRejection: Error, Sendable, Hashable {
  /// Another method or path.
  case otherEndpoint
  /// A placeholder holds what cannot be a name of its kind; the server knows no such thing.
  case unknownName(field: String, value: String)
  /// Body or query are wrong; FastAPI answers 422 with this list.
  case invalid([RequestProblem])

  /// FastAPI's body for `invalid`: `{"detail": [{"loc", "msg", "type"}]}`.
  package static func detail(_ problems: [RequestProblem]) -> JSON { ["detail": .array(problems.map(\.wire))] }
}

/// One entry of FastAPI's list of problems.
package struct RequestProblem: Sendable, Hashable {
  /// `body` or `query`, then names and indices.
  package let location: [JSON]
  package let message: String
  /// pydantic's code: `missing`, `string_type`, ….
  package let type: String

  package init(location: [JSON], message: String, type: String) {
    self.location = location
    self.message = message
    self.type = type
  }

  package init(_ mismatch: WireMismatch, in place: String) {
    location =
      [.string(place)]
      + mismatch.path.map { step in
        switch step {
        case .member(let name): .string(name)
        case .index(let index): .integer(Int64(index))
        }
      }
    (message, type) = mismatch.problem.pydantic
  }

  package var wire: JSON { ["loc": .array(location), "msg": .string(message), "type": .string(type)] }
}

extension WireMismatch.Problem {
  /// Text and code in the words of pydantic 2, which the service is written with.
  fileprivate var pydantic: (message: String, type: String) {
    switch self {
    case .missing: ("Field required", "missing")
    case .wrongType(.text, _): ("Input should be a valid string", "string_type")
    case .wrongType(.integer, _): ("Input should be a valid integer", "int_type")
    case .wrongType(.number, _): ("Input should be a valid number", "float_type")
    case .wrongType(.boolean, _): ("Input should be a valid boolean", "bool_type")
    case .wrongType(.list, _): ("Input should be a valid list", "list_type")
    case .wrongType(.object, _):
      ("Input should be a valid dictionary or object to extract fields from", "model_attributes_type")
    case .pattern(let pattern): ("String should match pattern '\(pattern)'", "string_pattern_mismatch")
    case .below(let limit): ("Input should be greater than or equal to \(limit.plainText)", "greater_than_equal")
    case .above(let limit): ("Input should be less than or equal to \(limit.plainText)", "less_than_equal")
    case .notOneOf(let words):
      ("Input should be " + words.map { "'\($0)'" }.joined(separator: " or "), "literal_error")
    case .duplicate(let text): ("Value error, '\(text)' is listed twice", "value_error")
    case .unknownMember: ("Extra inputs are not permitted", "extra_forbidden")
    case .other(let message): ("Value error, \(message)", "value_error")
    }
  }
}
