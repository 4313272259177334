package import CBSCatalog
package import CBSClient
package import CBSDiagnostics
package import CBSInterpreter
import CBSText
import CBSValues

/// Why a call failed, told with the names that exist: an answer "not found" says neither which nor what is near.
extension Session {
  package func explained<E: Endpoint>(_ fault: Fault, of call: Call<E>) async -> Fault {
    guard [.notFound, .forbidden].contains(fault.code) else { return fault }
    var fault = fault
    for field in E.wire.fields {
      switch call.value(of: field) {
      case let name as VersionName:
        if let reason = await lack(of: name.architecture) {
          fault.replace(with: reason)
        } else if let reason = await lack(of: name) {
          fault.replace(with: reason)
        }
      case let name as ArchitectureID:
        if let reason = await lack(of: name) { fault.replace(with: reason) }
      case let name as EndpointID:
        if let reason = await lack(of: name) { fault.replace(with: reason) }
      case let name as ModelID:
        if let reason = await lack(of: name) { fault.replace(with: reason) }
      default: continue
      }
    }
    if fault.code == .forbidden, let organization = connection.organization {
      fault.message += "; it was asked for as organization '\(organization)'"
    }
    return fault
  }

  /// Throws where an empty answer comes of a name that does not exist.
  package func requireExistence<E: Endpoint>(of call: Call<E>, invocation: Invocation) async throws(Fault) {
    let nothing = Fault(.notFound, "there is nothing", at: invocation.span)
    let fault = await explained(nothing, of: call)
    if fault.message != nothing.message { throw fault }
  }

  private typealias Reason = (message: String, hint: String)

  /// One more request on the way to a better message; when it fails too the message stays as it was.
  private func list<E: Endpoint>(_ endpoint: E.Type, _ fill: (inout Draft<E>) -> Void) async -> E.Output? {
    guard let context = try? argumentContext(), let call = try? Call<E>(in: context, fill),
      let client = try? await client(for: E.signature.key)
    else { return nil }
    return try? await client.send(call)
  }

  private func lack(of name: ArchitectureID) async -> Reason? {
    guard let list = await list(ListArchitectures.self, { _ in }) else { return nil }
    return reason("no architecture '\(name)'", name.text, among: list.rows.map(\.id.text), list: "arch list")
  }

  private func lack(of name: VersionName) async -> Reason? {
    let list = await list(ListVersions.self) { $0[ListVersions.architecture] = name.architecture }
    guard let versions = list?.rows else { return nil }
    let isNumber = name.selector.number != nil
    let known = isNumber ? versions.map { String($0.number) } : versions.flatMap(\.aliases)
    let what = isNumber ? "version" : "alias"
    return reason(
      "no \(what) '\(name.selector)' of \(name.architecture)", name.selector.description, among: known,
      list: "version list \(name.architecture)")
  }

  private func lack(of name: EndpointID) async -> Reason? {
    guard let list = await list(ListEndpoints.self, { _ in }) else { return nil }
    return reason("no endpoint '\(name)'", name.text, among: list.rows.map(\.id.text), list: "endpoint list")
  }

  private func lack(of name: ModelID) async -> Reason? {
    guard let list = await list(ListModels.self, { _ in }) else { return nil }
    return reason("no model or endpoint '\(name)'", name.text, among: list.rows.map(\.id), list: "model list")
  }

  private func reason(_ lack: String, _ name: String, among known: [String], list: String) -> Reason? {
    guard !known.contains(name) else { return nil }
    // No number is a misspelling of another.
    if Int64(name) == nil, let nearest = name.nearest(among: known) {
      return ("there is \(lack)", "did you mean '\(nearest)'?")
    }
    let few = known.prefix(5).joined(separator: ", ")
    return ("there is \(lack)", known.isEmpty ? "'\(list)' is empty" : "there is \(few); '\(list)' shows all")
  }
}

extension Fault {
  fileprivate mutating func replace(with reason: (message: String, hint: String)) {
    code = .notFound
    message = reason.message
    hint = reason.hint
  }

  /// What the API or the way to it said, as a fault of the language.
  package init(_ error: APIError, at span: Span) {
    self.init(
      error.code, error.message, status: error.exitStatus, hint: error.hint, at: span,
      request: error.exchange.attempts == 0 ? nil : error.exchange, isRetryable: error.isRetryable)
    if let excerpt = error.excerpt, !excerpt.isEmpty { message += "; it begins: \(excerpt)" }
    if error.mayHaveHappened { message += "; it may have happened all the same" }
  }
}

extension APIError {
  var exitStatus: ExitStatus {
    if code == .cancelled { return .interrupted }
    return isCommunication ? .unreachable : .refused
  }

  /// What to do about it, where that is plain.
  var hint: String? {
    switch code {
    case .unauthorized: "the key is wrong or was deleted: see 'help keys'"
    case .forbidden: "the key has no right to it: is the organization right?"
    case .missingKey: "see 'help keys'"
    case .rateLimited: "try again later, or less often"
    case .transportUnresolved, .transportRefused, .transportBadAddress:
      "is CEREBRAS_BASE_URL right, and the network there?"
    case .transportInsecure: "the server's certificate is not trusted here; is a proxy in between?"
    default:
      mayHaveHappened ? "look before you send it again: 'version list' or 'endpoint get'" : nil
    }
  }
}
