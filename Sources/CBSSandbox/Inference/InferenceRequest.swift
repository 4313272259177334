import CBSCatalog
import CBSValues

/// A call that the simulated model answers.
protocol InferenceRequest: Sendable {
  associatedtype Called: Endpoint

  /// - Throws: a refusal for what the fields of the endpoint cannot say.
  init(_ call: Call<Called>, status: Int) throws(Refusal)

  var call: Call<Called> { get }
  /// How an answer's id begins.
  static var prefix: String { get }
  var promptTokens: Int { get }
  /// Most tokens of an answer, where the request limits them.
  var maximum: Int? { get }
  var form: Reply.Form { get }
  func turns(by generator: Generator) -> [Turn]
}

extension InferenceRequest {
  var model: ModelID { call[Completions.model] }
  var isStreamed: Bool { call[Completions.stream] ?? false }
  var stops: [String] { call[Completions.stop]?.texts ?? [] }
  /// Choices that are asked for.
  var count: Int { Int(clamping: call[Completions.count] ?? 1) }

  /// Reads a request as the inference service does, with the endpoint's declared fields.
  ///
  /// - Parameter status: what a body that breaks the rules is answered with.
  init(reading request: Request, status: Int) throws(Refusal) {
    let call: Call<Called>
    do throws(RequestRejection) { call = try Call(request: request, unknownMembers: .refused) } catch {
      guard case .invalid(let problems) = error else { throw .unroutedPath }
      throw .wrongFormat(problems.map(\.inferenceText).joined(separator: "\n"), status: status)
    }
    try self.init(call, status: status)
  }

  /// The API does not limit the choices of a call; a sandbox that any process may call has to.
  func checkCount(of prompts: Int = 1, status: Int) throws(Refusal) {
    guard prompts <= 128, count <= 128, prompts * count <= 128 else {
      throw .wrongFormat("n: at most 128 choices can be asked for at once", status: status)
    }
  }
}

extension RequestProblem {
  /// In the words of the inference service: `path: problem`.
  fileprivate var inferenceText: String {
    switch cause {
    case .notJSON(let error): return "Invalid JSON: \(error.message) at byte \(error.offset)"
    case .mismatch(let mismatch):
      let path = mismatch.path.map { step in
        switch step {
        case .member(let name): name
        case .index(let index): String(index)
        }
      }.joined(separator: ".")
      let text = mismatch.problem.inferenceText(of: path)
      return path.isEmpty ? text : "\(path): \(text)"
    }
  }
}

extension WireMismatch.Problem {
  fileprivate func inferenceText(of path: String) -> String {
    switch self {
    case .missing: path.isEmpty ? "a body is required" : "property '\(path)' is required"
    case .unknownMember: "property '\(path)' is unsupported"
    case .wrongType(.text, _): "value must be a string"
    case .wrongType(.integer, _): "value must be an integer"
    case .wrongType(.number, _): "value must be a number"
    case .wrongType(.boolean, _): "value must be a boolean"
    case .wrongType(.list, _): "value must be an array"
    case .wrongType(.object, _): "value must be an object"
    case .pattern(let pattern): "value must match '\(pattern)'"
    case .below(let limit): "value must be at least \(limit.plainText)"
    case .above(let limit): "value must be at most \(limit.plainText)"
    case .notOneOf(let words): "value must be one of " + words.map { "'\($0)'" }.joined(separator: ", ")
    case .tooFew(let least): "array must hold at least \(least) item(s)"
    case .tooMany(let most): "array must hold at most \(most) item(s)"
    case .tooLong(let most): "string is longer than \(most) characters"
    case .duplicate(let text): "'\(text)' is listed twice"
    case .other(let message): message
    }
  }
}

extension Int64 {
  /// A limit of a request: nil where it is -1, which is none.
  var limit: Int? { self < 0 ? nil : Int(clamping: self) }
  /// The least tokens that a request asks for: -1 is as many as there may be.
  var minimum: Int { limit ?? Generator.outputLimit }
}
