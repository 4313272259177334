package import CBSCatalog
package import CBSClient
import CBSDiagnostics
package import CBSInterpreter
import CBSLanguage
package import CBSValues
import OrderedCollections
import Synchronization

extension Session {
  /// What lines may leave out: the organization and the architecture in use.
  package func argumentContext() throws(Fault) -> ArgumentContext {
    let (name, id, architecture) = state.withLock {
      ($0.connection.organization, $0.connection.organizationID, $0.architecture)
    }
    guard let name else {
      throw Fault(
        .missingOrganization, "no organization is configured", status: .unreachable,
        hint: "set CEREBRAS_ORG, or 'config set profiles.\(connection.name).organization NAME'")
    }
    guard let organization = OrganizationName(name) else {
      throw Fault(.badOrganization, "'\(name)' is not an organization name", status: .usage)
    }
    return ArgumentContext(
      organization: organization, organizationID: id.flatMap { OrganizationID($0) },
      architecture: architecture.flatMap { ArchitectureID($0) })
  }

  /// The client of the connection as it is now. Keys are read when a call first needs them.
  package func client(for kind: KeyKind) async throws(Fault) -> Client {
    let connection = state.withLock { state in
      state.callCount += 1
      return state.connection
    }
    if case .mirrored(let mirror) = connection.place, kind != .none { try await mirror.prepare() }
    let key: Secret?
    do { key = try await connection.key(kind) } catch let fault as Fault { throw fault } catch {
      throw Fault(.unreadableKey, "the \(kind) key cannot be read: \(error)", status: .unreachable)
    }
    if key == nil, kind != .none {
      throw Fault(
        .missingKey, "no \(kind) key is configured for profile '\(connection.name)'", status: .unreachable,
        hint: connection.keyAdvice(kind))
    }
    if let key { hide([key]) }
    return Client(
      configuration: ClientConfiguration(
        origin: connection.origin, managementKey: kind == .management ? key : nil,
        inferenceKey: kind == .inference ? key : nil, trace: tracer),
      path: connection.path, clock: world.clock)
  }

  /// Sends a call and keeps what completion knows in step with the answer.
  package func send<E: Endpoint>(_ call: Call<E>, invocation: Invocation) async throws(Fault) -> E.Output {
    let number = connectionNumber
    let client = try await client(for: E.signature.key)
    do {
      let (answer, exchange) = try await client.answer(to: call)
      invocation.exchanges.note(exchange)
      learn(from: answer, of: call, over: number)
      return answer
    } catch {
      throw await explained(Fault(error, at: invocation.span), of: call)
    }
  }

  /// Whether a command that writes shall only tell what it would send.
  package func isDry(_ invocation: Invocation) -> Bool { options.isDryRun || invocation[CommonFlags.dryRun] }

  /// Shows the request that `call` would send, as the answer of the command.
  package func dryRun<E: Endpoint>(_ call: Call<E>, of invocation: Invocation) throws(Fault) -> Output {
    let request = call.request(origin: connection.origin)
    var fields: [(String, JSON)] = [
      ("command", .string(E.signature.name)), ("sent", false), ("method", .string(request.method.rawValue)),
      ("url", .string(request.url)),
    ]
    if let body = request.body, let json = try? JSON(parsing: body) { fields.append(("body", json)) }
    return Output(Value(json: .object(.init(uniqueKeysWithValues: fields))))
  }

  /// Asks before what destroys, and before what writes on a production profile.
  ///
  /// Away from a terminal both are refused unless `--yes` was given.
  package func confirm(_ signature: Signature, what: String, invocation: Invocation) async throws(Fault) {
    let connection = connection
    guard signature.effect == .destroys || connection.isProduction, !options.assumesYes, !invocation[CommonFlags.yes]
    else { return }
    // Nobody is asked in a plan: it tells that somebody would be.
    guard plan == nil else {
      PlannedCall.current?.noteQuestion()
      return
    }
    let place = connection.isProduction ? " on production profile '\(connection.name)'" : ""
    let deed = what.isEmpty ? signature.name : "\(signature.name) \(what)"
    guard surroundings.inputIsTerminal, let lines else {
      throw Fault(
        .notConfirmed, "'\(deed)' needs a yes\(place), and a script cannot be asked", status: .usage,
        hint: "say it with --yes", at: invocation.span)
    }
    progress.clear()
    let question = PromptLine(first: "\(deed)\(place)? [y/N] ", continuation: "")
    guard case .line(let answer) = await lines.next(question), ["y", "yes"].contains(answer.lowercased()) else {
      throw Fault(.notConfirmed, "not confirmed; nothing was sent", status: .refused, at: invocation.span)
    }
  }

  /// Keeps secrets that are sent from being shown.
  package func hide(_ secrets: [Secret]) {
    state.withLock { state in state.secrets += secrets.filter { !state.secrets.contains($0) } }
  }

  /// What shows each request and answer; nil where nobody wants to see them.
  var tracer: (@Sendable (TraceEvent) -> Void)? {
    guard options.traces else { return nil }
    return { [self] event in write(.error, redactor.redact(event.lines.map { $0 + "\n" }.joined())) }
  }
}

extension IncompleteCall {
  /// What to do about it.
  package var advice: String {
    parameter.type.completion == .architectures
      ? "write ARCH, or say 'use ARCH' first; 'arch list' shows them" : "'help \(command)' shows what it takes"
  }
}
