import CBSCatalog
import CBSClient
import CBSDiagnostics
import CBSInterpreter
import CBSLanguage
import CBSValues

/// `api METHOD PATH`: any call, signed, traced, redacted.
struct APICommand: Command {
  let session: Session
  let signature = Signature(
    "api", "Send any request to the API, with your key.", effect: .reads,
    positionals: [
      Signature.Positional("method", .choice("METHOD", of: CBSCatalog.Method.allCases.map(\.rawValue)), "The method."),
      Signature.Positional("path", .text, "The path, from its first slash, with its query."),
    ],
    flags: [
      Signature.Flag("body", .any, "The body: a record, a list, or JSON text."),
      Signature.Flag("key", .choice("KEY", of: ["management", "inference", "none"]), "Which key is sent."),
    ] + CommonFlags.writing,
    examples: ["api GET /management/v1/orgs/acme/models"],
    details: """
      The management key goes to paths under /management, the inference key to all others, unless --key says
      otherwise. The answer is a value where it is JSON, else its text. Only GET and HEAD are tried again. A secret in
      the body is sent as it is, and shown nowhere.
      """)

  func run(_ invocation: Invocation) async throws -> Output {
    guard let method = CBSCatalog.Method(rawValue: invocation["method"]?.description ?? ""),
      let target = invocation["path"]?.description, target.hasPrefix("/")
    else {
      throw Fault(
        "bad-argument", "a path begins with '/'", status: .usage, hint: "as in /management/v1/orgs/acme/models",
        at: invocation.span(of: "path"))
    }
    var request = Request(method, target, origin: session.connection.origin)
    if let body = invocation["body"] {
      session.hide(body.secrets)
      request.body = try Array(self.body(body.revealed, at: invocation.span(of: "body")).text.utf8)
      request.headers["Content-Type"] = "application/json"
    }
    let isRead = method == .get || method == .head
    if !isRead, session.isDry(invocation) {
      return Output(
        Value(
          json: [
            "sent": false, "method": .string(method.rawValue), "url": .string(request.url),
            "body": try invocation["body"].map { try self.body($0, at: invocation.span(of: "body")) } ?? .null,
          ]))
    }
    if !isRead {
      let writing = Signature(
        "api \(method.rawValue)", "", effect: method == .delete ? .destroys : .writes)
      try await session.confirm(writing, what: target, invocation: invocation)
    }
    let kind = key(invocation["key"]?.description, target: target)
    do {
      let answer = try await session.client(for: kind).raw(request, key: kind)
      if let error = answer.error { throw error }
      guard !answer.body.isEmpty else { return .none }
      // A server may answer what it was sent.
      let text = session.redactor.redact(String(decoding: answer.body, as: UTF8.self))
      return Output((try? JSON(parsing: text)).map(Value.init(json:)) ?? .text(text))
    } catch let error as APIError {
      throw Fault(error, at: invocation.span)
    }
  }

  private func body(_ value: Value, at span: Span) throws -> JSON {
    guard case .text(let text) = value else { return value.json }
    do { return try JSON(parsing: text) } catch {
      throw Fault(
        "bad-argument", "the body is not JSON: \(error.message) at byte \(error.offset)", status: .usage, at: span)
    }
  }

  private func key(_ word: String?, target: String) -> KeyKind {
    switch word {
    case "management": .management
    case "inference": .inference
    case "none": .none
    default: target.hasPrefix("/management/") ? .management : .inference
    }
  }
}
