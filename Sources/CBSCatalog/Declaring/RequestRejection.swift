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
  /// What is wrong.
  package enum Cause: Sendable, Hashable {
    case notJSON(JSONError)
    case mismatch(WireMismatch)
  }

  package let cause: Cause
  /// `body` or `query`.
  package let place: String

  package init(_ mismatch: WireMismatch, in place: String) {
    cause = .mismatch(mismatch)
    self.place = place
  }

  package init(_ error: JSONError, in place: String) {
    cause = .notJSON(error)
    self.place = place
  }

  /// The place, then names and indices.
  package var location: [JSON] {
    switch cause {
    case .notJSON(let error): [.string(place), .integer(Int64(error.offset))]
    case .mismatch(let mismatch):
      [.string(place)]
        + mismatch.path.map { step in
          switch step {
          case .member(let name): .string(name)
          case .index(let index): .integer(Int64(index))
          }
        }
    }
  }

  package var message: String { worded.message }
  /// pydantic's code: `missing`, `string_type`, ….
  package var type: String { worded.type }

  private var worded: (message: String, type: String) {
    switch cause {
    case .notJSON: ("JSON decode error", "json_invalid")
    case .mismatch(let mismatch): mismatch.problem.pydantic
    }
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
      ("Input should be " + words.map { "'\($0)'" }.alternatives, "literal_error")
    case .tooFew(let least): ("List should have at least \(least) item(s)", "too_short")
    case .tooMany(let most): ("List should have at most \(most) item(s)", "too_long")
    case .tooLong(let most): ("String should have at most \(most) characters", "string_too_long")
    case .duplicate(let text): ("Value error, '\(text)' is listed twice", "value_error")
    case .unknownMember: ("Extra inputs are not permitted", "extra_forbidden")
    case .other(let message): ("Value error, \(message)", "value_error")
    }
  }
}

extension [String] {
  /// `a, b or c`.
  fileprivate var alternatives: String {
    guard count > 1, let last else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " or " + last
  }
}
