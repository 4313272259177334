import CBSCatalog
import CBSClient
import CBSDiagnostics
import CBSInterpreter
import CBSShell
import CBSValues

extension CBSCatalog.Method: Choice {}

/// `api METHOD PATH`: any call, signed, traced, redacted.
struct APICommand: Command {
  private static let method = Parameter<CBSCatalog.Method>(
    "method", "The method.", type: CBSCatalog.Method.type.labeled("METHOD"))
  private static let path = Parameter<String>("path", "The path, from its first slash, with its query.")
  private static let body = Parameter<Value?>(flag: "body", "The body: a record, a list, or JSON text.")
  private static let key = Parameter<KeyKind?>(flag: "key", "Which key is sent.", type: KeyKind.type.labeled("KEY"))

  let session: Session
  let signature = Signature(
    "api", "Send any request to the API, with your key.",
    takes: [method, path, body, key, CommonFlags.dryRun, CommonFlags.yes], effect: .reads,
    repeats: .when { $0.has(method) && $0[method].isSafe }, examples: ["api GET /management/v1/orgs/acme/models"],
    details: """
      The management key goes to paths under /management, the inference key to all others, unless --key says
      otherwise. The answer is a value where it is JSON, else its text. Only GET and HEAD are tried again. A secret in
      the body is sent as it is, and shown nowhere.
      """)

  func run(_ invocation: Invocation) async throws -> Output {
    let (method, target) = (invocation[Self.method], invocation[Self.path])
    guard target.hasPrefix("/") else {
      throw Fault(
        .badArgument, "a path begins with '/'", status: .usage, hint: "as in /management/v1/orgs/acme/models",
        at: invocation.span(of: Self.path))
    }
    var request = Request(method, target, origin: session.connection.origin)
    let place = invocation.span(of: Self.body)
    if let body = invocation[Self.body] {
      session.hide(body.secrets)
      request.body = try Array(self.body(body.revealed, at: place).text.utf8)
      request.headers["Content-Type"] = "application/json"
    }
    if !method.isSafe, session.isDry(invocation) {
      return Output(
        Value(
          json: [
            "sent": false, "method": .string(method.rawValue), "url": .string(request.url),
            "body": try invocation[Self.body].map { try self.body($0, at: place) } ?? .null,
          ]))
    }
    if !method.isSafe {
      let writing = Signature("api \(method.rawValue)", "", effect: method == .delete ? .destroys : .writes)
      try await session.confirm(writing, what: target, invocation: invocation)
    }
    let kind = invocation[Self.key] ?? (target.hasPrefix("/management/") ? .management : .inference)
    do {
      let answer = try await session.client(for: kind).raw(request, key: kind)
      invocation.exchanges.note(answer.exchange)
      if let error = answer.error { throw error }
      guard !answer.body.isEmpty else { return .none }
      // A server may answer what it was sent.
      let text = session.redactor.redact(String(decoding: answer.body, as: UTF8.self))
      return Output((try? JSON(parsing: text)).map(Value.init(json:)) ?? .string(text))
    } catch let error as APIError {
      throw Fault(error, at: invocation.span)
    }
  }

  private func body(_ value: Value, at span: Span) throws -> JSON {
    guard case .string(let text) = value else { return value.json }
    do { return try JSON(parsing: text) } catch {
      throw Fault(
        .badArgument, "the body is not JSON: \(error.message) at byte \(error.offset)", status: .usage, at: span)
    }
  }
}

extension CBSCatalog.Method {
  /// Whether it changes nothing.
  fileprivate var isSafe: Bool { self == .get || self == .head }
}
